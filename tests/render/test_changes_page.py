"""The timeline and the changes on the page and on paper."""

from __future__ import annotations

import io
import re
from pathlib import Path
from types import ModuleType

import pypdf
import pytest

from briefer.render import render
from briefer.render.filters import event_day, zone_of

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def pages(make_brief: ModuleType) -> tuple[str, bytes]:
    """A brief with one change of each kind and four events, one of them ahead → its HTML and PDF."""
    brief = make_brief.changed()
    return render(brief, "html", TEMPLATES).decode(), render(brief, "pdf", TEMPLATES)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main>")[1]).replace("\xa0", " ").replace("&nbsp;", " ").split())


def test_the_page_says_with_which_issue_it_is_compared(pages: tuple[str, bytes]) -> None:
    assert "Compared with No. 11, 13 March 2031, 18:00" in words(pages[0])


def test_each_change_says_what_it_is_and_a_figure_is_shown_then_and_now(pages: tuple[str, bytes]) -> None:
    text = words(pages[0])
    for word in ("revised", "updated", "resumed", "new", "closed"):
        assert f" {word} single source " in text
    assert "Killed “at least 16 people” Reuters, 14 Mar [1] → “21 people” Marland Herald, 14 Mar [2]" in text
    assert "Last report 12 March 2031" in text


def test_a_revision_shows_both_wordings_and_what_is_gone(pages: tuple[str, bytes]) -> None:
    text = words(pages[0])
    assert re.search(r"Then The ferry carried nine men\. .*? Now The ferry carried six men\.", text)
    assert re.search(r"Then A tenth man is missing\. .*? Now no longer in the article", text)


def test_a_day_stands_once_above_its_events_and_what_is_to_come_is_marked(pages: tuple[str, bytes]) -> None:
    text = words(pages[0])
    assert text.count("12 Mar 2 Event") == 1
    assert "February 2031 1 Event number 1" in text
    assert "20 Mar ahead 4 Event number 4" in text


def test_paper_has_the_same_words(pages: tuple[str, bytes]) -> None:
    printed = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pages[1])).pages)
    for said in ("Comparedwith", "nolongerinthearticle", "Eventnumber4tookplace.", "“21people”"):
        assert said in printed


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2031-03-12", "12\xa0Mar"),
        ("2030-12-01", "1\xa0Dec\xa02030"),
        ("2031-02", "February\xa02031"),
        ("2031-99", "2031-99"),
    ],
)
def test_a_month_is_said_in_full_and_a_day_briefly(when: str, shown: str) -> None:
    assert event_day(when, zone_of("UTC"), 2031) == shown
