"""Requests go to the very address that was looked at, and every byte comes before a deadline."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import httpcore
import httpx

from briefer.collect.addresses import Address, parsed

Resolve = Callable[[str, int], Sequence[str]]


class ClosedAddressError(Exception):
    """A host that lies in a private network, or on this machine."""


class UnknownHostError(Exception):
    """A host's name that leads to no address."""


class Transport:
    """Sends requests over connections that are kept. Names are resolved here, each address is looked at, and the connection is
    made to that address and no other: what a name means at a second look does not matter (DNS rebinding). The server's name for
    TLS and the `Host` stay the address's own. Proxies and other settings of the environment play no part.
    """

    def __init__(
        self, resolve: Resolve, is_public: Callable[[Address], bool], trust: ssl.SSLContext, *, allow_private: bool = False
    ) -> None:
        self._backend = _Backend(resolve, is_public, allow_private=allow_private)
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust,
            network_backend=self._backend,
            max_connections=64,
            max_keepalive_connections=16,
            keepalive_expiry=15,
        )

    def is_near(self, host: str) -> bool:
        """Was a host found in a private network when it was last connected to?"""
        return host in self._backend.near

    @contextmanager
    def send(self, request: httpx.Request, seconds: float) -> Iterator[httpx.Response]:
        """A request → its response, to be read within the block; from now on it all may last so many seconds."""
        self._backend.end_in(seconds)
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds)},
        )
        response = self._pool.handle_request(asked)
        try:
            assert isinstance(response.stream, Iterable)
            yield httpx.Response(response.status, headers=response.headers, stream=_Body(response.stream), request=request)
        finally:
            response.close()

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts


class _Backend(httpcore.NetworkBackend):
    def __init__(self, resolve: Resolve, is_public: Callable[[Address], bool], *, allow_private: bool) -> None:
        self._resolve, self._is_public, self._allow_private = resolve, is_public, allow_private
        self._sockets = httpcore.SyncBackend()
        self._of_thread = threading.local()
        self.near: set[str] = set()

    def end_in(self, seconds: float) -> None:
        self._of_thread.end = time.monotonic() + seconds

    def left(self, timeout: float | None, problem: type[Exception]) -> float:
        """What is left of this thread's request, and at most `timeout`."""
        left: float = self._of_thread.end - time.monotonic()
        if left <= 0:
            raise problem("the time is up")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        problem: Exception | None = None
        for address in self._addresses(host, port):
            try:
                seconds = self.left(timeout, httpcore.ConnectTimeout)
                stream = self._sockets.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                problem = problem or refused
            else:
                return _Stream(stream, self)
        assert problem is not None
        raise problem

    def _addresses(self, host: str, port: int) -> list[str]:
        """A host → the addresses that it may be asked at."""
        try:
            found = [(text, parsed(text)) for text in self._resolve(host, port)]
        except (OSError, UnicodeError, ValueError) as problem:
            raise UnknownHostError(host) from problem
        if not found:
            raise UnknownHostError(host)
        public = [text for text, address in found if self._is_public(address)]
        if not public:
            if not self._allow_private:
                raise ClosedAddressError(host)
            self.near.add(host)
        return [text for text, _ in found] if self._allow_private else public

    def sleep(self, seconds: float) -> None:
        self._sockets.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends with its request's time."""

    def __init__(self, stream: httpcore.NetworkStream, backend: _Backend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = self._backend.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._backend)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
