"""A brief as a Word document: its structure in Word's own terms, accessible, the same bytes each time."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from briefer.errors import RenderError
from briefer.model.brief import Brief, Highlight, Layout, Section
from briefer.render import render

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def documents(make_brief: ModuleType) -> dict[str, Any]:
    briefs = {name: getattr(make_brief, name)() for name in ("brief", "ugly", "changed")}
    return {name: Document(io.BytesIO(render(one, "docx", TEMPLATES))) for name, one in briefs.items()}


def texts(document: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_headings_lists_and_quotations_are_words_own(documents: dict[str, Any]) -> None:
    one = documents["brief"]
    assert texts(one, "Title") == ["Strait of Marland: Daily Brief"]
    assert texts(one, "Heading 1")[:2] == ["Bottom line", "Security"]
    assert "Coastguard keeps its vessels in the channel" in texts(one, "Heading 2")
    assert len(texts(one, "List Number")) == 5
    assert texts(one, "Quote")[0].startswith("“We will open the gates")
    assert texts(one, "Quote")[2] == "That the convoy had been warned twice by radio"
    assert "updated · single source" in [paragraph.text.partition(" · ")[2] for paragraph in one.paragraphs]


def test_the_table_of_figures_has_a_header_row_and_whole_rows(documents: dict[str, Any]) -> None:
    (table,) = documents["brief"].tables
    assert [cell.text for cell in table.rows[0].cells] == ["Figure", "What", "Where", "As of", "Who says so", "Source"]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True] + [False] * (len(heads) - 1)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_references_lead_to_the_sources_and_sources_to_the_web(documents: dict[str, Any]) -> None:
    for one in documents.values():
        body = one.element.body
        marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
        assert len(marks) == len(set(marks))
        anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
        assert anchors
        assert anchors <= set(marks)
        targets = [
            one.part.rels[link.get(qn("r:id"))].target_ref for link in body.iter(qn("w:hyperlink")) if link.get(qn("r:id"))
        ]
        assert targets
        assert all(target.startswith("https://") for target in targets)


def test_the_properties_are_the_briefs(documents: dict[str, Any]) -> None:
    core = documents["brief"].core_properties
    assert core.title == "Strait of Marland: Daily Brief, No. 12, 14 March 2031"
    assert core.language == "en"
    assert core.created == core.modified == datetime(2031, 3, 14, 13, 30, tzinfo=UTC)
    assert core.identifier.startswith("sha256:")
    languages = {one.get(qn("w:val")) for one in documents["brief"].styles.element.iter(qn("w:lang"))}
    assert languages == {"en"}
    assert [round(documents[name].sections[0].page_width.mm) for name in ("brief", "ugly")] == [210, 216]


def test_markup_of_articles_is_text(documents: dict[str, Any], make_brief: ModuleType) -> None:
    assert make_brief.MARKUP in " ".join(paragraph.text for paragraph in documents["ugly"].paragraphs)


def test_what_xml_has_no_place_for_is_left_out(make_brief: ModuleType) -> None:
    items = (make_brief.highlight("One\x00two\x0b three \ufffe four", 1),)
    assert isinstance(items[0], Highlight)
    brief: Brief = make_brief.brief(Section("highlights", "h", "Bottom\x01 line", items, None), title="A\x02 title")
    one = Document(io.BytesIO(render(brief, "docx", TEMPLATES)))
    assert "Onetwo three four" in texts(one, "List Number")[0]
    assert one.core_properties.title.startswith("A title")


def test_a_chart_is_a_picture_that_says_what_it_shows(make_brief: ModuleType) -> None:
    claims = [make_brief.claim(f"{count} people", count, float(count), float(count), "exact") for count in (2, 3, 4)]
    items = tuple(make_brief.figure("killed", "people killed", one) for one in claims)
    one = Document(io.BytesIO(render(make_brief.brief(Section("figures", "f", "Figures", items, None)), "docx", TEMPLATES)))
    (picture,) = one.element.body.iter(qn("wp:docPr"))
    assert "people killed, 3" in picture.get("descr")


def test_each_numbered_list_begins_at_one(make_brief: ModuleType) -> None:
    items = (make_brief.highlight("One thing happened.", 1),)
    sections = tuple(Section("highlights", name, name, items, None) for name in ("a", "b"))
    one = Document(io.BytesIO(render(make_brief.brief(*sections), "docx", TEMPLATES)))
    numbers = [number.get(qn("w:val")) for number in one.element.body.iter(qn("w:numId"))]
    assert len(set(numbers)) == 2


def test_the_same_brief_makes_the_same_bytes(make_brief: ModuleType) -> None:
    brief = replace(make_brief.brief(), layout=Layout("one-page", "A4"))
    first = render(brief, "docx", TEMPLATES)
    assert render(brief, "docx", TEMPLATES) == first
    assert {entry.date_time for entry in ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_python_docx_the_error_says_what_to_install(make_brief: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(RenderError, match=r"format docx: .*python-docx.* pip install 'daily-briefer\[docx\]'"):
        render(make_brief.brief(), "docx", TEMPLATES)
