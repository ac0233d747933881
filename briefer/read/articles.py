"""A document becomes an Article, or is skipped and says why."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from briefer.config.settings import Limits
from briefer.model.article import Article, ArticleIn, Document, Hints, ReadRecord, Skipped, sha256_of
from briefer.model.moments import parse_moment
from briefer.model.span import ArticleId
from briefer.read.dateline import find_dateline
from briefer.read.dates import iso
from briefer.read.decoding import binary_kind, clean, decode
from briefer.read.language import declared, language_of
from briefer.read.page import Page, read_page
from briefer.read.titles import one_line, title_above

log = logging.getLogger(__name__)

TAGS = 30_000
"""Tags above which a page is left out: the work grows with their square, and pages of news have a few thousand."""
_WORD = 100_000
_LONG = re.compile(rf"[\w.+-]{{{_WORD}}}", re.ASCII)
"""A word so long that the work, which grows with its square, too, would take minutes."""
_HEAD = 10_000
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


def article(document: Document, limits: Limits) -> Article | Skipped:
    """A document's bytes → an Article, or Skipped with the reason; nothing that bytes can hold raises.

    A page keeps its running text, one paragraph a block; a text file keeps all of it. What the source said of the document
    (`hints`) comes before what the document says, but for the outlet, which a page knows best.
    """
    try:
        return _read(document, limits)
    except (Exception, RecursionError) as problem:
        log.warning("%s: not read: %s: %s", document.id, type(problem).__name__, problem)
        return Skipped(document.id, f"it could not be read ({type(problem).__name__})")


def from_record(record: ArticleIn) -> Article:
    """A line of `extract --input` → an Article whose text is the record's, character for character."""
    published = _given(record.id, record.published)
    return _assemble(
        ArticleId(record.id), record.text, Page("", record.title, None, record.source, published, None), record.url
    )


def record(result: Article | Skipped) -> ReadRecord:
    """What `article` gave → a line of `briefer read`."""
    if isinstance(result, Skipped):
        return ReadRecord(result.source, None, None, None, None, None, text="", skipped=result.reason)
    return ReadRecord(
        result.id, result.title, result.byline, result.outlet, result.published, result.language, text=result.text, skipped=None
    )


def _read(document: Document, limits: Limits) -> Article | Skipped:
    content, hints = document.content, document.hints
    if not content.strip():
        return Skipped(document.id, "it is empty")
    kind = binary_kind(content)
    if kind is not None:
        return Skipped(document.id, f"it is {kind}, not text")
    text = clean(decode(content, document.charset))
    if not text.strip():
        return Skipped(document.id, "it is empty")
    markup = document.media_type in ("text/html", "application/xhtml+xml") or (
        document.media_type is None and _MARKUP.match(text[:_HEAD])
    )
    if markup:
        tags = text.count("<")
        if tags > TAGS:
            return Skipped(document.id, f"its page has {tags:,} tags, more than the limit of {TAGS:,}")
        if _LONG.search(text):
            return Skipped(document.id, f"its page has a word of more than {_WORD:,} letters")
        page = read_page(text, hints.url)
        text = clean(page.text)
        if not text.strip():
            return Skipped(document.id, "no article text was found on the page")
    else:
        page = Page("", None if hints.title else title_above(text), None, None, None, None)
    if len(text) > limits.article_characters:
        return Skipped(
            document.id, f"its text has {len(text):,} characters, more than the limit of {limits.article_characters:,}"
        )
    read = _assemble(document.id, text, _with_hints(document.id, page, hints), hints.url)
    return replace(read, from_feed=True) if hints.from_feed else read


def _with_hints(article_id: ArticleId, page: Page, hints: Hints) -> Page:
    published = _given(article_id, hints.published)
    if published is None or (page.published is not None and "T" not in published and page.published.startswith(published)):
        published = page.published
    return Page(
        page.text,
        hints.title or page.title,
        hints.byline or page.byline,
        page.outlet or hints.outlet,
        published,
        hints.language or page.language,
        page.host,
    )


def _assemble(article_id: ArticleId, text: str, page: Page, url: str | None) -> Article:
    dateline = find_dateline(article_id, text, page.published)
    published = page.published or (dateline.date if dateline else None)
    return Article(
        id=article_id,
        text=text,
        title=one_line(page.title),
        outlet=one_line(page.outlet) or one_line(page.host) or (dateline.agency if dateline else None),
        byline=one_line(page.byline),
        url=url,
        published=published,
        dateline=dateline,
        language=language_of(text) or declared(page.language),
        sha256=sha256_of(text),
    )


def _given(article_id: str, published: str | None) -> str | None:
    """A date as a source gave it → ISO 8601: as it stands where it is that already, None with a warning where it is no date."""
    if not published or not published.strip():
        return None
    try:
        parse_moment(published)
    except ValueError:
        found = iso(published)
        if found is None:
            log.warning("%s: '%s' is not a date that can be read one way only, so it has none", article_id, published[:60])
        return found
    return published.strip()
