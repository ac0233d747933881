"""The one place that speaks to the network: an address becomes bytes, within limits, or says why not."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING

from briefer import __version__
from briefer.collect import robots
from briefer.collect.failures import FetchError, TimeIsUpError, plainly
from briefer.collect.manners import FAILURES, Hosts
from briefer.collect.terms import Network, Terms, origin
from briefer.collect.unpack import unpacked
from briefer.config.settings import Limits
from briefer.model.sources import Validator

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
PATIENCE = 60.0
"""Seconds that a server may ask us to wait before a request, by Retry-After; by a robots.txt's Crawl-delay, a sixth of it."""
_FIRST_PAUSE = 1.0
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_MOVED = frozenset({301, 302, 303, 307, 308})
_Key = tuple[tuple[str, str, int], bool]


@dataclass(frozen=True, slots=True)
class Response:
    """What an address gave: `url` after redirects, `media_type` and `charset` as declared.

    `unchanged`: nothing came, since it is as it was when the validator was given that it was asked with.
    """

    url: str
    content: bytes
    content_type: str
    media_type: str
    charset: str | None
    validator: Validator | None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for: `most` bytes, of which `first` keeps the first where there are more."""

    url: httpx.URL
    accept: str
    known: Validator | None
    most: int
    first: bool = False


class Client:
    """Fetches addresses, from several threads at a time; a context manager, so that connections close."""

    def __init__(self, limits: Limits, network: Network | None = None) -> None:
        from briefer.collect.transport import Transport

        self._limits, self._network = limits, network or Network()
        trust = self._network.trusted()
        self._transports = {
            allowed: Transport(self._network.resolve, self._network.is_public, trust, allow_private=allowed)
            for allowed in (False, True)
        }
        self._hosts = Hosts(limits.host_connections, self._network.clock, self._network.sleep)
        self._rules: dict[_Key, robots.Rules | FetchError] = {}
        self._asking: dict[_Key, threading.Lock] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        for transport in self._transports.values():
            transport.close()

    @property
    def source_ends(self) -> float:
        """When the time of a source is up that begins now."""
        return self._network.clock() + self._limits.source_seconds

    def fetch(self, url: str, terms: Terms, accept: str = "*/*", known: Validator | None = None) -> Response:
        """An http(s) address → its bytes, unpacked. FetchError for every other outcome.

        What fails for now is asked for again, after a pause that doubles, or that the server asks for. `known` makes it a
        conditional request.
        """
        most = int(self._limits.document_megabytes * 1_000_000)
        return self._fetch(_Wanted(_url(url), accept, known, most), terms)

    def _fetch(self, wanted: _Wanted, terms: Terms) -> Response:
        times = 0
        while True:
            times += 1
            try:
                return self._follow(wanted, terms)
            except FetchError as problem:
                wait = _FIRST_PAUSE * 2 ** (times - 1) if problem.wait is None else problem.wait
                if not problem.again or times > self._limits.retries or wait > PATIENCE:
                    if problem.again:
                        self._hosts.failed(wanted.url.host)
                    said = f"{problem}, {times} times" if times > 1 else str(problem)
                    asks = f" (it asks for {wait:,.0f} s of patience)" if problem.again and wait > PATIENCE else ""
                    raise FetchError(said + asks, again=problem.again, status=problem.status) from problem
            self._wait(wait, terms)

    def _wait(self, seconds: float, terms: Terms) -> None:
        if terms.until is not None and self._network.clock() + seconds > terms.until:
            raise self._time_is_up()
        self._network.sleep(seconds)

    def _time_is_up(self) -> TimeIsUpError:
        return TimeIsUpError(f"the {self._limits.source_seconds:g} s of its source were up")

    def _follow(self, wanted: _Wanted, terms: Terms) -> Response:
        """One attempt, with its redirects. Cookies that are set on the way hold for the rest of the way."""
        import httpx

        url, cookies = wanted.url, httpx.Cookies()
        for _ in range(REDIRECTS + 1):
            rules = self._rules_for(url, terms)
            request = httpx.Request("GET", url, headers=_headers(url, wanted, terms))
            if "cookie" not in request.headers:
                cookies.set_cookie_header(request)
            found = self._ask(request, wanted, terms, rules, cookies)
            if isinstance(found, Response):
                return found
            url = found
        raise FetchError(f"it redirects more than {REDIRECTS} times")

    def _ask(
        self, request: httpx.Request, wanted: _Wanted, terms: Terms, rules: robots.Rules, cookies: httpx.Cookies
    ) -> Response | httpx.URL:
        """One request, when it is its host's turn → the answer, or where it leads."""
        host = request.url.host
        if self._hosts.is_given_up(host):
            raise FetchError(f"its host failed {FAILURES} times in a row, and was asked no more")
        transport = self._transports[terms.may_be_private(request.url)]
        pause = 0.0 if transport.is_near(host) else self._limits.host_delay_seconds
        with self._hosts.turn(host, max(pause, min(rules.delay or 0.0, PATIENCE / 6)), terms.until):
            seconds = self._limits.timeout_seconds
            if terms.until is not None:
                seconds = min(seconds, terms.until - self._network.clock())
            if seconds <= 0:
                raise self._time_is_up()
            end = time.monotonic() + seconds
            with plainly(seconds), transport.send(request, seconds) as response:
                cookies.extract_cookies(response)
                found = self._answer(response, wanted, end, seconds)
                self._hosts.answered(host)
                return found

    def _answer(self, response: httpx.Response, wanted: _Wanted, end: float, seconds: float) -> Response | httpx.URL:
        status, location = response.status_code, response.headers.get("location")
        if status in _MOVED and location:
            return _url(location, response.request.url)
        conditional = response.request.headers.keys() & {"if-none-match", "if-modified-since"}
        if status != 200 and not (status == 304 and conditional):
            again = status in _AGAIN
            wait = _patience(response.headers.get("retry-after", ""), self._network.now()) if again else None
            raise FetchError(f"{status} {response.reason_phrase}".strip(), again=again, wait=wait, status=status)
        content = b"" if status == 304 else b"".join(_body(response, wanted, end, seconds))
        content_type = response.headers.get("content-type", "")
        etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
        return Response(
            url=str(response.request.url),
            content=content,
            content_type=content_type,
            media_type=content_type.split(";")[0].strip().lower(),
            charset=response.charset_encoding,
            validator=Validator(str(wanted.url), _sendable(etag), _sendable(modified)) if etag or modified else None,
            unchanged=status == 304,
        )

    def _rules_for(self, url: httpx.URL, terms: Terms) -> robots.Rules:
        """The rules of an address's host, which is asked for them once a run. FetchError where they forbid it."""
        if not terms.robots:
            return robots.ALL
        key = (origin(url), terms.may_be_private(url))
        with self._lock:
            lock = self._asking.setdefault(key, threading.Lock())
        with lock:
            if key not in self._rules:
                self._rules[key] = self._ask_for_rules(url, terms)
            rules = self._rules[key]
        if isinstance(rules, FetchError):
            raise FetchError(str(rules), status=rules.status)
        if not rules.allow(str(url)):
            raise FetchError("its robots.txt does not allow it ('robots: false' in its source asks nevertheless)")
        return rules

    def _ask_for_rules(self, url: httpx.URL, terms: Terms) -> robots.Rules | FetchError:
        """A host's robots.txt → its rules: all is allowed where it has none, nothing where its server is out of order."""
        place = url.copy_with(path="/robots.txt", query=None, fragment=None)
        wanted = _Wanted(place, "text/plain, */*;q=0.5", None, robots.LARGEST, first=True)
        try:
            found = self._fetch(wanted, replace(terms, robots=False))
        except TimeIsUpError:
            raise
        except FetchError as problem:
            if problem.status is not None and problem.status >= 500:
                return FetchError(f"its robots.txt could not be had ({problem})", status=problem.status)
            return problem if problem.again and problem.status is None else robots.ALL
        return robots.parse(found.content.decode("utf-8", "replace"), "briefer")


