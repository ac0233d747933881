"""RSS and Atom feeds become documents: the page of each entry, or the feed's own text where the page cannot be had."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

from briefer.collect import pages
from briefer.collect.client import Client, FetchError, Response
from briefer.config.settings import Limits, Source
from briefer.model.article import Document, Hints, Skipped
from briefer.model.span import ArticleId

ENTRIES = 100
"""As many entries of a feed, the first of them, are fetched."""
_FEED = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"


def read(source: Source, address: str, limits: Limits) -> Iterator[Document | Skipped]:
    """A source's feed → a document an entry, in the feed's order. A feed that cannot be had or read is one Skipped."""
    with Client(limits) as client:
        try:
            response = client.fetch(address, accept=_FEED)
        except FetchError as problem:
            yield Skipped(source.name, f"the feed could not be fetched: {problem}")
            return
        feed, fault = _parse(response)
        if fault is not None:
            yield Skipped(source.name, fault)
            return
        outlet = source.outlet or _words(feed.feed.get("title"))
        for number, entry in enumerate(feed.entries[:ENTRIES], 1):
            yield from _entry(entry, number, source, outlet, client)
        if len(feed.entries) > ENTRIES:
            yield Skipped(source.name, f"the feed has {len(feed.entries)} entries; the first {ENTRIES} were read")


def _parse(response: Response) -> tuple[Any, str | None]:
    """A response → the parsed feed, and the reason where it is none."""
    import feedparser

    if not response.content.strip():
        return None, "the feed is empty"
    headers = {"content-type": response.content_type, "content-location": response.url}
    try:
        feed = feedparser.parse(io.BytesIO(response.content), response_headers=headers)
    except Exception as problem:  # whatever a parser makes of somebody's bytes, the other sources go on
        return None, f"the feed cannot be parsed ({type(problem).__name__})"
    if not feed.entries:
        return None, "the feed has no entries" if feed.get("version") else "it is not an RSS or Atom feed"
    return feed, None


def _entry(entry: Any, number: int, source: Source, outlet: str | None, client: Client) -> Iterator[Document | Skipped]:
    link = entry.get("link") or None
    own, media = _own_text(entry)
    title = _words(entry.get("title"))
    name = link or entry.get("id") or f"{source.feed}#{number}"
    hints = Hints(title=title, published=_published(entry), outlet=outlet, byline=_words(entry.get("author")), url=link)
    failed = "it has none"
    if link is not None:
        try:
            yield pages.document(link, source.name, hints, client)
            return
        except FetchError as problem:
            failed = str(problem)
    about = f"the page of '{title or name}' could not be had ({failed})"
    if own is None:
        yield Skipped(source.name, f"{about}, and the feed has no text of it")
        return
    yield Document(ArticleId(name), source.name, own.encode("utf-8", "replace"), media, "utf-8", hints)
    if link is not None:
        yield Skipped(source.name, f"{about}: the feed's own text was used")


def _own_text(entry: Any) -> tuple[str | None, str]:
    """An entry → the longest text that the feed itself gives of it, and that text's type."""
    texts = [(part.get("value") or "", part.get("type") or "") for part in entry.get("content", [])]
    detail = entry.get("summary_detail") or {}
    texts.append((entry.get("summary") or "", detail.get("type") or ""))
    words, kind = max(texts, key=lambda text: len(text[0]))
    if not words.strip():
        return None, "text/html"
    return words, "text/plain" if kind == "text/plain" and "<" not in words else "text/html"


def _published(entry: Any) -> str | None:
    """An entry → its date: ISO 8601 in UTC where the feed's date was understood, else as the feed wrote it."""
    for key in ("published", "updated", "created"):
        if key in entry:
            moment = entry.get(f"{key}_parsed")
            if moment is not None:
                year, month, day, hour, minute, second = moment[:6]
                return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
            return str(entry[key]) or None
    return None


def _words(markup: str | None) -> str | None:
    """A title as feeds give it, tags and entities and all → its words."""
    if not markup:
        return None
    return " ".join(unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", markup)).split()) or None
