"""Sections on the page: topics without news share one line, and every item says whether it is new."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from briefer.model.brief import Section
from briefer.render import render

TEMPLATES = Path(__file__).parents[2] / "templates"
NOTHING = "No significant reporting in this period"


def silent(name: str, note: str = NOTHING) -> Section:
    return Section("topic", name, name.capitalize(), (), note)


def page(made: ModuleType, *sections: Section) -> str:
    return render(made.brief(*sections), "html", TEMPLATES).decode()


def test_topics_in_a_row_without_news_share_a_heading_and_a_line(make_brief: ModuleType) -> None:
    html = page(make_brief, silent("talks"), silent("aid"), silent("courts"))
    assert html.count(NOTHING) == 1
    (heading,) = re.findall(r'<h2 id="[^"]+-title">(Talks.*?)</h2>', html, re.DOTALL)
    assert " ".join(re.sub(r"<[^>]+>", "", heading).split()) == "Talks, Aid, Courts"


def test_a_silent_topic_that_says_something_else_or_stands_apart_has_a_line_of_its_own(make_brief: ModuleType) -> None:
    html = page(make_brief, silent("talks"), silent("aid", "See the highlights"), silent("courts"))
    assert html.count(NOTHING) == 2
    assert html.count("<section") == 3


def test_every_item_says_whether_it_is_new_or_updated(make_brief: ModuleType) -> None:
    for kind, items in (("quotes", make_brief.QUOTES), ("figures", make_brief.FIGURES)):
        for status in ("new", "updated", "ongoing"):
            told = tuple(replace(item, status=status) for item in items)
            html = page(make_brief, Section(kind, kind, "Section", told, None))
            assert html.count(f'class="status {status}"') == (len(items) if status != "ongoing" else 0)
