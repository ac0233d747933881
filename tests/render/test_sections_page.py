"""Sections on the page: topics without news share one line, and every item says whether it is new."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from briefer.model import codec
from briefer.model.brief import Brief, Layout, Look, Section
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


def test_a_source_can_be_cited_without_scripts(make_brief: ModuleType) -> None:
    page = render(make_brief.brief(), "html", TEMPLATES).decode()
    assert page.count('<details class="cite">') == 7
    assert "<script" not in page
    entry = page[page.index('id="sources-1"') :].split("</li>")[0]
    assert "“Harbour talks enter day 1 as both sides count the cost”, 14\u00a0March 2031. https://news.example/1</p>" in entry
    assert '<a href="#sources-1">Link to this entry</a>' in entry


def test_a_house_shows_its_own_look(make_brief: ModuleType) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><rect width="60" height="60" fill="#0b4f6c"/></svg>'
    logo = f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
    look = Look(logo, "The Courier", accent="#0b4f6c", heading_font="sans-semibold", label_font="serif-regular")
    one = replace(make_brief.brief(), layout=Layout("brief", "A4", look))
    page = render(one, "html", TEMPLATES).decode()
    assert f'<img class="logo" src="{logo}" alt="The Courier" width="176.0" height="44.0">' in page
    assert "--accent: #0b4f6c" in page and "#8a1a1f" not in page.split("</style>")[1]
    assert "#8a1a1f" not in re.sub(r"<svg.*?</svg>", "", render(one, "html", TEMPLATES).decode(), flags=re.DOTALL)
    assert b"data:image" not in render(one, "eml", TEMPLATES)
    assert b"Content-ID: <logo>" in render(one, "eml", TEMPLATES)
    names = zipfile.ZipFile(io.BytesIO(render(one, "docx", TEMPLATES))).namelist()
    assert any(name.startswith("word/media/") for name in names)
    assert codec.from_json(Brief, codec.to_json(one), where="x") == one
    assert render(one, "pdf", TEMPLATES).startswith(b"%PDF")
