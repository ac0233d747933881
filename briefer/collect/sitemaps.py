"""A sitemap becomes documents: its newest pages (sitemaps.org, with Google's news extension)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from briefer.collect.client import Response
from briefer.collect.entries import is_web_address
from briefer.collect.failures import FetchError
from briefer.collect.links import wanted
from briefer.collect.losses import Losses
from briefer.collect.times import instant, is_older
from briefer.collect.unpack import gunzipped
from briefer.collect.visit import Visit
from briefer.model.article import Document, Hints, Skipped

ACCEPT = "application/xml, text/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
HOURS = 72.0
"""How far back pages are taken where the source does not say."""
MAPS = 10
"""So many sitemaps of an index are read, the newest first."""
_DEPTH = 3
_LEAST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Place:
    """A page, or a sitemap of an index, and what is said of it."""

    url: str
    changed: str | None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None

    @property
    def when(self) -> datetime:
        return instant(self.published) or instant(self.changed) or _LEAST


def read(visit: Visit, address: str) -> Iterator[Document | Skipped]:
    """A source's sitemap → its pages within the source's hours, the newest first; those without a date come last.

    What cannot be had is a Skipped. A sitemap is asked for again whole until every page that was wanted of it was had.
    """
    source, hours = visit.source, visit.source.hours or HOURS
    places, skipped, answers = _gathered(visit, address, hours)
    yield from skipped
    mine = wanted([place.url for place in places], source.links, None)
    recent: dict[str, _Place] = {}
    for place in places:
        if place.url in mine and not _is_old(place, hours, visit.now):
            recent.setdefault(place.url, place)
    newest = sorted(recent.values(), key=lambda place: place.when, reverse=True)
    taken = newest[: source.items]
    pages = visit.pages([(place.url, _hints(place, source.outlet)) for place in taken])
    losses = Losses(source.name)
    for place, page in zip(taken, pages, strict=True):
        if isinstance(page, FetchError):
            losses.add(place.url, page)
        elif page is not None:
            yield page
    yield from losses.told()
    if len(newest) > source.items:
        yield Skipped(source.name, f"the sitemap has {len(newest)} pages of the last {hours:g} h; {source.items} were read")
    if not skipped and not losses:
        for answer in answers:
            visit.keep(answer)


def _hints(place: _Place, outlet: str | None) -> Hints:
    return Hints(place.title, place.published, outlet or place.outlet, None, place.url, place.language)


def _gathered(visit: Visit, address: str, hours: float) -> tuple[list[_Place], list[Skipped], list[Response]]:
    """A sitemap, and those that it names → all pages, what went wrong, and the answers that held pages."""
    places: list[_Place] = []
    skipped: list[Skipped] = []
    answers: list[Response] = []
    waiting, seen = [(address, 1)], {address}
    while waiting and len(seen) <= MAPS + 1:
        url, depth = waiting.pop(0)
        about = "the sitemap" if url == address else f"the sitemap {url}"
        try:
            response = visit.fetch(url, ACCEPT)
        except FetchError as problem:
            skipped.append(Skipped(visit.source.name, f"{about} could not be fetched: {problem}"))
            continue
        if response.unchanged:
            visit.unchanged = True
            answers.append(response)
            continue
        found = _parsed(response.content, int(visit.limits.document_megabytes * 1_000_000) * 4)
        if isinstance(found, str):
            skipped.append(Skipped(visit.source.name, f"{about} cannot be read: {found}"))
        elif found[0] == "sitemapindex":
            inner = sorted(found[1], key=lambda place: place.when, reverse=True)
            inner = [place for place in inner if place.url not in seen and not _is_old(place, hours, visit.now)]
            if depth < _DEPTH:
                waiting.extend((place.url, depth + 1) for place in inner[:MAPS])
                seen |= {place.url for place in inner[:MAPS]}
        else:
            places.extend(found[1])
            answers.append(response)
    if visit.unchanged and not places:
        visit.keep_all()
    return places, skipped, answers


def _is_old(place: _Place, hours: float, now: datetime) -> bool:
    return is_older(place.published or place.changed, hours, now)


def _parsed(content: bytes, most: int) -> tuple[str, list[_Place]] | str:
    """A sitemap's bytes, packed or not → `urlset` or `sitemapindex` and what it lists, or why it cannot be read."""
    if content.startswith(b"\x1f\x8b"):
        try:
            content = _within(gunzipped(content), most)
        except Exception as problem:
            return str(problem) if isinstance(problem, FetchError) else "it cannot be unpacked"
    stripped = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if stripped[:4].lower() == b"http":
        lines = [line.strip() for line in stripped.decode("utf-8", "replace").splitlines()]
        return "urlset", [_Place(line, None) for line in lines if is_web_address(line)]
    root = _tree(content)
    kind = _local(root) if root is not None else ""
    if kind not in ("urlset", "sitemapindex"):
        return "it is no sitemap"
    return kind, [place for element in root if (place := _place(element)) is not None]


def _within(pieces: Iterator[bytes], most: int) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > most:
            raise FetchError(f"it unfolds to more than {most / 1_000_000:g} MB")
    return bytes(content)


def _tree(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        return None


def _local(element: Any) -> str:
    return re.sub(r"^\{.*\}", "", element.tag).lower() if isinstance(element.tag, str) else ""


def _place(element: Any) -> _Place | None:
    """A `url` or `sitemap` element → what it says, the news extension included; None without a web address."""
    said: dict[str, str] = {}
    for inner in element.iter():
        text = (inner.text or "").strip()
        if text and (name := _local(inner)):
            said.setdefault(name, text)
    url = said.get("loc", "")
    if not is_web_address(url):
        return None
    title = " ".join(said["title"].split()) if "publication_date" in said and "title" in said else None
    return _Place(url, said.get("lastmod"), said.get("publication_date"), title, said.get("name"), said.get("language"))
