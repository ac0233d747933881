"""Configured sources: a live feed becomes a brief, a dead one a gap, and an earlier run's articles are remembered."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from briefer import config, pipeline
from briefer.config import defaults
from briefer.config.settings import Limits, Source

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2019-09-0{day}T09:00:00+00:00"></head>
<body><main><article><h1>{title}</h1><p>{text}</p><p>The road council of the district will meet on Thursday to hear the
engineers, who have asked for two more weeks and for guards on both sides of the tunnel.</p></article></main></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Tunnel Gazette</title><link>{base}/</link>
<description>News of the road</description>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>{base}/{name}.html</link><pubDate>Mon, 0{day} Sep 2019 09:00:00 GMT</pubDate></item>"
MONDAY = "Gunmen attacked the guard post of the Salang tunnel on Monday and killed at least three soldiers, the governor said."
TUESDAY = "The attack on the guard post of the Salang tunnel killed five soldiers, two more than before, the governor said."


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: the tests' output is for failures."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A news site on loopback: its folder and its address."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def publish(folder: Path, base: str, **stories: tuple[int, str]) -> None:
    """Stories under their names, each with its day in September 2019, become pages and one feed."""
    items = []
    for name, (day, text) in stories.items():
        title = f"Tunnel news, {name}"
        (folder / f"{name}.html").write_text(PAGE.format(title=title, day=day, text=text), "utf-8")
        items.append(ITEM.format(title=title, base=base, name=name, day=day))
    (folder / "feed.xml").write_text(FEED.format(base=base, items="".join(items)), "utf-8")


def order(base: str, out: Path, day: date) -> pipeline.Order:
    packaged = config.load(defaults.folder("config"))
    sources = tuple(
        Source(name=name, feed=f"{base}/{feed}.xml", allow_private=True)
        for name, feed in (("Gazette", "feed"), ("Dead feed", "nowhere"))
    )
    settings = packaged.settings.model_copy(update={"sources": sources, "limits": Limits(timeout_seconds=5)})
    return pipeline.Order(
        configuration=packaged.model_copy(update={"settings": settings}),
        templates=defaults.folder("templates"),
        output=out,
        now=datetime(2019, 9, 3, 20, tzinfo=UTC),
        audiences=("security-desk",),
        day=day,
        formats=("html",),
    )


@pytest.mark.allow_logs
def test_a_feed_becomes_a_brief_and_a_dead_one_a_gap(site: tuple[Path, str], tmp_path: Path) -> None:
    folder, base = site
    publish(folder, base, monday=(2, MONDAY))

    outcome = pipeline.run(order(base, tmp_path / "out", date(2019, 9, 2)))

    (edition,) = outcome.editions
    assert [gap.source for gap in edition.brief.gaps] == ["Dead feed"]
    assert "404" in edition.brief.gaps[0].reason
    (reference,) = edition.brief.articles.values()
    assert reference.outlet == "Tunnel Gazette"
    assert reference.url == f"{base}/monday.html"
    assert any("three soldiers" in item.text for section in edition.brief.sections for item in section.items)


@pytest.mark.allow_logs
def test_what_an_earlier_run_collected_tells_what_is_new(site: tuple[Path, str], tmp_path: Path) -> None:
    folder, base = site
    publish(folder, base, monday=(2, MONDAY))
    first = order(base, tmp_path / "out", date(2019, 9, 2))
    pipeline.run(first)
    publish(folder, base, tuesday=(3, TUESDAY))

    outcome = pipeline.run(replace(first, day=date(2019, 9, 3)))

    (edition,) = outcome.editions
    assert edition.brief.issue == 2
    told = [item for section in edition.brief.sections if section.kind == "highlights" for item in section.items]
    assert {item.status for item in told} == {"updated"}


@pytest.mark.allow_logs
def test_a_run_that_is_made_again_keeps_its_number(site: tuple[Path, str], tmp_path: Path) -> None:
    folder, base = site
    publish(folder, base, monday=(2, MONDAY))
    wanted = order(base, tmp_path / "out", date(2019, 9, 2))

    briefs = [pipeline.run(wanted).editions[0].brief for _ in range(2)]

    assert briefs[0] == briefs[1]
