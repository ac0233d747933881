"""JSON Feeds, feeds with full texts, and feeds whose entries share a link."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefer import collect
from briefer.collect import entries
from tests.collect.serving import LIMITS, NOW, PAGE, Server, World, of_feed, reasons, rss, visit

pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted

WORDS = "The ferry was kept until the spring, the harbour master said. " * 20


def json_feed(server: Server, *items: Any, **fields: Any) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Valley &amp; Post", "items": items} | fields
    server.answers["/feed"] = (200, {"Content-Type": "application/feed+json"}, json.dumps(feed).encode())


def test_an_item_becomes_its_page_with_the_feed_s_hints(server: Server) -> None:
    authors = [{"name": "M. Hale"}, {"name": 7}, {"name": "J. Roe"}]
    json_feed(
        server,
        {"id": 7, "url": "/a", "title": "Bridge\nopen", "date_published": "2026-09-10T05:00:00+04:30", "authors": authors},
    )
    server.answers["/a"] = (200, {"Content-Type": "text/html"}, PAGE)
    (one,) = visit(of_feed(server)).documents
    assert (one.id, one.content, one.hints.title) == (f"{server.url}/a", PAGE, "Bridge open")
    assert (one.hints.published, one.hints.byline) == ("2026-09-10T05:00:00+04:30", "M. Hale, J. Roe")
    assert (one.hints.outlet, one.hints.from_feed) == ("The Valley & Post", False)


def test_an_item_without_a_page_is_read_from_the_feed_and_marked(server: Server) -> None:
    json_feed(server, {"id": "n1", "content_text": "Open."}, {"id": "n2", "content_html": "<p>Shut.</p>", "content_text": "x"})
    found = visit(of_feed(server))
    assert [(one.id, one.content, one.media_type, one.hints.from_feed) for one in found.documents] == [
        ("n1", b"Open.", "text/plain", True),
        ("n2", b"<p>Shut.</p>", "text/html", True),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"items": [', "it is not an RSS, Atom or JSON feed (expecting value)"),
        (b'{"items": ' + b"[" * 200_000, "the feed cannot be parsed (nested too deeply)"),
        (b'{"items": 7}', "it is not an RSS, Atom or JSON feed"),
        (b'{"items": []}', "the feed has no entries"),
        (b'{"items": [7, null, []]}', "the feed has no entries"),
        (b'{"items": [{"url": 7, "title": [], "content_html": {}, "authors": [[]], "id": null}]}', None),
        ('{"items": [{"url": "http://[", "content_text": "\\ud800 \\ud83d\\ude00"}]}'.encode("utf-16"), None),
        (b'\xef\xbb\xbf{"items": [{"content_text": "\xff\x00"}]}', None),
        (b'{"items": [{"id": "\\ud800", "title": "\\udfff", "content_text": "x"}]}', None),
        (b'{"items": [{"id": NaN}, {"id": 1e999}, {"id": -Infinity}]}', None),
        (b'{"items": [{"id": ' + b"9" * 5000 + b"}]}", "it is not an RSS, Atom or JSON feed (exceeds the limit"),
    ],
)
def test_what_is_odd_in_a_json_feed_costs_nothing_else(content: bytes, words: str | None) -> None:
    found = entries.parse(content, "http://a.example/feed")
    if words is None:
        assert isinstance(found, entries.Feed)
        for entry in found.entries:
            "".join(part for part in (entry.id, entry.link, entry.title, entry.text) if part).encode()
    else:
        assert isinstance(found, str)
        assert found.startswith(words)


def test_a_full_text_that_stands_in_for_its_page_is_no_gap(server: Server) -> None:
    full = {"url": "/gone", "title": "Full", "content_text": WORDS}
    cut = {"url": "/lost", "title": "Cut", "content_text": f"{WORDS} […]"}
    json_feed(server, full, cut, {"url": "/away", "title": "Short", "summary": "The ferry."})
    found = visit(of_feed(server))
    assert [(one.hints.title, one.hints.from_feed) for one in found.documents] == [
        ("Full", True),
        ("Cut", True),
        ("Short", True),
    ]
    assert reasons(found) == [
        "the page of 'Cut' could not be had (404 Not Found): the feed's own text was used",
        "the page of 'Short' could not be had (404 Not Found): the feed's own text was used",
    ]


def test_pages_that_fail_alike_have_one_line(server: Server) -> None:
    json_feed(
        server, *({"url": f"/{n}", "title": f"No {n}", "summary": "Short."} for n in range(5)), {"url": "/x", "title": "X"}
    )
    server.answers |= dict.fromkeys([f"/{n}" for n in range(5)], (403, {}, b""))
    found = visit(of_feed(server))
    assert len(found.documents) == 5
    assert reasons(found) == [
        "5 pages could not be had (403 Forbidden): the feed's own text was used; the first is the page of 'No 0'",
        "the page of 'X' could not be had (404 Not Found), and the feed has no text of it",
    ]


def test_pages_are_not_fetched_where_the_feed_is_enough(server: Server) -> None:
    json_feed(server, {"url": "/a", "content_text": "Open."}, {"url": "/b", "title": "Empty"})
    found = visit(of_feed(server).model_copy(update={"pages": False}))
    assert [(one.id, one.hints.from_feed) for one in found.documents] == [(f"{server.url}/a", True)]
    assert reasons(found) == ["the entry 'Empty' has no text"]
    assert server.pages == ["/feed"]


def test_entries_that_share_a_link_are_told_apart_and_a_double_is_one(server: Server) -> None:
    live = [f"<title>Note {n}</title><guid isPermaLink='false'>g{n}</guid><link>HERE/live</link>" for n in (1, 2)]
    items = [f"{note}<description>Text {n}</description>" for n, note in enumerate(live)]
    server.answers["/feed"] = (200, {}, rss(server, *items, items[0], "<link>HERE/a</link>", "<link>HERE/a</link>"))
    server.answers["/a"] = (200, {"Content-Type": "text/html"}, PAGE)
    found = visit(of_feed(server))
    assert [(one.id, one.content) for one in found.documents] == [
        ("g1", b"Text 0"),
        ("g2", b"Text 1"),
        (f"{server.url}/a", PAGE),
    ]
    assert server.pages == ["/feed", "/a"]


def test_a_page_that_two_sources_lead_to_is_one_document(server: Server) -> None:
    server.answers["/feed"] = (200, {}, rss(server, "<link>HERE/a</link>"))
    server.answers["/a"] = (200, {"Content-Type": "text/html"}, PAGE)
    sources = [of_feed(server), of_feed(server).model_copy(update={"name": "Again"})]
    found = collect.sources(sources, LIMITS, Path(), network=World().network)
    assert [(one.id, one.source) for one in found.documents] == [(f"{server.url}/a", "Post")]


def test_what_two_feeds_say_of_a_page_is_kept_where_it_differs(server: Server) -> None:
    for path, text in (("one", "Open."), ("two", "Open."), ("three", "Open again.")):
        feed = {"items": [{"url": f"{server.url}/a", "content_text": text}]}
        server.answers[f"/{path}"] = (200, {}, json.dumps(feed).encode())
    sources = [
        of_feed(server, f"/{path}").model_copy(update={"name": path, "pages": False}) for path in ("one", "two", "three")
    ]
    found = collect.sources(sources, LIMITS, Path(), network=World().network)
    assert [(one.id, one.source) for one in found.documents] == [(f"{server.url}/a", "one"), (f"{server.url}/a#2", "three")]


def test_old_entries_are_left_alone_where_the_source_has_hours(server: Server) -> None:
    json_feed(
        server,
        {"id": "new", "content_text": "a", "date_published": "2026-09-10T00:00:00Z"},
        {"id": "old", "content_text": "a", "date_published": "2026-09-01T00:00:00Z"},
        {"id": "undated", "content_text": "a", "date_published": "soon"},
    )
    found = visit(of_feed(server).model_copy(update={"hours": 24}), now=NOW)
    assert [one.id for one in found.documents] == ["new", "undated"]


def test_more_entries_than_the_source_takes_are_said(server: Server) -> None:
    json_feed(server, *({"id": str(n), "content_text": "a"} for n in range(5)))
    found = visit(of_feed(server).model_copy(update={"items": 3}))
    assert len(found.documents) == 3
    assert reasons(found) == ["the feed has 5 entries; the first 3 were read"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<rss>" + b"<i>" * 200_000, "the feed has 200,001 tags, more than the limit of 100,000"),
        (b"<rss>" + b"&lt;!--" * 30_000, "the feed has 30,000 comments, more than the limit of 20,000"),
        (b"<rss>" + b"&" * 500_000, "the feed has 500,000 entities, more than the limit of 400,000"),
        (b"<rss>" + b"a." * 5_000, "the feed has a word of more than 5,000 letters"),
        (("<rss>" + "<i>" * 200_000).encode("utf-16"), "the feed has 200,001 tags, more than the limit of 100,000"),
    ],
)
def test_a_feed_that_would_keep_the_parser_busy_for_minutes_is_left_out(content: bytes, words: str) -> None:
    assert entries.parse(content, "http://a.example/feed") == words
