"""Feeds become documents, from a real server on this machine."""

from __future__ import annotations

import gzip
import time
import zlib
from pathlib import Path

import pytest

from briefer import __version__, collect
from briefer.config.settings import Limits, Source
from tests.collect.serving import LIMITS, PAGE, Server, World, of_feed, reasons, rss, visit

pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted


def fetch(server: Server, path: str = "/feed", limits: Limits = LIMITS, outlet: str | None = None) -> collect.Collected:
    return visit(of_feed(server, path, outlet), limits)


def reason(server: Server, path: str = "/feed", limits: Limits = LIMITS) -> str:
    found = fetch(server, path, limits)
    assert found.documents == ()
    assert [one.source for one in found.skipped] == ["Post"]
    return found.skipped[0].reason


ITEM = (
    "<title>Bridge &amp;amp; ferry &lt;b&gt;open&lt;/b&gt;</title><link>HERE/a</link><author>M. Hale</author>"
    "<pubDate>Thu, 04 Mar 2021 10:15:00 +0430</pubDate><description>&lt;p&gt;The ferry, too.&lt;/p&gt;</description>"
)


def test_an_rss_entry_becomes_its_page_with_the_feed_s_hints(server: Server) -> None:
    server.answers = {
        "/feed": (200, {"Content-Type": "application/rss+xml"}, rss(server, ITEM)),
        "/a": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    }
    found = fetch(server)
    assert found.skipped == ()
    (one,) = found.documents
    assert (one.id, one.source, one.content, one.media_type, one.charset) == (
        f"{server.url}/a",
        "Post",
        PAGE,
        "text/html",
        "utf-8",
    )
    assert (one.hints.title, one.hints.published) == ("Bridge & ferry open", "2021-03-04T05:45:00+00:00")
    assert (one.hints.outlet, one.hints.byline, one.hints.url) == ("The Valley Post", "M. Hale", f"{server.url}/a")
    assert server.asked == ["/robots.txt", "/feed", "/a"]
    assert {heard["user-agent"] for heard in server.heard} == {f"briefer/{__version__}"}


