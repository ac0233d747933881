"""A list of contents where a document is long, none where it is short; a one-page brief on one page while it can be read."""

from __future__ import annotations

import io
from dataclasses import replace
from types import ModuleType

import pypdf
import pytest

from briefer.config import defaults
from briefer.model.brief import Brief, Layout
from briefer.render import fitting, render

TEMPLATES = defaults.folder("templates")


def told(brief: Brief, times: int, kinds: tuple[str, ...] = ("highlights", "topic", "quotes", "figures")) -> Brief:
    """A brief → the same with the items of some sections told over and over, and no other sections."""
    sections = tuple(
        replace(s, items=tuple(replace(item, id=f"{item.id}-{turn}") for turn in range(times) for item in s.items))
        for s in brief.sections
        if s.kind in kinds
    )
    return replace(brief, sections=sections)


def pages(brief: Brief) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(render(brief, "pdf", TEMPLATES))).pages)


def outline(brief: Brief) -> dict[str, int]:
    """Section titles → the page that each begins on, from the PDF's bookmarks."""
    reader = pypdf.PdfReader(io.BytesIO(render(brief, "pdf", TEMPLATES)))
    found: dict[str, int] = {}

    def walk(entries: list[object]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            elif isinstance(entry, pypdf.generic.Destination):
                found[str(entry.title)] = (reader.get_destination_page_number(entry) or 0) + 1

    walk(list(reader.outline))
    return found


def test_a_long_document_lists_its_contents_with_their_pages(make_brief: ModuleType) -> None:
    brief = told(make_brief.brief(), 4)
    front = pages(brief)[0].extract_text()
    listed = [line.strip() for line in front.splitlines()]
    begins = outline(brief)
    for section in brief.sections:
        assert any(line.replace(" ", "") == f"{section.title}{begins[section.title]}".replace(" ", "") for line in listed), (
            section
        )


@pytest.mark.parametrize("kinds", [("highlights",), ("highlights", "figures")])
def test_a_short_document_has_no_contents(make_brief: ModuleType, kinds: tuple[str, ...]) -> None:
    brief = told(make_brief.brief(), 1, kinds)
    made = pages(brief)
    assert len(made) <= fitting.SHORT
    assert made[0].extract_text().count(brief.sections[-1].title) <= 1


def wanting(brief: Brief, paper: str, times: int) -> Brief:
    layout = Layout("one-page", "Letter" if paper == "Letter" else "A4")
    return replace(told(brief, times, ("highlights", "figures")), layout=layout)


def test_a_one_page_brief_is_made_smaller_before_it_takes_a_second_sheet(
    make_brief: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = wanting(make_brief.brief(), "A4", 3)
    monkeypatch.setattr(fitting, "SCALES", ())
    assert len(pages(brief)) > 1
    monkeypatch.setattr(fitting, "SCALES", (0.9, 0.5))
    (sheet,) = pages(brief)
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)


def test_what_would_be_too_small_to_read_takes_a_second_sheet_at_full_size(make_brief: ModuleType) -> None:
    made = pages(wanting(make_brief.brief(), "Letter", 6))
    assert len(made) > 1
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in made} == {(612, 792)}
