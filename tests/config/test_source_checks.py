"""What `briefer check` says of sources: their kinds, the keys that fit them, and secrets that stand in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.config import load
from briefer.config.settings import Source
from briefer.errors import ConfigError

FEED = "name: A, feed: 'https://a.example/f'"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with one audience and one topic, and a key in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESK_KEY", "k3y-of-the-desk")
    for name, text in {
        "config/audiences/morning.yaml": "title: Morning\nsections:\n  - kind: highlights\n",
        "config/topics/security.yaml": "title: Security\nverbs: [attack]\n",
        "config/box.mbox": "",
        "templates/brief.html": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)


def source(text: str) -> Source:
    Path("config/briefer.yaml").write_text(f"sources:\n  - {text}\n")
    return load(None).settings.sources[0]


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        source(text)
    return [str(fault).removeprefix("config/briefer.yaml:2: sources.1") for fault in caught.value.faults]


@pytest.mark.parametrize(
    "text",
    [
        "{name: A, feed: 'https://a.example/f', items: 20, hours: 48, pages: false, robots: false, allow_private: true}",
        "{name: A, sitemap: 'https://a.example/s.xml', links: ['/news/*'], hours: 24.5}",
        "{name: A, listing: 'https://a.example/', links: ['/news/*']}",
        "{name: A, mail: box.mbox, hours: 48, outlet: Post}",
        "{name: A, warc: box.mbox}",
        "{name: A, feed: 'https://a.example/f?key=${DESK_KEY}&sort=monkey'}",
        "{name: A, feed: 'https://a.example/${DESK_KEY}/f', headers: {Accept-Language: ps, X-Key: '${DESK_KEY}'}}",
        "{name: A, feed: 'https://a.example/f', bearer: '${DESK_KEY}', cookies: {session: '${DESK_KEY}'}}",
        "{name: A, feed: 'https://a.example/f', login: {user: desk, password: '${DESK_KEY}'}}",
    ],
)
def test_sources_of_every_kind_are_read(text: str) -> None:
    assert source(text).name == "A"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{name: A, path: ., mail: ., warc: .}", " has path, mail and warc. Give exactly one."),
        ("{name: A, mail: gone.mbox}", ".mail 'gone.mbox' does not exist. It is looked for from config/."),
        ("{name: A, sitemap: a.example}", ".sitemap 'a.example' is not a web address. It begins with https:// or http://."),
        ("{name: A, feed: 'http://a:b/f'}", ".feed 'http://a:b/f' is not a web address. It begins with https:// or http://."),
        (
            "{name: A, listing: 'https://a.example/'}",
            ".links is missing. Say which links are articles: links: ['/news/*'].",
        ),
        ("{name: A, path: ., items: 3}", ".items means nothing beside 'path'. It is for feed, sitemap or listing."),
        ("{name: A, mail: ., pages: false}", ".pages means nothing beside 'mail'. It is for feed."),
        ("{name: A, warc: ., robots: false}", ".robots means nothing beside 'warc'. It is for feed, sitemap or listing."),
        (f"{{{FEED}, links: ['/x*']}}", ".links means nothing beside 'feed'. It is for sitemap or listing."),
        (f"{{{FEED}, hours: 0}}", ".hours must be more than 0, and is 0."),
        (f"{{{FEED}, robot: false}}", ".robot is not a known key. Did you mean 'robots'?"),
        (f"{{{FEED}, login: {{user: x}}}}", ".login.password is missing. Add 'password:'."),
    ],
)
def test_a_source_that_cannot_be_says_why(text: str, said: str) -> None:
    assert faults(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{{{FEED}, bearer: t0ken}}", ".bearer holds a secret. Read it from the environment: ${NAME}."),
        (
            f"{{{FEED}, login: {{user: x, password: y}}}}",
            ".login.password holds a secret. Read it from the environment: ${NAME}.",
        ),
        (f"{{{FEED}, cookies: {{s: abc}}}}", ".cookies.s holds a secret. Read it from the environment: ${NAME}."),
        (f"{{{FEED}, headers: {{X-Key: abc}}}}", ".headers.X-Key holds a secret. Read it from the environment: ${NAME}."),
        (f"{{{FEED}, headers: {{Cookie: '${{DESK_KEY}}'}}}}", ".headers.Cookie is set by briefer itself. Use 'cookies'."),
        (f"{{{FEED}, headers: {{Host: b.example}}}}", ".headers.Host is set by briefer itself. Remove it."),
        (f"{{{FEED}, headers: {{'X Y': '${{DESK_KEY}}'}}}}", ".headers has a name that cannot be sent: 'X Y'."),
        (
            "{name: A, feed: 'https://a.example/f?api_key=abc'}",
            ".feed holds a key in 'api_key='. Read it from the environment: api_key=${NAME}.",
        ),
        (
            "{name: A, feed: 'https://a.example/f?key=abcdefgh1'}",
            ".feed holds a key in 'key='. Read it from the environment: key=${NAME}.",
        ),
        (
            "{name: A, sitemap: 'https://desk:pw@a.example/f'}",
            ".sitemap holds a password. Use 'login' with a password from the environment.",
        ),
    ],
)
def test_a_secret_that_stands_in_the_file_is_refused(text: str, said: str) -> None:
    assert faults(text) == [said]


def test_a_value_that_cannot_be_sent_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_KEY", "one\ntwo")
    said = faults(f"{{{FEED}, headers: {{X-Key: '${{DESK_KEY}}'}}}}")
    assert said == [".headers.X-Key holds a character that cannot be sent. Only ASCII can."]


def test_what_comes_from_the_environment_is_known_for_a_secret() -> None:
    assert source("{name: A, feed: 'https://a.example/${DESK_KEY}/f'}").secrets == ("k3y-of-the-desk",)
    assert "k3y-of-the-desk" not in repr(source("{name: A, feed: 'https://a.example/${DESK_KEY}/f'}"))
