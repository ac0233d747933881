"""On what terms a source is asked for: what may be reached, what is sent to its own host and nobody else, and until when."""

from __future__ import annotations

import os
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefer.collect import addresses
from briefer.config.settings import Source

if TYPE_CHECKING:
    import httpx


def trusted() -> ssl.SSLContext:
    """The certificates that are trusted: those of `SSL_CERT_FILE` and `SSL_CERT_DIR` where they are set, else certifi's."""
    import certifi

    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    return ssl.create_default_context(cafile=file or (None if folder else certifi.where()), capath=folder)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Network:
    """What the client has of the world: names, clocks and trust. Tests give their own."""

    resolve: Callable[[str, int], Sequence[str]] = addresses.resolve
    is_public: Callable[[addresses.Address], bool] = addresses.is_public
    trusted: Callable[[], ssl.SSLContext] = trusted
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now


@dataclass(frozen=True, slots=True)
class Terms:
    """How one source's addresses are asked for. `own` is where the `headers` may go: scheme, host and port."""

    allow_private: bool = False
    robots: bool = True
    own: tuple[str, str, int] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    until: float | None = None
    """The moment of the network's clock when the source's time is up."""
    near: tuple[str, str, int] | None = None
    """A host that may lie in a private network though others may not: somebody named it."""

    def may_be_private(self, url: httpx.URL) -> bool:
        return self.allow_private or origin(url) == self.near

    def headers_for(self, url: httpx.URL) -> dict[str, str]:
        """What goes to an address besides what goes to all: nothing, unless it is the source's own host.

        The same host by https on its usual port is the own one, too, where the source is asked by http; never the reverse.
        """
        if self.own is None:
            return {}
        there = origin(url)
        upgraded = self.own[0] == "http" and there == ("https", self.own[1], 443) and self.own[2] == 80
        return dict(self.headers) if there == self.own or upgraded else {}


def origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host.rstrip("."), url.port or (443 if url.scheme == "https" else 80)


def of_source(source: Source, address: str, until: float | None) -> Terms:
    """A source and its address → its terms."""
    import httpx

    headers = dict(source.headers)
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        return Terms(source.allow_private, source.robots, until=until)
    name, _, password = url.userinfo.decode("latin-1").partition(":")
    if source.login is not None:
        headers["Authorization"] = _basic(source.login.user, source.login.password)
    elif name or password:
        headers["Authorization"] = _basic(unquote(name), unquote(password))
    if source.bearer is not None:
        headers["Authorization"] = f"Bearer {source.bearer}"
    if source.cookies:
        headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in source.cookies.items())
    return Terms(source.allow_private, source.robots, origin(url) if headers else None, headers, until)


def of_address(address: str, until: float) -> Terms:
    """An address that somebody named → its terms: a person asks for it, so that robots.txt does not concern it."""
    import httpx

    try:
        return Terms(robots=False, near=origin(httpx.URL(address)), until=until)
    except (httpx.InvalidURL, ValueError):
        return Terms(robots=False, until=until)


def _basic(user: str, password: str) -> str:
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"
