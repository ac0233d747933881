"""Hosts in private networks are not asked, credentials go to their own host alone, and no message shows a key."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
import trustme

from briefer import collect
from briefer.collect.addresses import is_public
from briefer.collect.redaction import redacted
from briefer.config.settings import Login, Source
from tests.collect.serving import LIMITS, PAGE, Server, World, of_feed, reasons, rss, serving, visit

pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted

REFUSED = "it lies in a private network ('allow_private: true' in its source lets it be asked)"
HTML = {"Content-Type": "text/html"}
OPEN = frozenset({"127.0.0.1"})


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fc00::1",
        "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1", "2002:7f00:1::", "::127.0.0.1", "100::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_in_the_open_internet(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "64:ff9b::102:304", "::ffff:1.1.1.1"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_a_private_host_is_not_asked_however_it_is_written(server: Server, host: str) -> None:
    found = visit(Source(name="Post", feed=f"http://{host}:{server.server_port}/feed", robots=False))
    assert reasons(found) == [f"the feed could not be fetched: {REFUSED}"]
    assert server.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(server: Server) -> None:
    with serving() as inner:
        inner.answers["/feed"] = (200, {}, rss(inner, "<title>a</title>"))
        server.answers["/feed"] = (302, {"Location": f"http://inner.example:{inner.server_port}/feed"}, b"")
        world = World({"news.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"]}, OPEN)
        found = visit(Source(name="Post", feed=f"http://news.example:{server.server_port}/feed"), world=world)
        assert reasons(found) == [f"the feed could not be fetched: {REFUSED}"]
        assert inner.asked == []


def test_a_page_in_a_private_network_is_not_fetched(server: Server) -> None:
    with serving() as inner:
        own = f"<title>Bridge</title><link>http://inner.example:{inner.server_port}/a</link><description>Open.</description>"
        server.answers["/feed"] = (200, {}, rss(server, own))
        world = World({"news.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"]}, OPEN)
        found = visit(Source(name="Post", feed=f"http://news.example:{server.server_port}/feed"), world=world)
        assert reasons(found) == [f"the page of 'Bridge' could not be had ({REFUSED}): the feed's own text was used"]
        assert found.documents[0].hints.from_feed
        assert inner.asked == []


def test_a_name_that_changes_its_mind_is_asked_where_it_was_looked_at(server: Server) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.3"]])
    looked: list[str] = []

    class Rebinding(dict[str, list[str]]):
        def __contains__(self, name: object) -> bool:
            return name == "news.example"

        def __getitem__(self, name: str) -> list[str]:
            looked.append(name)
            return next(answers)

    server.answers["/feed"] = (200, {"Connection": "close"}, rss(server, "<title>a</title>"))
    source = Source(name="Post", feed=f"http://news.example:{server.server_port}/feed", robots=False)
    world = World(Rebinding(), OPEN)
    assert "has no text" in reasons(visit(source, world=world))[0] or server.asked == ["/feed"]
    assert looked == ["news.example"], "a name is looked at once for each connection"
    assert server.heard[0]["host"] == f"news.example:{server.server_port}"
    assert reasons(visit(source, world=world)) == [f"the feed could not be fetched: {REFUSED}"]


def test_of_several_addresses_only_the_public_ones_are_asked(server: Server) -> None:
    server.answers["/feed"] = (200, {}, b"")
    world = World({"news.example": ["10.0.0.1", "127.0.0.1"]}, OPEN)
    found = visit(Source(name="Post", feed=f"http://news.example:{server.server_port}/feed"), world=world)
    assert reasons(found) == ["the feed is empty"]


def test_an_address_that_is_named_may_be_private_but_not_where_it_leads(server: Server) -> None:
    server.answers |= {"/a": (200, HTML, PAGE), "/b": (302, {"Location": "http://localhost:1/"}, b"")}
    found = collect.paths([f"{server.url}/a", f"{server.url}/b?token=s3cret"], LIMITS, network=World().network)
    assert [one.id for one in found.documents] == [f"{server.url}/a"]
    server.answers["/b?token=s3cret"] = (302, {"Location": "http://localhost:1/"}, b"")
    found = collect.paths([f"{server.url}/b?token=s3cret"], LIMITS, network=World().network)
    assert [(one.source, one.reason) for one in found.skipped] == [
        (f"{server.url}/b?token=***", f"the page could not be fetched: {REFUSED}")
    ]


def test_a_name_that_leads_nowhere_is_a_reason() -> None:
    found = visit(Source(name="Post", feed="http://nowhere.invalid/feed"), world=World({"nowhere.invalid": []}))
    assert reasons(found) == ["the feed could not be fetched: no answer: there is no host 'nowhere.invalid'"]


@pytest.fixture
def keys() -> Source:
    return Source(
        name="Desk",
        feed="http://desk.example/feed?key=k3y-of-desk",
        headers={"X-Api-Key": "header-s3cret"},
        cookies={"session": "cookie-s3cret"},
        login=Login(user="desk", password="passw0rd!"),
    )


def test_credentials_go_to_the_source_s_own_host_and_to_nobody_else(server: Server, keys: Source) -> None:
    with serving() as other:
        port, there = server.server_port, other.server_port
        links = [f"http://desk.example:{port}/a", f"http://other.example:{there}/b", f"http://desk.example:{there}/c"]
        items = [f"<title>{link[-1]}</title><link>{link}</link>" for link in links]
        server.answers |= {
            "/feed?key=k3y-of-desk": (200, {}, rss(server, *items)),
            "/a": (302, {"Location": f"http://other.example:{there}/moved"}, b""),
        }
        other.answers |= {"/moved": (200, HTML, PAGE), "/b": (200, HTML, PAGE), "/c": (200, HTML, PAGE)}
        world = World({"desk.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}, OPEN)
        source = keys.model_copy(update={"feed": f"http://desk.example:{port}/feed?key=k3y-of-desk", "robots": False})
        assert len(visit(source, world=world).documents) == 3
        for heard in server.heard:
            assert (heard["x-api-key"], heard["cookie"]) == ("header-s3cret", "session=cookie-s3cret")
            assert heard["authorization"] == "Basic ZGVzazpwYXNzdzByZCE="
        for heard in other.heard:
            assert not heard.keys() & {"x-api-key", "cookie", "authorization"}
        assert sorted(other.asked) == ["/b", "/c", "/moved"]


def test_no_message_log_or_document_shows_a_key(server: Server, keys: Source, caplog: pytest.LogCaptureFixture) -> None:
    entry = f"<title>Bridge</title><link>{server.url}/a?id=1&amp;key=header-s3cret</link><description>Open.</description>"
    server.answers["/feed?key=k3y-of-desk"] = (200, {}, rss(server, entry))
    server.answers["/a?id=1&key=header-s3cret"] = (302, {"Location": "http://[::cookie-s3cret"}, b"")
    source = keys.model_copy(update={"feed": f"{server.url}/feed?key=k3y-of-desk", "allow_private": True})
    source.keep_from_messages(("k3y-of-desk",))
    with caplog.at_level("DEBUG", "briefer"):
        found = visit(source)
    assert found.documents[0].id == f"{server.url}/a?id=1&key=***"
    said = repr((found, source)) + caplog.text
    assert not [secret for secret in ("k3y-of-desk", "header-s3cret", "cookie-s3cret", "passw0rd!") if secret in said]


def test_a_password_in_an_address_is_sent_to_its_host_and_not_shown(server: Server) -> None:
    address = f"http://desk:passw0rd@127.0.0.1:{server.server_port}/gone"
    found = visit(Source(name="Post", feed=address, allow_private=True))
    assert server.heard[0]["authorization"] == "Basic ZGVzazpwYXNzdzByZA=="
    assert "passw0rd" not in repr(found)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("GET https://desk:pw@a.example/f?id=7&api_key=abc&x=1 failed", "GET https://a.example/f?id=7&api_key=***&x=1 failed"),
        ("no answer: /feed?access_token=a%2Fb", "no answer: /feed?access_token=***"),
        ("the key is s3cret/!, or s3cret%2F%21 in an address", "the key is ***, or *** in an address"),
        ("a page?monkey=7 and a=b", "a page?monkey=7 and a=b"),
    ],
)
def test_words_are_shown_without_what_is_secret_in_them(said: str, shown: str) -> None:
    assert redacted(said, ["s3cret/!"]) == shown


@pytest.fixture
def secure() -> Iterator[tuple[Server, trustme.CA]]:
    """A server with a certificate for `news.example`, and who vouches for it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    with serving(context) as running:
        yield running, authority


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_https_is_spoken_with_the_name_of_the_host_to_the_address_that_was_looked_at(
    secure: tuple[Server, trustme.CA],
) -> None:
    server, authority = secure
    server.answers["/feed"] = (200, {}, rss(server, f"<title>a</title><link>{server.url}/a</link>"))
    source = Source(name="Post", feed=f"https://news.example:{server.server_port}/feed")
    world = World({"news.example": ["127.0.0.1"]}, OPEN, trust=lambda: trusting(authority))
    assert "certificate" in reasons(visit(source, world=world))[0], "the page's certificate is for another name"
    assert "/feed" in server.asked


