"""Compressed bytes become plain ones, a piece at a time, so that whoever reads them can stop."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

_CHUNK = 262_144


class CutError(Exception):
    """Compressed data that end before their end."""


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """A body as it comes, and its content-encoding → its plain bytes in pieces of a quarter of a megabyte at most.

    Read are gzip and deflate, with or without zlib's head; ValueError for what was not asked for, zlib.error for what is no
    such data, CutError where they end too early. What stands behind their end is passed over.
    """
    name = encoding.strip().lower().removeprefix("x-")
    if name in ("", "identity"):
        yield from chunks
    elif name in ("gzip", "deflate"):
        yield from _inflated(chunks, name)
    else:
        raise ValueError(name)


def gunzipped(content: bytes) -> Iterator[bytes]:
    """A gzip file's bytes, of one member or several → its plain bytes in pieces."""
    waiting = content
    while waiting.startswith(b"\x1f\x8b"):
        stream = zlib.decompressobj(31)
        while not stream.eof:
            piece = stream.decompress(waiting, _CHUNK)
            waiting = stream.unconsumed_tail
            yield piece
            if not piece and not waiting and not stream.eof:
                raise CutError
        waiting = stream.unused_data


def _inflated(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    make: Callable[[int], zlib._Decompress] = zlib.decompressobj
    stream, begun = make(31 if name == "gzip" else 15), False
    for chunk in chunks:
        if name == "deflate" and not begun and chunk and chunk[0] & 0x0F != 8:
            stream = make(-15)
        begun = begun or bool(chunk)
        waiting = chunk
        while waiting and not stream.eof:
            yield stream.decompress(waiting, _CHUNK)
            waiting = stream.unconsumed_tail
    yield stream.flush()
    if begun and not stream.eof:
        raise CutError
