"""A web archive becomes documents: the HTML pages that it holds (WARC 1.0 and 1.1, ISO 28500)."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from briefer.collect.entries import is_web_address
from briefer.collect.unpack import CutError, unpacked
from briefer.config.settings import Limits
from briefer.model.article import Document, Hints, Skipped
from briefer.model.span import ArticleId

_PAGES = ("text/html", "application/xhtml+xml")
_LINE, _HEADERS, _CHUNK = 65_536, 500, 1_048_576
_STATUS = re.compile(rb"HTTP/\d[.\d]*\s+(\d{3})")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


class _BrokenError(Exception):
    """Bytes that are no web archive, from some place on."""


def documents(file: BinaryIO, shown: str, source: str, limits: Limits) -> Iterator[Document | Skipped]:
    """An open .warc or .warc.gz file → a document a page, under its address; of several captures the newest.

    Pages are the answers with status 200 that are HTML, and resources that are. A page that cannot be unpacked is a Skipped;
    where the file is broken, what stands behind that place is lost, and said to be. Only the pages are held in memory.
    """
    found: dict[str, tuple[str, Document]] = {}
    skipped: list[Skipped] = []
    records = 0
    try:
        for record in _records(file):
            records += 1
            one = _page(record, f"{shown}:{records}", shown, source, limits)
            if isinstance(one, Skipped):
                skipped.append(one)
            elif one is not None:
                moment = record.headers.get("warc-date", "")
                if one.id not in found or found[one.id][0] <= moment:
                    found[one.id] = (moment, one)
            record.skip()
    except (_BrokenError, OSError, EOFError, zlib.error, ValueError) as problem:
        if records:
            skipped.append(Skipped(shown, f"the web archive is broken behind its record {records} ({_words(problem)})"))
        else:
            skipped.append(Skipped(shown, f"it is no web archive ({_words(problem)})"))
    if not records and not skipped:
        skipped.append(Skipped(shown, "it is empty"))
    yield from (one for _, one in found.values())
    yield from skipped


def _words(problem: Exception) -> str:
    said = str(problem)[:80]
    return said[:1].lower() + said[1:] or "its data cannot be unpacked"


@dataclass(slots=True)
class _Record:
    headers: dict[str, str]
    file: IO[bytes]
    left: int

    def read(self, most: int) -> bytes:
        """At most so many of the record's bytes; _BrokenError where the file ends before the record does."""
        parts = []
        while most > 0 and self.left > 0:
            part = self.file.read(min(most, self.left, _CHUNK))
            if not part:
                raise _BrokenError("it ends in a record")
            parts.append(part)
            most, self.left = most - len(part), self.left - len(part)
        return b"".join(parts)

    def line(self) -> bytes:
        line = self.file.readline(min(self.left, _LINE))
        self.left -= len(line)
        return line

    def skip(self) -> None:
        while self.left > 0:
            self.read(_CHUNK)


def _records(file: BinaryIO) -> Iterator[_Record]:
    start = file.read(2)
    file.seek(0)
    stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if start == b"\x1f\x8b" else file
    while line := stream.readline(_LINE):
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise _BrokenError("a record does not begin with WARC/")
        headers = _headers(lambda: stream.readline(_LINE))
        length = headers.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", length):
            raise _BrokenError("a record does not say its length")
        yield _Record(headers, stream, int(length))


def _headers(line: Callable[[], bytes]) -> dict[str, str]:
    """Lines up to the empty one → headers by their names in lower case, the first of each; folded ones are joined."""
    found: dict[str, str] = {}
    last = ""
    for _ in range(_HEADERS):
        raw = line()
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return found
        if text[0] in " \t" and last:
            found[last] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        found.setdefault(last, value.strip())
    raise _BrokenError("a record has too many headers")


def _page(record: _Record, where: str, shown: str, source: str, limits: Limits) -> Document | Skipped | None:
    """A record → its page; None where it is none, or was not the answer."""
    kind, address = record.headers.get("warc-type", "").lower(), record.headers.get("warc-target-uri", "").strip("<> ")
    headers = record.headers
    if kind == "response":
        status = _STATUS.match(record.line())
        if status is None or status[1] != b"200":
            return None
        headers = _headers(record.line)
    elif kind != "resource":
        return None
    content_type = headers.get("content-type", "")
    if content_type.split(";")[0].strip().lower() not in _PAGES:
        return None
    name = address or where
    most = int(limits.document_megabytes * 1_000_000)
    too_large = Skipped(shown, f"the page {name} has more than the limit of {limits.document_megabytes:g} MB")
    raw = record.read(most + 1)
    if len(raw) > most:
        return too_large
    try:
        content = _plain(raw, headers if kind == "response" else {}, most)
    except (CutError, zlib.error, ValueError):
        return Skipped(shown, f"the page {name} cannot be unpacked")
    if content is None:
        return too_large
    if not content.strip():
        return Skipped(shown, f"the page {name} is empty")
    charset = content_type.lower().partition("charset=")[2].split(";")[0].strip("\"' ") or None
    hints = Hints(url=address if is_web_address(address) else None)
    return Document(ArticleId(name), source, content, "text/html", charset, hints)


def _plain(raw: bytes, headers: dict[str, str], most: int) -> bytes | None:
    """A body as it came → its plain bytes, None where they are more than the limit.

    Archives often hold bodies without the transfer's or the content's coding and keep the headers that speak of it.
    """
    if headers.get("transfer-encoding", "").lower() == "chunked" and _SIZE.match(raw):
        raw = _unchunked(raw)
    encoding = headers.get("content-encoding", "")
    if encoding.strip().lower() in ("gzip", "x-gzip") and not raw.startswith(b"\x1f\x8b"):
        return raw
    content = bytearray()
    for piece in unpacked([raw], encoding):
        content += piece
        if len(content) > most:
            return None
    return bytes(content)


def _unchunked(raw: bytes) -> bytes:
    parts, at = [], 0
    while match := _SIZE.match(raw, at):
        size = int(match[1], 16)
        parts.append(raw[match.end() : match.end() + size])
        at = match.end() + size
        if size == 0:
            break
        at += 2 if raw[at : at + 2] == b"\r\n" else raw[at : at + 1] == b"\n"
    return b"".join(parts)
