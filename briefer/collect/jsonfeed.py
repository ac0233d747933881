"""A JSON Feed, version 1 or 1.1 (jsonfeed.org), becomes what it says of itself and of its items."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

Item = dict[str, Any]
"""The fields of an `entries.Entry`."""


def looks_like(content: bytes) -> bool:
    """Do bytes begin as a JSON object does, in any of JSON's encodings?"""
    return content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{")


def parse(content: bytes, url: str) -> tuple[str | None, str | None, list[Item]] | str:
    """A JSON Feed and its address → title, language and items in order, or why it is none.

    Fields of a wrong type count as missing. Addresses are taken from the feed's own on.
    """
    try:
        data = json.loads(_decoded(content), strict=False)
    except RecursionError:
        return "the feed cannot be parsed (nested too deeply)"
    except ValueError as problem:
        return f"it is not an RSS, Atom or JSON feed ({str(problem).split(':')[0].lower()[:80]})"
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return "it is not an RSS, Atom or JSON feed"
    items = [_item(item, data, url) for item in data["items"] if isinstance(item, dict)]
    return _line(data.get("title")), _string(data.get("language")), items


def _decoded(content: bytes) -> str:
    return content.decode(json.detect_encoding(content), "replace").removeprefix("\ufeff")


def _item(item: dict[str, Any], feed: dict[str, Any], url: str) -> Item:
    html, plain, summary = (_string(item.get(key)) for key in ("content_html", "content_text", "summary"))
    link = _address(item.get("url"), url) or _address(item.get("external_url"), url)
    name = item.get("id")
    text = html or plain or summary
    return {
        "id": _string(str(name)) if isinstance(name, str | int | float) else None,
        "link": link,
        "title": _line(item.get("title")),
        "published": _string(item.get("date_published")) or _string(item.get("date_modified")),
        "byline": _authors(item) or _authors(feed),
        "text": text,
        "media": "text/html" if html else "text/plain",
        "whole": bool(html or plain),
    }


def _authors(record: dict[str, Any]) -> str | None:
    given = record.get("authors")
    authors = given if isinstance(given, list) else [record.get("author")]
    names = [_line(author.get("name")) for author in authors if isinstance(author, dict)]
    return ", ".join(name for name in names if name) or None


def _address(value: Any, base: str) -> str | None:
    written = _string(value)
    if written is None:
        return None
    try:
        joined = urljoin(base, written.strip())
    except ValueError:
        return None
    return joined if re.match(r"https?://[^\s/]", joined, re.IGNORECASE) else None


def _string(value: Any) -> str | None:
    """A text, with pairs of surrogates joined and lone ones U+FFFD; None for anything else and for nothing."""
    if not isinstance(value, str) or not value.strip():
        return None
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _line(value: Any) -> str | None:
    text = _string(value)
    return " ".join(unescape(text[:5000]).split()) or None if text else None
