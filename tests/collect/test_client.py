"""How hosts are asked: politely, again where it helps, and never further than they and we allow."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from email.utils import format_datetime
from pathlib import Path

import pytest

from briefer import collect
from briefer.collect import health
from briefer.config.settings import Limits, Source
from briefer.model.sources import Validator
from tests.collect.serving import LIMITS, NOW, PAGE, Handler, Server, World, of_feed, reasons, rss, visit

pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted

TEXT = "<description>&lt;p&gt;The ferry, too.&lt;/p&gt;</description>"
HTML = {"Content-Type": "text/html"}


def item(path: str) -> str:
    return f"<item><title>{path}</title><link>HERE/{path}</link></item>"[6:-7]


def feed(server: Server, *paths: str) -> None:
    """A feed of these pages, all of which can be had."""
    server.answers["/feed"] = (200, {}, rss(server, *(item(path) for path in paths)))
    for path in paths:
        server.answers[f"/{path}"] = (200, HTML, PAGE)


def cut(handler: Handler) -> None:
    """Says that more is coming than comes."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>The bridge")


def cut_chunks(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Th\r\n")


def reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    handler.connection.close()


def endless(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
    while True:
        handler.wfile.write(b"<item/>" * 1000)


def dripping_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(f"X-{number}: y\r\n".encode())
        time.sleep(0.05)


def cut_gzip(handler: Handler) -> None:
    body = gzip.compress(b"<p>The bridge is open.</p>" * 50)[:-12]
    handler.answer(200, {"Content-Encoding": "gzip"}, body)


def lying(handler: Handler) -> None:
    handler.wfile.write(b"no http at all\r\n\r\n")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (cut, "the answer was cut off: 13 of 500 bytes came, 3 times"),
        (cut_chunks, "the answer was cut off before its end, 3 times"),
        (cut_gzip, "the answer was cut off: its compressed data have no end, 3 times"),
        (endless, "more than the limit of 0.1 MB"),
        ((200, {"Content-Length": "300000"}, b"x"), "more than the limit of 0.1 MB"),
        ((204, {}, b""), "204 No Content"),
        ((304, {}, b""), "304 Not Modified"),
        ((401, {}, b""), "401 Unauthorized"),
        ((500, {}, b""), "500 Internal Server Error, 3 times"),
    ],
)
def test_an_answer_that_is_none_says_why(server: Server, answer: object, words: str) -> None:
    server.answers["/feed"] = answer  # type: ignore[assignment]
    assert reasons(visit(of_feed(server))) == [f"the feed could not be fetched: {words}"]


@pytest.mark.parametrize("answer", [reset, lying])
def test_a_connection_that_breaks_is_tried_again_and_then_a_reason(server: Server, answer: object) -> None:
    server.answers["/feed"] = answer  # type: ignore[assignment]
    (reason,) = reasons(visit(of_feed(server)))
    assert reason.startswith("the feed could not be fetched: no answer: ")
    assert reason.endswith(", 3 times")
    assert len(server.pages) == 3


def test_headers_that_drip_are_given_up_in_time(server: Server) -> None:
    server.answers["/feed"] = dripping_headers
    begun = time.monotonic()
    found = visit(of_feed(server), Limits(timeout_seconds=0.3, retries=0))
    assert reasons(found) == ["the feed could not be fetched: no answer within 0.3 s"]
    assert time.monotonic() - begun < 3


def test_what_fails_for_now_is_asked_for_again_after_pauses_that_double(server: Server) -> None:
    feed(server, "a")
    server.answers["/a"] = [(503, {}, b""), (429, {}, b""), (200, HTML, PAGE)]
    world = World()
    found = visit(of_feed(server), world=world)
    assert (len(found.documents), found.skipped, world.slept) == (1, (), [1.0, 2.0])


def test_a_server_says_how_long_to_wait_in_seconds_or_as_a_date(server: Server) -> None:
    feed(server, "a")
    later = format_datetime(NOW.replace(second=20), usegmt=True)
    server.answers["/a"] = [(503, {"Retry-After": "7"}, b""), (429, {"Retry-After": later}, b""), (200, HTML, PAGE)]
    world = World()
    assert len(visit(of_feed(server), world=world).documents) == 1
    assert world.slept == [7.0, 13.0]


