"""Why an address gave nothing, in plain words."""

from __future__ import annotations

import re
import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from briefer.collect.unpack import CutError


class FetchError(Exception):
    """Why an address gave nothing, in words for a brief's readers.

    `again`: it may give it later; `wait` is what the server asks for in seconds; `status` is what it answered, if it did.
    """

    def __init__(self, words: str, *, again: bool = False, wait: float | None = None, status: int | None = None) -> None:
        super().__init__(words)
        self.again, self.wait, self.status = again, wait, status


class TimeIsUpError(FetchError):
    """The time of a whole source, not of the request."""


@contextmanager
def plainly(seconds: float) -> Iterator[None]:
    """Whatever goes wrong on the way to a server and back, in at most so many seconds → a FetchError."""
    import httpcore
    import httpx

    from briefer.collect.transport import ClosedAddressError, UnknownHostError

    try:
        yield
    except ClosedAddressError as problem:
        raise FetchError("it lies in a private network ('allow_private: true' in its source lets it be asked)") from problem
    except UnknownHostError as problem:
        passing = getattr(problem.__cause__, "errno", None) == socket.EAI_AGAIN
        raise FetchError(f"no answer: there is no host '{str(problem)[:80]}'", again=passing) from problem
    except httpcore.TimeoutException as problem:
        raise FetchError(f"no answer within {seconds:g} s", again=True) from problem
    except CutError as problem:
        raise FetchError("the answer was cut off: its compressed data have no end", again=True) from problem
    except zlib.error as problem:
        raise FetchError("no answer: its compressed data cannot be unpacked") from problem
    except httpcore.LocalProtocolError as problem:
        raise FetchError("it cannot be asked: a header or its address holds what cannot be sent") from problem
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as problem:
        raise _of_network(str(problem)) from problem
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.InvalidURL, OSError, ValueError) as problem:
        raise FetchError(f"no answer: {_words(str(problem)) or type(problem).__name__}") from problem


def _of_network(said: str) -> FetchError:
    """What the network's layers say → the same in fewer words; a certificate that is wrong stays wrong."""
    certificate = re.search(r"certificate verify failed: ([^(\n]+)", said)
    if certificate is not None:
        return FetchError(f"its certificate is not to be trusted ({certificate[1].strip(' .').lower()[:120]})")
    cut = re.search(r"received (\d+) bytes, expected (\d+)", said)
    if cut is not None:
        return FetchError(f"the answer was cut off: {int(cut[1]):,} of {int(cut[2]):,} bytes came", again=True)
    if "incomplete chunked read" in said:
        return FetchError("the answer was cut off before its end", again=True)
    if "[SSL" in said:
        return FetchError(f"no secure connection: {_words(said)}")
    return FetchError(f"no answer: {_words(said) or 'the connection was closed'}", again=True)


def _words(said: str) -> str:
    words = " ".join(re.sub(r"\[Errno -?\d+\]|\(_ssl\.c:\d+\)|\[SSL[^\]]*\]", " ", said).split())[:120]
    return words[:1].lower() + words[1:]