def _url(text: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address, or a redirect's from `base` on → the address, without a name, password or fragment. FetchError otherwise."""
    import httpx

    try:
        url = httpx.URL(text.strip()) if base is None else base.join(text.strip())
        if url.scheme not in ("http", "https") or not url.host:
            raise FetchError("it is not an http or https address" if base is None else "it redirects to what is no web address")
        return url.copy_with(userinfo=b"", fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as problem:
        raise FetchError("it is no address" if base is None else "it redirects to what is no address") from problem


def _headers(url: httpx.URL, wanted: _Wanted, terms: Terms) -> dict[str, str]:
    headers = {
        "host": url.netloc.decode("ascii"),
        "user-agent": f"briefer/{__version__}",
        "accept": wanted.accept,
        "accept-encoding": "gzip, deflate",
        "accept-language": "en, *;q=0.5",
    }
    if wanted.known is not None and wanted.known.etag:
        headers["if-none-match"] = wanted.known.etag
    if wanted.known is not None and wanted.known.last_modified:
        headers["if-modified-since"] = wanted.known.last_modified
    return headers | {name.lower(): value for name, value in terms.headers_for(url).items()}


def _body(response: httpx.Response, wanted: _Wanted, end: float, seconds: float) -> Iterator[bytes]:
    """The body in pieces, unpacked no further than the limit, whatever a few bytes may unfold to."""
    import httpcore
    import httpx

    assert isinstance(response.stream, httpx.SyncByteStream)
    declared, encoding = response.headers.get("content-length", ""), response.headers.get("content-encoding", "")
    too_much = FetchError(f"more than the limit of {wanted.most / 1_000_000:g} MB")
    if declared.isdecimal() and len(declared) < 20 and int(declared) > wanted.most and not wanted.first:
        raise too_much
    if encoding.strip().lower().removeprefix("x-") not in ("", "identity", "gzip", "deflate"):
        raise FetchError(f"its encoding '{encoding.strip()[:40]}' was not asked for")
    size = 0
    try:
        for piece in unpacked(response.stream, encoding):
            size += len(piece)
            if size > wanted.most:
                if wanted.first:
                    return
                raise too_much
            yield piece
            if time.monotonic() > end:
                raise FetchError(f"not finished within {seconds:g} s")
    except httpcore.ReadTimeout as problem:
        raise FetchError(f"not finished within {seconds:g} s") from problem


def _patience(said: str, now: datetime) -> float | None:
    """A Retry-After → seconds; None where there is none that can be read."""
    if said.strip().isdecimal() and len(said.strip()) < 10:
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _sendable(header: str | None) -> str | None:
    """A validator as a server gave it, where it can be sent back."""
    return header if header and len(header) < 400 and header.isascii() and header.isprintable() else None
