"""The samples make exactly the briefs that were looked at and kept: any change shows here, line by line.

Look at what changed, then keep it: `pytest tests/golden --update-golden`. CI refuses the flag.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefer import config, pipeline
from briefer.config import defaults

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "kept"
AUDIENCES = ("executive", "press", "security-desk")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples' briefs, made once, in a folder of their own."""
    out = tmp_path_factory.mktemp("golden")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        pipeline.run(
            pipeline.Order(
                configuration=config.load(defaults.folder("config")),
                templates=defaults.folder("templates"),
                output=out,
                now=datetime(2019, 9, 5, tzinfo=UTC),
                paths=("examples",),
                formats=("html",),
            )
        )
    return out


def lasting(text: str) -> str:
    """A document without what changes with every edit of a template or a setting: hashes, and the styles, which want eyes."""
    text = re.sub(r'("(?:config|templates)_sha256": ")[0-9a-f]{64}', r"\1…", text)
    text = re.sub(r"\b(configuration|templates) [0-9a-f]{12}\b", r"\1 …", text)
    return re.sub(r"(<style[^>]*>).*?(</style>)", r"\1…\2", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", ["brief.json", "brief.html"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_samples_make_the_briefs_that_were_kept(
    audience: str, name: str, made: Path, request: pytest.FixtureRequest
) -> None:
    (path,) = made.glob(f"*/{audience}/{name}")
    kept, text = KEPT / audience / name, lasting(path.read_text("utf-8"))
    if request.config.getoption("--update-golden"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text, "utf-8")

    assert kept.read_text("utf-8").splitlines() == text.splitlines()


def test_ci_never_updates_what_is_kept(request: pytest.FixtureRequest) -> None:
    assert not (os.environ.get("CI") and request.config.getoption("--update-golden"))
