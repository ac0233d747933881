"""A feed becomes documents: the page of each entry, or the feed's own text where the page cannot be had."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefer.collect import entries
from briefer.collect.entries import Entry, Feed
from briefer.collect.failures import FetchError
from briefer.collect.losses import Losses
from briefer.collect.times import is_older
from briefer.collect.visit import Visit
from briefer.model.article import Document, Hints, Skipped
from briefer.model.span import ArticleId

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "application/json;q=0.8, */*;q=0.5"
)
EXCERPT = 150
"""Words below which what a feed calls a summary is taken for the beginning of an article."""
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|(?:read more|continue reading)\W{0,20})\s{0,9}(?:</\w{1,20}>\s{0,9}){0,9}\Z",
    re.IGNORECASE,
)


def read(visit: Visit, address: str) -> Iterator[Document | Skipped]:
    """A source's feed → a document an entry, in the feed's order. A feed that cannot be had or read is one Skipped.

    The feed is asked for again whole, changed or not, until every entry of it was had.
    """
    name = visit.source.name
    try:
        response = visit.fetch(address, ACCEPT)
    except FetchError as problem:
        yield Skipped(name, f"the feed could not be fetched: {problem}")
        return
    if response.unchanged:
        visit.unchanged = True
        visit.keep_all()
        return
    feed = entries.parse(response.content, response.url, response.content_type)
    if isinstance(feed, str):
        yield Skipped(name, feed)
        return
    whole = True
    for one in _documents(visit, feed, address):
        whole = whole and isinstance(one, Document) and (not one.hints.from_feed or not visit.source.pages)
        yield one
    if whole:
        visit.keep(response)


def of_file(content: bytes, shown: str, source: str) -> Iterator[Document | Skipped]:
    """A feed that was saved to a file → its own text of each entry; nothing is fetched."""
    feed = entries.parse(content, "")
    if isinstance(feed, str):
        yield Skipped(shown, feed)
        return
    for number, entry in enumerate(feed.entries, 1):
        found = _own(entry, _name(entry, shown, number), source, _hints(entry, feed, feed.title))
        about = f"the entry '{entry.title or number}' of the feed has no text"
        yield found if found is not None else Skipped(shown, about)


def _documents(visit: Visit, feed: Feed, address: str) -> Iterator[Document | Skipped]:
    source = visit.source
    once: dict[tuple[str | int, str | None], Entry] = {}
    for number, entry in enumerate(feed.entries):
        once.setdefault((entry.link or entry.id or number, entry.text), entry)
    recent = [entry for entry in once.values() if not is_older(entry.published, source.hours, visit.now)]
    taken = recent[: source.items]
    outlet = source.outlet or feed.title
    hints = [_hints(entry, feed, outlet) for entry in taken]
    shared = _shared(taken)
    asked = [n for n, entry in enumerate(taken) if source.pages and entry.link is not None and n not in shared]
    pages = dict(zip(asked, visit.pages([(taken[n].link or "", hints[n]) for n in asked]), strict=True))
    names: set[str] = set()
    losses = Losses(source.name)
    for number, entry in enumerate(taken):
        if number in pages and not isinstance(page := pages[number], FetchError):
            if page is not None:
                yield page
            continue
        name = _name(entry, address, number + 1) if number not in shared else shared[number]
        if name in names:
            continue
        names.add(name)
        yield from _without_page(visit, entry, name, hints[number], pages.get(number), losses)
    yield from losses.told()
    if len(recent) > source.items:
        yield Skipped(source.name, f"the feed has {len(recent)} entries; the first {source.items} were read")


def _without_page(
    visit: Visit, entry: Entry, name: str, hints: Hints, failed: Document | FetchError | None, losses: Losses
) -> Iterator[Document | Skipped]:
    """An entry whose page is not to be had → the feed's own text; what is lost by that goes to `losses`."""
    source = visit.source
    own = _own(entry, name, source.name, hints)
    page = f"of '{entry.title or name}'"
    if own is not None:
        yield own
        if failed is not None and _is_excerpt(entry):
            losses.add(page, failed, ": the feed's own text was used")
    elif failed is None and entry.link is not None:
        yield Skipped(source.name, f"the entry '{entry.title or name}' has no text")
    else:
        losses.add(page, failed or "it has none", ", and the feed has no text of it")


def _shared(taken: list[Entry]) -> dict[int, str]:
    """Entries of one link that are several all the same (a live page, a feed that links its front page) → their own names."""
    several = {link for link, count in Counter(entry.link for entry in taken).items() if link is not None and count > 1}
    found: dict[int, str] = {}
    for link in sorted(several):
        of_link = [n for n, entry in enumerate(taken) if entry.link == link]
        texts = {taken[n].text for n in of_link}
        if len(texts) > 1:
            for n in of_link:
                entry = taken[n]
                found[n] = entry.id if entry.id and entry.id != link else f"{link}#{entry.published or n + 1}"
    return found


def _hints(entry: Entry, feed: Feed, outlet: str | None) -> Hints:
    return Hints(entry.title, entry.published, outlet, entry.byline, entry.link, feed.language)


def _name(entry: Entry, address: str, number: int) -> str:
    return entry.link or entry.id or f"{address}#{number}"


def _own(entry: Entry, name: str, source: str, hints: Hints) -> Document | None:
    if entry.text is None:
        return None
    hints = Hints(hints.title, hints.published, hints.outlet, hints.byline, hints.url, hints.language, from_feed=True)
    return Document(ArticleId(name), source, entry.text.encode("utf-8", "replace"), entry.media, "utf-8", hints)


def _is_excerpt(entry: Entry) -> bool:
    """Is a feed's text rather the beginning of an article than the article?"""
    text = entry.text or ""
    return bool(_CUT.search(text[-200:])) or (not entry.whole and len(text.split()) < EXCERPT)