@pytest.mark.parametrize("asked", ["3600", "Thu, 01 Jan 2099 00:00:00 GMT", "999999999"])
def test_a_server_that_wants_too_much_patience_is_asked_no_more(server: Server, asked: str) -> None:
    server.answers["/feed"] = (429, {"Retry-After": asked}, b"")
    world = World()
    (reason,) = reasons(visit(of_feed(server), world=world))
    assert "429 Too Many Requests (it asks for" in reason
    assert (world.slept, server.pages) == ([], ["/feed"])


def test_a_host_that_fails_three_times_in_a_row_is_asked_no_more(server: Server) -> None:
    feed(server, "a", "b", "c", "d", "e")
    server.answers |= dict.fromkeys(("/a", "/b", "/c", "/d", "/e"), (503, {}, b""))
    found = visit(of_feed(server), LIMITS.model_copy(update={"retries": 0}))
    assert [reason.split("had (")[1].split(")")[0] for reason in reasons(found)] == [
        *["503 Service Unavailable"] * 3,
        *["its host failed 3 times in a row, and was asked no more"] * 2,
    ]
    assert server.pages == ["/feed", "/a", "/b", "/c"]


def test_a_host_that_answers_in_between_is_asked_on(server: Server) -> None:
    feed(server, "a", "b", "c", "d", "e")
    server.answers |= dict.fromkeys(("/a", "/b", "/d", "/e"), (503, {}, b""))
    visit(of_feed(server), LIMITS.model_copy(update={"retries": 0}))
    assert server.pages == ["/feed", "/a", "/b", "/c", "/d", "/e"]


def test_requests_to_one_host_have_a_pause_between_them_but_not_in_a_private_network(server: Server) -> None:
    feed(server, "a", "b")
    limits = LIMITS.model_copy(update={"host_delay_seconds": 0.5})
    far, near = World(public=frozenset({"127.0.0.1"})), World()
    assert len(visit(Source(name="far", feed=f"{server.url}/feed"), limits, world=far).documents) == 2
    assert len(visit(of_feed(server), limits, world=near).documents) == 2
    assert (far.slept, near.slept) == ([0.5, 0.5, 0.5], [])


def test_a_robots_txt_is_kept_to_with_the_pause_that_it_asks_for(server: Server) -> None:
    feed(server, "a", "private")
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 4\n")
    world = World()
    found = visit(of_feed(server), world=world)
    assert [one.id for one in found.documents] == [f"{server.url}/a"]
    assert "its robots.txt does not allow it ('robots: false' in its source asks nevertheless)" in reasons(found)[0]
    assert (server.asked, world.slept) == (["/robots.txt", "/feed", "/a"], [4.0, 4.0])


def test_robots_txt_is_not_asked_for_where_the_source_says_so(server: Server) -> None:
    feed(server, "a")
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /\n")
    source = of_feed(server).model_copy(update={"robots": False})
    assert len(visit(source).documents) == 1
    assert server.asked == ["/feed", "/a"]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        ((404, {}, b""), True),
        ((403, {}, b""), True),
        ((200, {}, b"<html>not found</html>"), True),
        ((200, {}, b"User-agent: *\nDisallow:\n" + b"#" * 600_000), True),
        ((301, {"Location": "/robots.txt"}, b""), True),
        ((301, {"Location": "/rules"}, b""), False),
        ((503, {}, b""), False),
    ],
)
def test_a_host_without_rules_allows_all_and_one_out_of_order_nothing(server: Server, answer: object, allowed: bool) -> None:
    feed(server, "a")
    server.answers["/robots.txt"] = answer  # type: ignore[assignment]
    server.answers["/rules"] = (200, {}, b"User-agent: briefer\nDisallow: /\n")
    assert bool(visit(of_feed(server)).documents) is allowed


def test_a_source_has_its_time_and_the_rest_of_its_pages_are_left_out(server: Server) -> None:
    feed(server, "a", "b", "c")
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 4\n")
    found = visit(of_feed(server), LIMITS.model_copy(update={"source_seconds": 10}), world=World())
    assert [one.id for one in found.documents] == [f"{server.url}/a"]
    assert all("the 10 s of its source were up" in reason for reason in reasons(found))
    assert len(found.skipped) == 2