def test_an_atom_feed_with_relative_links_is_read_and_the_configured_outlet_names_it(server: Server) -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><entry><id>urn:1</id><title>Bridge</title>
    <link href="/a"/><updated>2021-03-04T10:15:00Z</updated></entry></feed>"""
    server.answers = {
        "/feed": (200, {"Content-Type": "application/atom+xml"}, feed),
        "/a": (200, {"Content-Type": "text/html"}, PAGE),
    }
    (one,) = fetch(server, outlet="The Post").documents
    assert (one.id, one.hints.published, one.hints.outlet) == (f"{server.url}/a", "2021-03-04T10:15:00+00:00", "The Post")


def test_where_a_page_fails_the_feed_s_own_text_is_used_and_that_is_said(server: Server) -> None:
    bare = "<title>Ferry</title><link>HERE/gone</link>"
    unlinked = "<guid isPermaLink='false'>n1</guid><title>Note</title><description>The ferry stays.</description>"
    server.answers = {"/feed": (200, {}, rss(server, ITEM, bare, unlinked)), "/a": (403, {}, b"")}
    found = fetch(server)
    assert [(one.id, one.content, one.media_type) for one in found.documents] == [
        (f"{server.url}/a", b"<p>The ferry, too.</p>", "text/html"),
        ("n1", b"The ferry stays.", "text/html"),
    ]
    assert [one.reason for one in found.skipped] == [
        "the page of 'Bridge & ferry open' could not be had (403 Forbidden): the feed's own text was used",
        "the page of 'Ferry' could not be had (404 Not Found), and the feed has no text of it",
    ]


def test_a_page_that_is_no_page_gives_way_to_the_feed_s_text(server: Server) -> None:
    server.answers = {"/feed": (200, {}, rss(server, ITEM)), "/a": (200, {"Content-Type": "application/pdf"}, b"%PDF")}
    found = fetch(server)
    assert found.documents[0].content == b"<p>The ferry, too.</p>"
    assert "(it is application/pdf)" in found.skipped[0].reason


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (404, b"", "the feed could not be fetched: 404 Not Found"),
        (200, b"", "the feed is empty"),
        (200, b"<html><body>Subscribe!</body></html>", "it is not an RSS, Atom or JSON feed"),
        (200, b"\x00\xff\xfe{}", "it is not an RSS, Atom or JSON feed (expecting value)"),
        (200, b"<rss version='2.0'><channel><title>x</title></channel></rss>", "the feed has no entries"),
        (200, b"x" * 200_000, "the feed could not be fetched: more than the limit of 0.1 MB"),
    ],
)
def test_a_feed_that_cannot_be_used_says_why(server: Server, status: int, body: bytes, words: str) -> None:
    server.answers = {"/feed": (status, {}, body)}
    assert reason(server) == words


def test_a_feed_that_fails_leaves_the_others_alone(server: Server) -> None:
    server.answers = {"/feed": (200, {}, rss(server, ITEM)), "/a": (200, {"Content-Type": "text/html"}, PAGE)}
    configured = [
        Source(name="bad", feed=f"{server.url}/gone", allow_private=True),
        Source(name="odd", feed="ftp://x.example/f"),
        Source(name="good", feed=f"{server.url}/feed", allow_private=True),
    ]
    found = collect.sources(configured, LIMITS, Path())
    assert [one.source for one in found.documents] == ["good"]
    assert [(one.source, one.reason) for one in found.skipped] == [
        ("bad", "the feed could not be fetched: 404 Not Found"),
        ("odd", "the feed could not be fetched: it is not an http or https address"),
    ]


def test_a_server_that_is_not_there_is_a_reason(server: Server) -> None:
    world = World()
    found = visit(Source(name="Post", feed="http://127.0.0.1:1/feed", allow_private=True), world=world)
    assert reasons(found) == ["the feed could not be fetched: no answer: connection refused, 3 times"]
    assert world.slept == [1.0, 2.0]


def test_a_page_that_is_named_by_its_address_is_a_document(server: Server) -> None:
    server.answers["/bridge"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)

    found = collect.paths([f"{server.url}/bridge", f"{server.url}/nowhere"], LIMITS)

    assert [(document.id, document.content, document.media_type) for document in found.documents] == [
        (f"{server.url}/bridge", PAGE, "text/html")
    ]
    assert [skipped.source for skipped in found.skipped] == [f"{server.url}/nowhere"]
    assert "404" in found.skipped[0].reason


def test_redirects_are_followed_but_not_for_ever(server: Server) -> None:
    server.answers = {
        "/moved": (301, {"Location": "/feed"}, b""),
        "/loop": (302, {"Location": "/loop"}, b""),
        "/file": (302, {"Location": "file:///etc/hostname"}, b""),
        "/feed": (200, {}, rss(server, ITEM)),
        "/a": (200, {"Content-Type": "text/html"}, PAGE),
    }
    assert len(fetch(server, "/moved").documents) == 1
    assert reason(server, "/loop") == "the feed could not be fetched: it redirects more than 5 times"
    assert reason(server, "/file").endswith("it redirects to what is no web address")


def test_a_body_that_drips_is_given_up_in_time(server: Server) -> None:
    server.answers = {"/feed": (200, {}, rss(server, ITEM))}
    server.slow = {"/feed": 0.05}
    begun = time.monotonic()
    assert reason(server, limits=Limits(timeout_seconds=0.4)) == "the feed could not be fetched: not finished within 0.4 s"
    assert time.monotonic() - begun < 3


def test_a_server_that_says_nothing_is_given_up_in_time(server: Server) -> None:
    server.answers["/feed"] = lambda handler: time.sleep(0.5)
    limits = Limits(timeout_seconds=0.2, retries=0)
    assert reason(server, limits=limits) == "the feed could not be fetched: no answer within 0.2 s"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_compressed_answers_are_unpacked(server: Server, encoding: str) -> None:
    feed = rss(server, ITEM)
    packed = {"gzip": gzip.compress(feed), "deflate": zlib.compress(feed), "raw": zlib.compress(feed)[2:-4]}[encoding]
    name = "deflate" if encoding == "raw" else encoding
    server.answers = {"/feed": (200, {"Content-Encoding": name}, packed), "/a": (200, {"Content-Type": "text/html"}, PAGE)}
    assert len(fetch(server).documents) == 1


def test_a_decompression_bomb_stops_at_the_limit(server: Server) -> None:
    server.answers = {"/feed": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 50_000_000))}
    assert reason(server) == "the feed could not be fetched: more than the limit of 0.1 MB"


@pytest.mark.parametrize(("encoding", "body"), [("gzip", b"no gzip at all"), ("br", b"x")])
def test_an_answer_that_cannot_be_unpacked_is_a_reason(server: Server, encoding: str, body: bytes) -> None:
    server.answers = {"/feed": (200, {"Content-Encoding": encoding}, body)}
    assert reason(server).startswith("the feed could not be fetched: ")


def test_entities_that_multiply_are_no_feed(server: Server) -> None:
    bomb = "<!DOCTYPE r [<!ENTITY a '" + "a" * 50 + "'>"
    for name, inner in zip("bcdefg", "abcdef", strict=True):
        bomb += f"<!ENTITY {name} '{f'&{inner};' * 20}'>"
    feed = f"<?xml version='1.0'?>{bomb}]><rss version='2.0'><channel><item><title>&g;</title></item></channel></rss>"
    server.answers = {"/feed": (200, {}, feed.encode())}
    found = fetch(server)
    assert all(len(one.reason) < 1000 for one in found.skipped)
    assert sum(len(one.content) for one in found.documents) < 100_000
