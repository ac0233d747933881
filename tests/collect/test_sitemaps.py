"""Sitemaps and listings become the pages that they lead to."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest

from briefer.collect.links import wanted
from briefer.collect.robots import fits, parse
from briefer.config.settings import Source
from briefer.model.sources import SourceState
from tests.collect.serving import NOW, PAGE, Server, reasons, visit

pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted

HTML = {"Content-Type": "text/html"}
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def urls(server: Server, **pages: str | None) -> bytes:
    """Pages, each with when it changed → a sitemap; each page can be had."""
    server.answers |= {f"/{name}": (200, HTML, PAGE) for name in pages}
    dated = "".join(
        f"<url><loc>{server.url}/{name}</loc>{f'<lastmod>{when}</lastmod>' if when else ''}</url>"
        for name, when in pages.items()
    )
    return f'<?xml version="1.0"?><urlset {SPACE}>{dated}</urlset>'.encode()


def index(server: Server, **maps: str) -> bytes:
    inner = "".join(
        f"<sitemap><loc>{server.url}/{name}</loc><lastmod>{when}</lastmod></sitemap>" for name, when in maps.items()
    )
    return f"<sitemapindex {SPACE}>{inner}</sitemapindex>".encode()


def sitemap(server: Server, **more: object) -> Source:
    return Source(name="Map", sitemap=f"{server.url}/map", allow_private=True).model_copy(update=more)


def ids(server: Server, source: Source, state: SourceState | None = None) -> list[str]:
    found = visit(source, now=NOW, state=state)
    assert found.skipped == ()
    return [one.id.removeprefix(f"{server.url}/") for one in found.documents]


def test_the_newest_pages_of_a_sitemap_are_taken_newest_first_and_undated_ones_last(server: Server) -> None:
    content = urls(server, b="2026-09-09", none=None, a="2026-09-10T05:00:00Z", old="2026-08-01")
    server.answers["/map"] = (200, {}, content)
    assert ids(server, sitemap(server)) == ["a", "b", "none"]
    assert ids(server, sitemap(server, hours=12)) == ["a", "none"]
    assert ids(server, sitemap(server, hours=24 * 365, links=("/o*",))) == ["old"]


def test_an_index_leads_to_its_newest_sitemaps_packed_or_not(server: Server) -> None:
    server.answers["/map"] = (200, {}, index(server, **{"m1.xml.gz": "2026-09-10", "m2": "2026-09-09", "m3": "2020-01-01"}))
    server.answers["/m1.xml.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(urls(server, a="2026-09-10")))
    server.answers["/m2"] = (200, {}, urls(server, b="2026-09-09"))
    assert ids(server, sitemap(server)) == ["a", "b"]
    assert "/m3" not in server.asked


def test_a_news_sitemap_gives_title_date_and_outlet(server: Server) -> None:
    news = (
        "<news:news><news:publication><news:name>The Valley Post</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2026-09-10T04:00:00+00:00</news:publication_date>"
        "<news:title>Bridge\n open</news:title></news:news>"
    )
    server.answers["/map"] = (200, {}, urls(server, a=None).replace(b"</loc>", f"</loc>{news}".encode()))
    (one,) = visit(sitemap(server), now=NOW).documents
    assert (one.hints.title, one.hints.published) == ("Bridge open", "2026-09-10T04:00:00+00:00")
    assert (one.hints.outlet, one.hints.language) == ("The Valley Post", "en")


def test_when_a_page_changed_is_not_when_it_was_published(server: Server) -> None:
    server.answers["/map"] = (200, {}, urls(server, a="2026-09-10"))
    assert visit(sitemap(server), now=NOW).documents[0].hints.published is None


def test_a_sitemap_of_plain_lines_is_read(server: Server) -> None:
    server.answers |= {"/map": (200, {}, f"{server.url}/a\r\n\r\nnothing\n".encode()), "/a": (200, HTML, PAGE)}
    assert ids(server, sitemap(server)) == ["a"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the sitemap cannot be read: it is no sitemap"),
        (b"<html><body>x</body></html>", "the sitemap cannot be read: it is no sitemap"),
        (b"\x1f\x8bjunk", "the sitemap cannot be read: it cannot be unpacked"),
        (gzip.compress(b"x" * 50)[:-9], "the sitemap cannot be read: it cannot be unpacked"),
        (gzip.compress(b"\0" * 5_000_000), "the sitemap cannot be read: it unfolds to more than 0.4 MB"),
        (b"<urlset>" + b"<url>" * 3000, None),
        (b"<!DOCTYPE u [<!ENTITY a '" + b"x" * 99 + b"'>]><urlset><url><loc>&a;&a;</loc></url></urlset>", None),
    ],
)
def test_a_sitemap_that_cannot_be_used_says_why(server: Server, content: bytes, words: str | None) -> None:
    server.answers["/map"] = (200, {}, content)
    assert reasons(visit(sitemap(server))) == ([words] if words else [])


def test_an_index_that_names_itself_ends(server: Server) -> None:
    server.answers |= {"/map": (200, {}, index(server, map="2026-09-10", m2="2026-09-10"))}
    server.answers["/m2"] = (200, {}, index(server, map="2026-09-10", m2="2026-09-10"))
    assert visit(sitemap(server), now=NOW).documents == ()
    assert server.pages == ["/map", "/m2"]


def test_a_page_that_fails_is_a_gap_and_more_pages_than_wanted_are_said(server: Server) -> None:
    server.answers["/map"] = (200, {}, urls(server, a="2026-09-10", b="2026-09-09", c="2026-09-09"))
    server.answers["/a"] = (404, {}, b"")
    found = visit(sitemap(server, items=2), now=NOW)
    assert [one.id for one in found.documents] == [f"{server.url}/b"]
    assert reasons(found) == [
        f"the page {server.url}/a could not be had (404 Not Found)",
        "the sitemap has 3 pages of the last 72 h; 2 were read",
    ]


def test_a_sitemap_that_has_not_changed_gives_nothing(server: Server) -> None:
    server.answers["/map"] = (200, {"ETag": '"1"'}, urls(server, a="2026-09-10"))
    first = visit(sitemap(server), now=NOW)
    server.answers["/map"] = (304, {}, b"")
    second = visit(sitemap(server), now=NOW + timedelta(hours=1), state=first.states["Map"])
    assert (second.documents, second.skipped, second.by_source[0].unchanged) == ((), (), True)


LIST = """<html><head><base href="/"></head><body><a href="news/a">A</a> <a href="/news/b?x=1#top">B</a>
<a href="/about">About</a> <a href="news/a#again">A</a> <a href="https://else.example/news/c">C</a>
<a href="javascript:void(0)">J</a> <a href="mailto:x@y.example">M</a> <a href="http://[">X</a> <a>N</a></body></html>"""


def test_a_listing_gives_the_pages_of_its_links_that_fit(server: Server) -> None:
    server.answers |= {"/list": (200, HTML, LIST.encode()), "/news/a": (200, HTML, PAGE), "/news/b?x=1": (404, {}, b"")}
    source = Source(name="List", listing=f"{server.url}/list", links=("/news/*",), outlet="Post", allow_private=True)
    found = visit(source)
    assert [(one.id, one.hints.outlet) for one in found.documents] == [(f"{server.url}/news/a", "Post")]
    assert reasons(found) == [f"the page {server.url}/news/b?x=1 could not be had (404 Not Found)"]


@pytest.mark.parametrize("content", [b"", b"\0\xff", b"<a href='", b"<html>" * 2000, "<a href=x>".encode("utf-16")])
def test_a_listing_without_links_says_so(server: Server, content: bytes) -> None:
    server.answers["/list"] = (200, {"Content-Type": "text/html; charset=nonsense"}, content)
    source = Source(name="List", listing=f"{server.url}/list", links=("/news/*",), allow_private=True)
    assert reasons(visit(source)) == ["the listing has no link that fits /news/*"]


def test_patterns_name_addresses_whole_or_by_their_path() -> None:
    urls = ["https://a.example/news/1", "https://a.example/news", "https://b.example/news/2", "https://[", "https://a.example"]
    home = "https://a.example/list"
    assert list(wanted(urls, ["/news/*"], home)) == urls[:1]
    assert list(wanted(urls, ["/news/*"], None)) == [urls[0], urls[2]]
    assert list(wanted(urls, ["https://*.example/news/*"], home)) == [urls[0], urls[2]]
    assert list(wanted(urls, [], home)) == [urls[0], urls[1], urls[4]]


@pytest.mark.parametrize(
    ("pattern", "text", "holds"),
    [
        ("/a", "/abc", True), ("/a$", "/abc", False), ("/a*c$", "/abc", True), ("/a*c$", "/abcd", False), ("*", "", True),
        ("/*/x*/y", "/1/x2/y3", True), ("/*/x*/y", "/1/y2/x3", False), ("/a*a$", "/a", False), ("/$", "/", True),
    ],
)  # fmt: skip
def test_a_pattern_fits_the_beginning_of_a_path(pattern: str, text: str, holds: bool) -> None:
    assert fits(pattern, text) is holds


def test_a_pattern_of_stars_is_fast() -> None:
    assert not fits("*a" * 1000 + "b$", "a" * 2000)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /a", "/a/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-Agent: other\nDisallow: /\n\nUser-agent: Briefer/2\nuser-agent: x\nDisallow: /x", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: briefer\nAllow: /", "/a", True),
        ("User-agent: briefer\nDisallow:\nUser-agent: *\nDisallow: /", "/a", True),
        ("Disallow: /", "/a", True),
        ("\ufeffUser-agent: *\r\nDisallow: /caf%C3%A9 # tea", "/café", False),
        ("User-agent: *\nDisallow: /*?print", "/a?print=1", False),
        ("User-agent: *\nCrawl-delay: soon\nDisallow: /b", "/a", True),
    ],
)
def test_rules_as_rfc_9309_has_them(text: str, path: str, allowed: bool) -> None:
    assert parse(text, "briefer").allow(f"http://a.example{path}") is allowed
