"""The one place that speaks to the network: an address becomes bytes, within limits of time and size."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from briefer import __version__
from briefer.config.settings import Limits

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
_CHUNK = 65_536


class FetchError(Exception):
    """Why an address gave nothing, in words for a brief's readers."""


@dataclass(frozen=True, slots=True)
class Response:
    """What an address gave: `url` after redirects, `media_type` and `charset` as declared."""

    url: str
    content: bytes
    content_type: str
    media_type: str
    charset: str | None


class Client:
    """Fetches one address at a time; a context manager, so that connections close."""

    def __init__(self, limits: Limits) -> None:
        import httpx

        self._seconds = limits.timeout_seconds
        self._most = int(limits.document_megabytes * 1_000_000)
        self._megabytes = limits.document_megabytes
        self._http = httpx.Client(
            timeout=limits.timeout_seconds,
            follow_redirects=True,
            max_redirects=REDIRECTS,
            headers={
                "User-Agent": f"briefer/{__version__}",
                "Accept-Encoding": "gzip, deflate",
                "Accept-Language": "en, *;q=0.5",
            },
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self._http.close()

    def fetch(self, url: str, accept: str = "*/*") -> Response:
        """An http(s) address → its bytes, decompressed. FetchError for every other outcome, after at most the limit's time."""
        import httpx

        if not url.lower().startswith(("http://", "https://")):
            raise FetchError("it is not an http or https address")
        end = time.monotonic() + self._seconds
        try:
            with self._http.stream("GET", url, headers={"Accept": accept}) as response:
                if response.status_code != 200:
                    raise FetchError(f"{response.status_code} {response.reason_phrase}".strip())
                content = b"".join(self._body(response, end))
        except httpx.TooManyRedirects as problem:
            raise FetchError(f"it redirects more than {REDIRECTS} times") from problem
        except httpx.TimeoutException as problem:
            raise FetchError(f"no answer within {self._seconds:g} s") from problem
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, zlib.error, UnicodeError, ValueError) as problem:
            raise FetchError(f"no answer: {_words(problem)}") from problem
        content_type = response.headers.get("content-type", "")
        return Response(
            url=str(response.url),
            content=content,
            content_type=content_type,
            media_type=content_type.split(";")[0].strip().lower(),
            charset=response.charset_encoding,
        )

    def _body(self, response: httpx.Response, end: float) -> Iterator[bytes]:
        """The body in pieces, decompressed no further than the limit, whatever a few bytes may unfold to."""
        size, unpack = 0, _unpacker(response.headers.get("content-encoding", ""))
        for chunk in response.iter_raw():
            waiting = chunk
            while waiting:
                piece, waiting = unpack(waiting)
                size += len(piece)
                if size > self._most:
                    raise FetchError(f"more than the limit of {self._megabytes:g} MB")
                yield piece
            if time.monotonic() > end:
                raise FetchError(f"not finished within {self._seconds:g} s")


class _Unpack:
    """Compressed bytes → at most a chunk of plain ones, and those that are still to be unpacked."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._stream = zlib.decompressobj(31 if encoding == "gzip" else 15)
        self._begun = False

    def __call__(self, data: bytes) -> tuple[bytes, bytes]:
        if self._encoding == "deflate" and not self._begun and data[0] & 0x0F != 8:
            self._stream = zlib.decompressobj(-15)
        self._begun = True
        piece = self._stream.decompress(data, _CHUNK * 4)
        return piece, b"" if self._stream.eof else self._stream.unconsumed_tail


def _plain(data: bytes) -> tuple[bytes, bytes]:
    return data, b""


def _unpacker(encoding: str) -> Callable[[bytes], tuple[bytes, bytes]]:
    name = encoding.strip().lower().removeprefix("x-")
    if name in ("", "identity"):
        return _plain
    if name in ("gzip", "deflate"):
        return _Unpack(name)
    raise FetchError(f"its encoding '{name[:40]}' was not asked for")


def _words(problem: Exception) -> str:
    return " ".join(str(problem).split())[:120] or type(problem).__name__