def test_sources_are_visited_beside_each_other_and_told_in_their_order(server: Server) -> None:
    arrived = threading.Barrier(3, timeout=5)

    def waiting(handler: Handler) -> None:
        arrived.wait()
        handler.answer(200, {}, rss(server, f"<guid isPermaLink='false'>{handler.path}</guid>{TEXT}"))

    names = ["c", "a", "b"]
    server.answers |= dict.fromkeys([f"/{name}" for name in names], waiting)
    limits = LIMITS.model_copy(update={"host_connections": 3})
    sources = [Source(name=name, feed=f"{server.url}/{name}", allow_private=True) for name in names]
    found = collect.sources(sources, limits, Path())
    assert [one.source for one in found.documents] == names
    assert found.skipped == ()


def test_no_more_requests_go_to_a_host_at_a_time_than_the_limit_says(server: Server) -> None:
    running, most, lock = 0, 0, threading.Lock()

    def counted(handler: Handler) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
        handler.answer(404, {}, b"")

    server.answers |= dict.fromkeys([f"/{number}" for number in range(6)], counted)
    sources = [Source(name=str(n), feed=f"{server.url}/{n}", allow_private=True, robots=False) for n in range(6)]
    collect.sources(sources, LIMITS, Path())
    assert most == 2


def test_a_page_that_has_not_changed_gives_no_document_and_is_a_success(server: Server) -> None:
    feed(server, "a", "b")
    server.answers["/feed"] = (200, {"ETag": '"f1"'}, rss(server, item("a"), item("b")))
    server.answers["/a"] = (200, HTML | {"ETag": '"1"', "Last-Modified": "Thu, 10 Sep 2026 05:00:00 GMT"}, PAGE)
    first = visit(of_feed(server))
    assert first.states["Post"].validators == (
        Validator(f"{server.url}/a", '"1"', "Thu, 10 Sep 2026 05:00:00 GMT"),
        Validator(f"{server.url}/feed", '"f1"', None),
    )
    server.answers["/feed"] = (304, {}, b"")
    second = visit(of_feed(server), state=first.states["Post"], now=NOW)
    assert (second.documents, second.skipped, second.by_source[0].unchanged) == ((), (), True)
    assert second.states["Post"].last_success == NOW
    assert second.states["Post"].validators == first.states["Post"].validators
    assert server.heard[-1]["if-none-match"] == '"f1"'

    server.answers["/feed"] = (200, {}, rss(server, item("a"), item("b")))
    server.answers["/a"] = (304, {}, b"")
    third = visit(of_feed(server), state=second.states["Post"], now=NOW)
    assert [one.id for one in third.documents] == [f"{server.url}/b"]
    assert "if-modified-since" in server.heard[-2]


def test_a_feed_of_which_a_page_failed_is_asked_for_whole_the_next_time(server: Server) -> None:
    feed(server, "a", "b")
    server.answers["/feed"] = (200, {"ETag": '"f1"'}, rss(server, item("a"), item("b")))
    server.answers["/b"] = (404, {}, b"")
    first = visit(of_feed(server))
    assert [validator.url for validator in first.states["Post"].validators] == []
    server.answers["/b"] = (200, HTML, PAGE)
    assert len(visit(of_feed(server), state=first.states["Post"]).documents) == 2


def test_a_failure_is_kept_in_the_state_and_says_since_when(server: Server) -> None:
    feed(server, "a")
    first = visit(of_feed(server), now=NOW)
    server.answers["/feed"] = (404, {}, b"")
    second = visit(of_feed(server), state=first.states["Post"], now=NOW.replace(day=11))
    assert second.skipped[0].since == "2026-09-10T06:00+00:00"
    (trouble,) = second.states["Post"].troubles
    assert (trouble.at, trouble.reason) == (NOW.replace(day=11), "the feed could not be fetched: 404 Not Found")
    assert second.states["Post"].last_success == NOW


def test_a_source_that_is_silent_is_said_where_the_time_is_given(server: Server) -> None:
    days = "".join(
        f"<item><title>{day}</title><guid isPermaLink='false'>{day}</guid>{TEXT}"
        f"<pubDate>{format_datetime(NOW.replace(month=8, day=day))}</pubDate></item>"
        for day in range(1, 9)
    )
    server.answers["/feed"] = (200, {}, rss(server, days[6:-7]))
    found = visit(of_feed(server), now=NOW)
    assert [(one.reason, one.since) for one in found.skipped] == [
        ("no new item since 8 August 2026, 06:00 UTC; it usually gives one a day", "2026-08-08T06:00+00:00")
    ]
    assert visit(of_feed(server)).skipped == ()
    assert health.silence(found.states["Post"], NOW.replace(month=8, day=9)) is None
