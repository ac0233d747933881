"""What a source gave us: documents as collected, articles as read, and what had to be left out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from briefer.model.span import ArticleId, Span


def sha256_of(text: str) -> str:
    """Text → the hex SHA-256 of its UTF-8 bytes; a lone surrogate is hashed as it stands, so any string has one."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Hints:
    """What a source said of a document besides its bytes (a feed's title and date, a JSONL record's fields)."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    handling: str | None = None
    from_feed: bool = False
    """Is the document what a feed itself says of an article, and not its page?"""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes and where they came from.

    `id` is the path as it was given, the URL, or a record's own id; `source` names the configured source;
    `media_type` is `text/html`, `text/plain`, or None where only the bytes can tell.
    """

    id: ArticleId
    source: str
    content: bytes
    media_type: str | None = None
    charset: str | None = None
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was left out of the brief, and why, in words for its readers; `handling` is its source's mark."""

    source: str
    reason: str
    since: str | None = None
    handling: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line that says where and when an article was filed: ` date 2019-09-02 AP, KABUL`, `SAN SALVADOR, 4 JAN 90 --`."""

    span: Span
    place: str | None
    agency: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article's text and what is known of it. `published` is an ISO 8601 date or date-time, never a guess.

    `handling` is its source's mark of TLP 2.0: no audience below it may be shown any of it.
    `from_feed`: the text is what a feed gave of the article, perhaps the first lines of it, and not its page.
    """

    id: ArticleId
    text: str
    title: str | None
    outlet: str | None
    byline: str | None
    url: str | None
    published: str | None
    dateline: Dateline | None
    language: str | None
    sha256: str
    handling: str | None = None
    from_feed: bool = False

    def span(self, start: int, end: int) -> Span:
        """Offsets of this article's text → a Span. ValueError where they leave the text."""
        if end > len(self.text):
            raise ValueError(f"span [{start}, {end}] leaves the text of {self.id} ({len(self.text)} characters)")
        return Span(self.id, start, end)


@dataclass(frozen=True, slots=True)
class ArticleIn:
    """One line of `extract --input`: the text is taken exactly as it is."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One line of `briefer read`: what an article's page or file says, or why it was skipped."""

    id: str
    title: str | None
    byline: str | None
    outlet: str | None
    published: str | None
    language: str | None
    text: str
    skipped: str | None
