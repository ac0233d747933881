"""Pages behind addresses become documents."""

from __future__ import annotations

from briefer.collect.client import Client, FetchError
from briefer.config.settings import Limits
from briefer.model.article import Document, Hints, Skipped
from briefer.model.span import ArticleId

ACCEPTED = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
MEDIA = ("text/html", "application/xhtml+xml", "text/plain", "")


def is_address(path: str) -> bool:
    """Is what was named an http(s) address, and not a file?"""
    return path.lower().startswith(("http://", "https://"))


def read(address: str, limits: Limits) -> Document | Skipped:
    """An address → its page, or why it could not be had."""
    with Client(limits) as client:
        try:
            return document(address, address, Hints(url=address), client)
        except FetchError as problem:
            return Skipped(address, f"the page could not be fetched: {problem}")


def document(address: str, source: str, hints: Hints, client: Client) -> Document:
    """An address → its page under that address. FetchError where it cannot be had, is empty, or is no page."""
    page = client.fetch(address, accept=ACCEPTED)
    if not page.content.strip():
        raise FetchError("it is empty")
    if page.media_type not in MEDIA:
        raise FetchError(f"it is {page.media_type}")
    kind = "text/plain" if page.media_type == "text/plain" else "text/html"
    return Document(ArticleId(address), source, page.content, kind, page.charset, hints)
