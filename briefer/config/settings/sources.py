"""Where documents come from, how they are asked for, and what they may weigh."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PrivateAttr

from briefer.config.settings.strict import Strict


class Login(Strict):
    """A name and password for HTTP's basic authentication; the password as `${VARIABLE}`."""

    user: str
    """The name."""
    password: Annotated[str, Field(repr=False)]
    """The password, read from the environment: `${DESK_PASSWORD}`."""


class Source(Strict):
    """Where documents come from: exactly one of `path`, `feed`, `sitemap`, `listing`, `mail` and `warc`."""

    name: str
    """What the brief's list of gaps calls it."""
    path: str | None = None
    """A file or folder (.html, .txt, .jsonl, .eml, .mbox, .warc), relative to the configuration's folder."""
    feed: Annotated[str | None, Field(repr=False)] = None
    """An RSS, Atom or JSON feed's http(s) URL."""
    sitemap: Annotated[str | None, Field(repr=False)] = None
    """The http(s) URL of a sitemap, a news sitemap, or an index of sitemaps; its newest pages are taken."""
    listing: Annotated[str | None, Field(repr=False)] = None
    """The http(s) URL of a page whose links are taken, in its order; `links` says which."""
    mail: str | None = None
    """An mbox file, a maildir, or a folder of .eml files: each mail is a document."""
    warc: str | None = None
    """A web archive (.warc, .warc.gz), or a folder of them: its HTML pages."""
    outlet: str | None = None
    """The outlet that this source stands for, where its documents do not say."""
    handling: str | None = None
    """A mark of TLP 2.0: its articles reach no audience below it. None counts as TLP:CLEAR."""
    items: Annotated[int, Field(gt=0)] = 100
    """Of a feed, sitemap or listing: at most so many."""
    hours: Annotated[float | None, Field(gt=0)] = None
    """Of a feed, sitemap or mail: how far back items are taken, by their dates; default: 72 of a sitemap, else without end."""
    links: tuple[str, ...] = ()
    """Of a sitemap or listing: the addresses that are taken, `*` for anything: `/news/*`, `https://*.example.org/2026/*`."""
    pages: bool = True
    """Of a feed: fetch the page behind each entry; false: the feed's own text is enough."""
    robots: bool = True
    """Keep to the hosts' robots.txt."""
    allow_private: bool = False
    """May its addresses lie in a private network, or on this machine?"""
    headers: dict[str, str] = Field(default_factory=dict, repr=False)
    """Request headers for its own host; a key's value as `${VARIABLE}`."""
    cookies: dict[str, str] = Field(default_factory=dict, repr=False)
    """Cookies for its own host; each value as `${VARIABLE}`."""
    bearer: Annotated[str | None, Field(repr=False)] = None
    """A token for its own host, as `${VARIABLE}`."""
    login: Annotated[Login | None, Field(repr=False)] = None
    """A name and password for its own host."""
    _secrets: tuple[str, ...] = PrivateAttr(default=())

    def keep_from_messages(self, values: tuple[str, ...]) -> None:
        """Values of variables, which no message, log or brief may show."""
        self._secrets = values

    @property
    def secrets(self) -> tuple[str, ...]:
        """All that no message may show, the longest first."""
        own = [*self._secrets, *self.headers.values(), *self.cookies.values(), self.bearer or ""]
        own.append(self.login.password if self.login else "")
        return tuple(sorted({value for value in own if len(value) > 3}, key=lambda value: (-len(value), value)))


class Limits(Strict):
    """What an input may weigh before it is left out, with its reason among the gaps, and how hosts are asked."""

    document_megabytes: Annotated[float, Field(gt=0)] = 5
    """A document's bytes, as collected."""
    article_characters: Annotated[int, Field(gt=0)] = 200_000
    """An article's text, as read."""
    timeout_seconds: Annotated[float, Field(gt=0)] = 20
    """One request's time, to its last byte."""
    source_seconds: Annotated[float, Field(gt=0)] = 300
    """The time of a source with all of its pages."""
    retries: Annotated[int, Field(ge=0)] = 2
    """So often a request is made again that a server or the network failed."""
    host_connections: Annotated[int, Field(gt=0)] = 2
    """So many requests at a time to one host."""
    host_delay_seconds: Annotated[float, Field(ge=0)] = 0.5
    """The pause between the starts of two requests to one host, where it does not lie in a private network."""
