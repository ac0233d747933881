"""JSON Lines become documents: one record a line, and a bad line costs nothing but itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from briefer.config.settings import Limits
from briefer.model.article import Document, Hints, Skipped
from briefer.model.span import ArticleId

TEXT = ("text", "body", "content", "article")
HTML = ("html", "body_html", "content_html")
TITLE = ("title", "headline")
PUBLISHED = ("published", "date", "dct", "pub_date", "published_at", "date_published", "publication_date", "pubdate")
OUTLET = ("source", "outlet", "publisher", "site_name")
BYLINE = ("byline", "author", "authors")
URL = ("url", "link")
LANGUAGE = ("language", "lang")


def documents(lines: BinaryIO, shown: str, source: str, limits: Limits) -> Iterator[Document | Skipped]:
    """An open file of records → a document a record, or the reason why not under `file:line`. The file is never held whole."""
    most = int(limits.document_megabytes * 1_000_000)
    number = 0
    while line := lines.readline(most + 1):
        number += 1
        if len(line) > most and not line.endswith(b"\n"):
            while (more := lines.readline(most)) and not more.endswith(b"\n"):
                pass
            yield Skipped(f"{shown}:{number}", f"the record is more than the limit of {limits.document_megabytes:g} MB")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _document(line, f"{shown}:{number}", source)


def looks_like(place: Path) -> bool:
    """Is the first line of a file, whatever its ending, a record? OSError where it cannot be read."""
    with place.open("rb") as lines:
        first = lines.readline(1_000_000)
    if not first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        record = json.loads(first.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and any(key in record for key in (*TEXT, *HTML))


def _document(line: bytes, where: str, source: str) -> Document | Skipped:
    try:
        record = json.loads(line.decode("utf-8-sig").strip())
    except (ValueError, RecursionError) as problem:
        return Skipped(where, f"this is not JSON ({_short(problem)})")
    if not isinstance(record, dict):
        return Skipped(where, "this is not a JSON object")
    text, html = _string(record, TEXT), _string(record, HTML)
    words = text if text is not None else html
    if words is None:
        return Skipped(where, "the record has neither text nor html")
    name = record.get("id")
    return Document(
        id=ArticleId(_utf8(str(name)).decode() if isinstance(name, str | int) and str(name).strip() else where),
        source=source,
        content=_utf8(words),
        media_type="text/plain" if text is not None else "text/html",
        charset="utf-8",
        hints=Hints(
            title=_string(record, TITLE),
            published=_string(record, PUBLISHED),
            outlet=_string(record, OUTLET),
            byline=_string(record, BYLINE),
            url=_string(record, URL),
            language=_string(record, LANGUAGE),
        ),
    )


def _string(record: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of the keys that holds something that can be read as words: a string, a number, names in a list or object."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = ", ".join(value)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and (value.strip() or key in TEXT):
            return value
    return None


def _utf8(words: str) -> bytes:
    """Any string that JSON can hold → UTF-8: pairs of surrogates joined, lone ones U+FFFD."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def _short(problem: Exception) -> str:
    if isinstance(problem, json.JSONDecodeError):
        return f"{problem.msg.lower()}, column {problem.colno}"
    return (
        "not UTF-8"
        if isinstance(problem, UnicodeDecodeError)
        else "nested too deeply"
        if isinstance(problem, RecursionError)
        else "a number too long"
    )
