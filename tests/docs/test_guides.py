"""What the guides tell an editor to write works as it stands there, and their references are those of the code."""

from __future__ import annotations

import importlib.util
import re
import sys
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType

import pytest

from briefer.config import defaults, load
from briefer.model.brief import Layout
from briefer.render import checking, render
from briefer.render import fields as record

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "audiences.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    """The guide's examples of a kind, in their order."""
    return re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(scope="module")
def make_brief() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_brief", ROOT / "tests" / "render" / "make_brief.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_brief"] = module
    spec.loader.exec_module(module)
    return module


def test_the_guides_audience_is_one(tmp_path: Path) -> None:
    first, french, sections, look = blocks("yaml")
    (tmp_path / "audiences").mkdir()
    (tmp_path / "briefer.yaml").write_text("processes: 1\n", "utf-8")
    for name in ("base", "press"):
        text = (defaults.folder("config") / "audiences" / f"{name}.yaml").read_text("utf-8")
        (tmp_path / "audiences" / f"{name}.yaml").write_text(text, "utf-8")
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "utf-8")
    (tmp_path / "audiences" / "embassy.yaml").write_text(first + look, "utf-8")
    (tmp_path / "audiences" / "presse.yaml").write_text(french, "utf-8")
    found = load(tmp_path).audiences
    assert found["embassy"].look.accent == "#0b4f6c"
    assert found["presse"].sections == found["press"].sections
    assert sections.strip().removeprefix("sections:\n") in (tmp_path / "audiences" / "press.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "file", "shown"),
    [
        (0, "embassy.html", 'class="brief embassy"'),
        (1, "macros/marks.html", '<li class="party-claim">'),
        (2, "sections/quotes.html", "<p><b>Ilse Varga</b></p>"),
    ],
)
def test_the_guides_templates_work(make_brief: ModuleType, tmp_path: Path, number: int, file: str, shown: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(blocks("html")[number], "utf-8")
    checking.check(tmp_path)
    brief = make_brief.brief()
    if number == 0:
        brief = replace(brief, layout=Layout("embassy", "A4"))
    page = render(brief, "html", tmp_path).decode()
    assert shown in page
    assert number != 1 or '<li class="status ongoing">' not in page
    assert render(brief, "pdf", tmp_path).startswith(b"%PDF")


def test_the_page_of_templates_holds_the_record_as_it_is_now() -> None:
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    assert record.updated(page) == page, "write briefer.render.fields.updated(page) to docs/templates.md"
    with pytest.raises(ValueError, match="no place"):
        record.updated("# Templates\n")


@pytest.mark.parametrize(("kind", "heading"), record.RECORDS)
def test_every_field_has_a_meaning(kind: type, heading: str) -> None:
    rows = record.markdown().split(f"### {heading}\n")[1].split("###")[0].splitlines()
    cells = [re.split(r"(?<!\\)\|", row.strip("|")) for row in rows if row.startswith("| `")]
    assert [cell[0].strip(" `") for cell in cells] == [field.name for field in fields(kind)]
    assert all(len(cell) == 3 and cell[2].strip() for cell in cells)


def test_what_templates_are_given_stands_in_the_docs() -> None:
    from briefer.render.environment import environment_for

    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    environment = environment_for(checking.SPECIMEN, ROOT / "templates", "html")
    usual = type(environment)().filters
    own = [*environment.globals, *(name for name in environment.filters if name not in usual)]
    assert [name for name in own if not re.search(rf"`{name}\b", page)] == []