def test_a_certificate_that_nobody_vouches_for_is_a_reason(secure: tuple[Server, trustme.CA], tmp_path: Path) -> None:
    server, _ = secure
    source = Source(name="Post", feed=f"https://news.example:{server.server_port}/feed")
    (reason,) = reasons(visit(source, world=World({"news.example": ["127.0.0.1"]}, OPEN)))
    assert reason.startswith("the feed could not be fetched: its certificate is not to be trusted (")


def test_a_redirect_to_another_scheme_is_followed_without_the_credentials(secure: tuple[Server, trustme.CA]) -> None:
    server, authority = secure
    with serving() as plain:
        plain.answers["/feed"] = (200, {}, rss(plain, "<title>a</title><description>Open.</description>"))
        server.answers["/feed"] = (301, {"Location": f"http://news.example:{plain.server_port}/feed"}, b"")
        world = World({"news.example": ["127.0.0.1"]}, OPEN, trust=lambda: trusting(authority))
        source = Source(name="Post", feed=f"https://news.example:{server.server_port}/feed", bearer="t0ken", robots=False)
        assert len(visit(source, world=world).documents) == 1
        assert server.heard[0]["authorization"] == "Bearer t0ken"
        assert "authorization" not in plain.heard[0]


def test_the_environment_s_proxies_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.answers["/feed"] = (200, {}, rss(server, "<title>a</title><description>Open.</description>"))
    assert len(visit(of_feed(server)).documents) == 1


def test_a_cookie_that_is_set_on_the_way_holds_for_the_way(server: Server) -> None:
    server.answers |= {
        "/feed": (302, {"Location": "/wall", "Set-Cookie": "seen=1; Path=/"}, b""),
        "/wall": (200, {}, rss(server, "<title>a</title><description>Open.</description>")),
    }
    visit(of_feed(server))
    assert server.heard[-1]["cookie"] == "seen=1"
    visit(of_feed(server))
    assert "cookie" not in server.heard[-2], "nothing is kept from visit to visit"
