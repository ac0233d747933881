"""A server on this machine for the tests of collecting, the time that they wait in, and names that lead to it."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

from briefer import collect
from briefer.collect.terms import Network
from briefer.config.settings import Limits, Source
from briefer.model.sources import SourceState

LIMITS = Limits(timeout_seconds=5, document_megabytes=0.1, host_delay_seconds=0)
PAGE = b"<html><body><p>The bridge is open.</p></body></html>"
NOW = datetime(2026, 9, 10, 6, tzinfo=UTC)

Answer = tuple[int, dict[str, str], bytes]


class Server(ThreadingHTTPServer):
    """Answers each path with what the test put there, of several answers with the next; the last one stays.

    `asked` are the paths, `heard` the headers of each request; `slow` are the seconds between two bytes.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer | list[Answer] | Callable[[Handler], None]] = {}
        self.asked: list[str] = []
        self.heard: list[dict[str, str]] = []
        self.slow: dict[str, float] = {}
        self.scheme = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    @property
    def pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.heard.append({name.lower(): value for name, value in self.headers.items()})
        answer = self.server.answers.get(self.path, (404, {}, b"nothing here"))
        if callable(answer):
            self.close_connection = True
            with _unheard():
                answer(self)
            return
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        self.answer(*answer)

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        with _unheard():
            self._write(body)

    def _write(self, body: bytes) -> None:
        if self.path not in self.server.slow:
            self.wfile.write(body)
            return
        for byte in body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(self.server.slow[self.path])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the standard library's name
        """Nothing: a test's output is its own."""


@contextmanager
def _unheard() -> Iterator[None]:
    """Whoever asked has gone, and that is what the test is about."""
    try:
        yield
    except OSError:
        return


@contextmanager
def serving(trust: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that runs within the block; with a certificate, by https."""
    with Server() as server:
        if trust is not None:
            server.socket = trust.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            server.scheme = "https"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@dataclass(slots=True)
class World:
    """The network as a test wants it: a clock that only sleeping moves, and names that lead where the test says."""

    names: dict[str, list[str]] = field(default_factory=dict)
    public: frozenset[str] = frozenset()
    passed: float = 0.0
    slept: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context

    @property
    def network(self) -> Network:
        from briefer.collect import addresses

        def resolve(host: str, port: int) -> list[str]:
            if host in self.names:
                return self.names[host]
            return list(addresses.resolve(host, port))

        def is_public(address: IPv4Address | IPv6Address) -> bool:
            return str(address) in self.public or addresses.is_public(address)

        return Network(resolve, is_public, self.trust, lambda: self.passed, self._sleep, lambda: NOW + self._since)

    @property
    def _since(self) -> timedelta:
        return timedelta(seconds=self.passed)

    def _sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(round(seconds, 3))
            self.passed += seconds


def visit(
    source: Source, limits: Limits = LIMITS, *, world: World | None = None, state: SourceState | None = None,
    now: datetime | None = None,
) -> collect.Collected:  # fmt: skip
    """One visit to one source."""
    states = {source.name: state} if state is not None else {}
    return collect.sources([source], limits, Path(), states, now, network=(world or World()).network)


def of_feed(server: Server, path: str = "/feed", outlet: str | None = None) -> Source:
    """A feed of the server, which lies in a private network."""
    return Source(name="Post", feed=server.url + path, outlet=outlet, allow_private=True)


def rss(server: Server, *items: str, title: str = "The Valley Post") -> bytes:
    body = "".join(f"<item>{item.replace('HERE', server.url)}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{body}</channel></rss>'.encode()


def reasons(found: collect.Collected) -> list[str]:
    return [one.reason for one in found.skipped]
