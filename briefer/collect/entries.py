"""A feed's bytes become its entries: RSS, Atom and JSON Feed alike."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

from briefer.collect import jsonfeed

TAGS, ENTITIES, COMMENTS, _WORD = 100_000, 400_000, 20_000, 5_000
"""What a feed may hold; the full texts of a hundred articles have about half of that."""
_LONG = re.compile(rb"[A-Za-z0-9._+-]{%d}" % _WORD)
_AUTHOR = re.compile(
    rb"(<(?:[\w-]{1,20}:)?(?:author|contributor|creator|email|managingEditor|name|owner|publisher|webMaster)\b[^<>]{0,200}>"
    rb"(?:\s{0,20}<!\[CDATA\[)?)([^<]{500})[^<]+",
    re.IGNORECASE,
)
"""Somebody's name, of which the parser looks for an address in every part: 500 bytes are enough."""
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML = re.compile(rb"\s*(?:<\?xml|<!--|<!DOCTYPE|<(?:\w+:)?(?:rss|feed|RDF|channel)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article. `link` is a web address or None; `whole` tells text that is meant to be all of it."""

    id: str | None
    link: str | None
    title: str | None
    published: str | None
    byline: str | None
    text: str | None
    media: str = "text/html"
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and entries, in its order."""

    title: str | None
    entries: tuple[Entry, ...]
    language: str | None = None


def parse(content: bytes, url: str, content_type: str = "") -> Feed | str:
    """A feed's bytes and its address → the feed, or why it is none; nothing that bytes can hold raises."""
    if not content.strip():
        return "the feed is empty"
    try:
        if jsonfeed.looks_like(content):
            return _of_json(content, url)
        content = _AUTHOR.sub(rb"\1\2", _narrow(content))
        return _too_much(content) or _of_xml(content, url, content_type)
    except (Exception, RecursionError) as problem:  # whatever a parser makes of somebody's bytes, the other sources go on
        return f"the feed cannot be parsed ({type(problem).__name__})"


def _narrow(content: bytes) -> bytes:
    """UTF-16 and UTF-32 → UTF-8 with its mark, which says more than a declaration; anything else as it stands."""
    wide = next((name for bom, name in _BOMS if content.startswith(bom)), None)
    if wide is None and content[:2] in (b"<\0", b"\0<"):
        wide = "utf-16-le" if content[:1] == b"<" else "utf-16-be"
    if wide is None:
        return content
    return codecs.BOM_UTF8 + content.decode(wide, "replace").removeprefix("\ufeff").encode()


def _too_much(content: bytes) -> str | None:
    """Why a feed would keep the parser busy for minutes, whose work grows with the square of these; None of any real one."""
    for what, count, most in (
        ("tags", content.count(b"<") + content.count(b"&lt;"), TAGS),
        ("entities", content.count(b"&"), ENTITIES),
        ("comments", content.count(b"<!--") + content.count(b"&lt;!--"), COMMENTS),
    ):
        if count > most:
            return f"the feed has {count:,} {what}, more than the limit of {most:,}"
    return f"the feed has a word of more than {_WORD:,} letters" if _LONG.search(content) else None


def looks_like_feed(content: bytes) -> bool:
    """Could a file's first bytes be those of a feed?"""
    head = content[:4096].lstrip(b"\xef\xbb\xbf")
    return bool(_XML.match(head)) or jsonfeed.looks_like(head) or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _of_json(content: bytes, url: str) -> Feed | str:
    found = jsonfeed.parse(content, url)
    if isinstance(found, str):
        return found
    title, language, items = found
    return Feed(title, tuple(Entry(**item) for item in items), language) if items else "the feed has no entries"


def _of_xml(content: bytes, url: str, content_type: str) -> Feed | str:
    import feedparser

    headers = {"content-type": content_type, "content-location": url}
    found = feedparser.parse(io.BytesIO(content), response_headers=headers)
    if not found.entries:
        return "the feed has no entries" if found.get("version") else "it is not an RSS, Atom or JSON feed"
    entries = tuple(_entry(entry) for entry in found.entries)
    return Feed(words(_text(found.feed.get("title"))), entries, _text(found.feed.get("language")))


def _entry(entry: Any) -> Entry:
    link, guid = _text(entry.get("link")), _text(entry.get("id"))
    if not entry.get("links") and not is_web_address(guid or ""):
        link = None
    text, media, whole = _own_text(entry)
    return Entry(
        id=guid,
        link=link.strip() if link and is_web_address(link.strip()) else None,
        title=words(_text(entry.get("title"))),
        published=_published(entry),
        byline=words(_text(entry.get("author"))),
        text=text,
        media=media,
        whole=whole,
    )


def _own_text(entry: Any) -> tuple[str | None, str, bool]:
    """An entry → the longest text that the feed itself gives of it, that text's type, and whether it is the content proper."""
    texts = [(_text(part.get("value")) or "", part.get("type") or "", True) for part in entry.get("content", [])]
    detail = entry.get("summary_detail") or {}
    texts.append((_text(entry.get("summary")) or "", detail.get("type") or "", False))
    longest, kind, whole = max(texts, key=lambda text: len(text[0]))
    if not longest.strip():
        return None, "text/html", False
    return longest, "text/plain" if kind == "text/plain" and "<" not in longest else "text/html", whole


def _published(entry: Any) -> str | None:
    """An entry → its date: ISO 8601 in UTC where the feed's date was understood, else as the feed wrote it."""
    for key in ("published", "updated", "created"):
        if key in entry:
            moment = entry.get(f"{key}_parsed")
            if moment is not None:
                year, month, day, hour, minute, second = moment[:6]
                try:
                    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
                except (ValueError, OverflowError):
                    pass
            if written := _text(entry[key]):
                return written
    return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def is_web_address(text: str) -> bool:
    return bool(re.match(r"https?://[^\s/]", text, re.IGNORECASE))


def words(markup: str | None) -> str | None:
    """A title as feeds give it, tags and entities and all → its words."""
    if not markup:
        return None
    return " ".join(unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", markup[:5000])).split()) or None
