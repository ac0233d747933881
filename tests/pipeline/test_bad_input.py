"""One bad input never costs the rest, and never disappears silently."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefer import config, pipeline
from briefer.config import defaults

GOOD = """ date 2019-09-02 HILL WIRE, KUNDUZ

Gunmen attacked a police post near Kunduz on Monday and killed at least four officers, the provincial governor said.

“We asked for reinforcements at dawn,” the governor, Karim Sediqi, told reporters. “They have not come.”
"""


def page(title: str, *paragraphs: str, date: str = "2019-09-02T09:00:00+04:30") -> str:
    """A small news page, as a site would send it."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="{date}"><meta property="og:site_name" content="The Hill Post"></head>
<body><header><nav><a href="/">Home</a></nav></header>
<main><article><h1>{title}</h1>{text}</article></main></body></html>"""


LONG = (
    "The council of the district met on Monday to hear what had become of the road over the pass, which has been closed "
    "since the fighting began, and members asked the government in Kabul to send engineers before the winter."
)
MARKUP = (
    "The clerk read out the note, which said {{ 7*7 }} and {% raise %}, and then &lt;script&gt;alert(1)&lt;/script&gt;, "
    "before the police chief said that two officers were killed in the attack on the gate in Kunduz."
)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder as a bad day leaves it: one good article among all that can be wrong."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "latin1.txt").write_bytes(GOOD.replace("Sediqi", "Sédiqi").replace("“", '"').replace("”", '"').encode("latin-1"))
    (folder / "empty.html").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "undated.txt").write_text("Snow fell on the pass.\n\n" + LONG, "utf-8")
    (folder / "huge.txt").write_bytes(b"word " * (4 * 1024 * 1024))
    (folder / "title.html").write_text(page("Long " * 2000, LONG, LONG.replace("Monday", "Sunday")), "utf-8")
    (folder / "markup.html").write_text(page("A {{ 7*7 }} note", MARKUP, LONG), "utf-8")
    (folder / "broken.jsonl").write_text(
        '{"id": "half", "text": \n{"id": "whole", "text": "' + LONG + '", "date": "2019-09-02"}\n'
    )
    return folder


def order(inputs: Path, out: Path) -> pipeline.Order:
    return pipeline.Order(
        configuration=config.load(defaults.folder("config")),
        templates=defaults.folder("templates"),
        output=out,
        now=datetime(2019, 9, 3, tzinfo=UTC),
        paths=(str(inputs),),
        audiences=("security-desk",),
        day=date(2019, 9, 2),
        formats=("html",),
    )


@pytest.mark.allow_logs
def test_what_cannot_be_used_stands_among_the_gaps_and_the_rest_in_the_brief(inputs: Path, tmp_path: Path) -> None:
    outcome = pipeline.run(order(inputs, tmp_path / "out"))

    (edition,) = outcome.editions
    reasons = {Path(gap.source).name: gap.reason for gap in edition.brief.gaps}
    assert set(reasons) == {"empty.html", "binary.txt", "undated.txt", "huge.txt", "broken.jsonl:1"}
    assert "empty" in reasons["empty.html"]
    assert "date" in reasons["undated.txt"]
    assert "MB" in reasons["huge.txt"]
    assert edition.brief.counts.skipped == 5
    assert outcome.incomplete
    used = {Path(name).name for name in edition.brief.articles}
    assert "good.txt" in used


@pytest.mark.allow_logs
def test_markup_and_template_code_of_an_article_are_shown_and_never_run(inputs: Path, tmp_path: Path) -> None:
    outcome = pipeline.run(order(inputs, tmp_path / "out"))

    html = next(path for path in outcome.editions[0].files if path.suffix == ".html").read_text("utf-8")
    assert "{{ 7*7 }}" in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html


@pytest.mark.allow_logs
def test_a_title_of_ten_thousand_characters_is_cut_at_a_word(inputs: Path, tmp_path: Path) -> None:
    outcome = pipeline.run(order(inputs, tmp_path / "out"))

    titles = [reference.title for reference in outcome.editions[0].brief.articles.values() if reference.title]
    assert all(len(title) <= 300 for title in titles)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.allow_logs
def test_a_file_that_may_not_be_read_is_a_gap(inputs: Path, tmp_path: Path) -> None:
    (inputs / "secret.txt").write_text(GOOD)
    (inputs / "secret.txt").chmod(0)

    outcome = pipeline.run(order(inputs, tmp_path / "out"))

    assert any("secret.txt" in skipped.source for skipped in outcome.skipped)


@pytest.mark.allow_logs
def test_strict_writes_nothing_where_something_was_left_out(inputs: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    outcome = pipeline.run(replace(order(inputs, tmp_path / "out"), strict=True))

    assert outcome.incomplete
    assert not list((tmp_path / "out").rglob("brief.*"))
