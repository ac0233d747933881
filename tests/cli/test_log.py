"""Messages for a machine: an object a line on standard error, whatever happens."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefer.cli import briefer
from briefer.cli.console import Form, guarded


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    logger = logging.getLogger("briefer")
    before = logger.handlers, logger.level, logger.propagate
    yield
    logger.handlers, logger.level, logger.propagate = before
    Form.json = False


def said(words: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """A command's words → what it wrote on standard error, each line read as JSON."""
    monkeypatch.setattr("sys.argv", ["briefer", *words])
    with pytest.raises(SystemExit):
        guarded(briefer)
    return [json.loads(line) for line in capfd.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    ("words", "level", "message"),
    [
        (["init", "copy"], "INFO", "files written into copy/"),
        (["run", "nowhere"], "ERROR", "nowhere"),
        (["run", "--no-such-option"], "ERROR", "No such option"),
        (["runn"], "ERROR", "Did you mean 'run'"),
    ],
)
def test_each_line_is_an_object(
    words: list[str],
    level: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = said(["--log", "json", *words], monkeypatch, capfd)
    assert {"time", "level", "from", "message"} == {*lines[-1]}
    assert lines[-1]["level"] == level
    assert message in lines[-1]["message"]


def test_the_environment_may_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFER_LOG", "json")
    assert said(["init", "copy"], monkeypatch, capfd)[0]["from"] == "briefer"


def test_what_stages_log_is_an_object_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "empty.html").write_text("")
    lines = said(["--log", "json", "run", "inbox"], monkeypatch, capfd)
    assert ("INFO", "briefer.pipeline.intake") in {(line["level"], line["from"]) for line in lines}
