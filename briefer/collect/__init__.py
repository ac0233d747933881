"""Paths and configured sources become documents: bytes, and where they came from. What cannot be had is recorded."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefer.collect.health import silence
from briefer.config.settings import Limits, Source
from briefer.errors import InputError
from briefer.model.article import Document, Skipped
from briefer.model.sources import SourceState
from briefer.model.span import ArticleId

if TYPE_CHECKING:
    from briefer.collect.terms import Network

log = logging.getLogger(__name__)

__all__ = ["Collected", "FromSource", "paths", "silence", "sources"]


@dataclass(frozen=True, slots=True)
class FromSource:
    """What one source gave at a visit. `unchanged`: it said itself that nothing is new."""

    name: str
    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """Documents in the order of their sources, each under an id of its own, and what was left out.

    Of configured sources: what each of them gave, and its state for the next visit.
    """

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    states: Mapping[str, SourceState] = field(default_factory=dict)
    by_source: tuple[FromSource, ...] = ()


def paths(paths: Sequence[str], limits: Limits, *, network: Network | None = None) -> Collected:
    """Files, folders, JSONL, feeds, mails, web archives and pages' addresses as named on the command line → documents.

    InputError with every path that does not exist; an address that gives nothing is skipped with its reason.
    """
    from briefer.collect import files, pages

    faults = tuple(fault for path in paths if not pages.is_address(path) and (fault := files.missing(path)) is not None)
    if faults:
        raise InputError(*faults)
    seen: set[tuple[int, int]] = set()

    def found() -> Iterator[Document | Skipped]:
        for path in paths:
            if pages.is_address(path):
                yield pages.read(path, limits, network)
            else:
                yield from files.Walk(path, limits, seen).read(Path(path), path)

    documents, skipped = _told_apart(found())
    return Collected(documents, skipped)


def sources(
    sources: Sequence[Source],
    limits: Limits,
    base: Path,
    states: Mapping[str, SourceState] | None = None,
    now: datetime | None = None,
    *,
    network: Network | None = None,
) -> Collected:
    """The configured sources → documents; `base` is the folder that their paths start from.

    `states` are those of the last visit: what has not changed since then gives no document. A source that is missing or does
    not answer is skipped with its reason, and the others go on. Where the time is given, so is one that is silent for longer
    than its own rhythm has it.
    """
    from briefer.collect import gathering

    visits = gathering.visit_all(sources, limits, base, states or {}, now, network)
    documents, skipped = _told_apart(one for visit in visits for one in visit.found)
    by_source = []
    for visit in visits:
        own = [one for one in visit.found if isinstance(one, Document)]
        left_out = [one for one in visit.found if isinstance(one, Skipped)]
        by_source.append(FromSource(visit.state.name, tuple(own), tuple(left_out), visit.unchanged))
        words = "nothing new" if visit.unchanged and not own else f"{len(own)} documents"
        log.info("%s: %s, %d left out", visit.state.name, words, len(left_out))
    return Collected(documents, skipped, {visit.state.name: visit.state for visit in visits}, tuple(by_source))


def _told_apart(found: Iterable[Document | Skipped]) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """Documents and reasons as they come → both apart.

    A page that several sources lead to is one document, the first; any other second document of an id becomes `id#2`.
    """
    documents: dict[str, Document] = {}
    skipped: list[Skipped] = []
    repeats: dict[str, int] = {}
    for one in found:
        if isinstance(one, Skipped):
            log.warning("%s: %s", one.source, one.reason)
            skipped.append(one)
            continue
        name: str = one.id
        if name in documents and _is_same(one, documents[name]):
            log.info("%s: collected already", name)
            if documents[name].hints.from_feed and not one.hints.from_feed:
                documents[name] = one
            continue
        while name in documents:
            repeats[one.id] = repeats.get(one.id, 1) + 1
            name = f"{one.id}#{repeats[one.id]}"
        documents[name] = one if name == one.id else replace(one, id=ArticleId(name))
    return tuple(documents.values()), tuple(skipped)


def _is_same(one: Document, other: Document) -> bool:
    """Are two documents of one id the same page? What two feeds say of it besides may differ, and then both are kept."""
    if not one.id == one.hints.url == other.hints.url:
        return False
    return one.content == other.content or not (one.hints.from_feed and other.hints.from_feed)
