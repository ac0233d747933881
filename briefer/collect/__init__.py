"""Paths and configured sources become documents: bytes, and where they came from. What cannot be had is recorded."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefer.config.settings import Limits, Source
from briefer.errors import InputError
from briefer.model.article import Document, Skipped
from briefer.model.span import ArticleId

log = logging.getLogger(__name__)

__all__ = ["Collected", "paths", "sources"]


@dataclass(frozen=True, slots=True)
class Collected:
    """Documents in the order of their sources, each under an id of its own, and what was left out."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]


def paths(paths: Sequence[str], limits: Limits) -> Collected:
    """Files, folders, JSONL and pages' addresses as named on the command line → documents.

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
                yield pages.read(path, limits)
            else:
                yield from files.walk(Path(path), path, path, limits, seen)

    return _collected(found())


def sources(sources: Sequence[Source], limits: Limits, base: Path) -> Collected:
    """The configured sources → documents; `base` is the folder that their paths start from.

    A source that is missing or does not answer is skipped with its reason, and the others go on.
    """
    from briefer.collect import feeds, files

    seen: set[tuple[int, int]] = set()
    found: list[Document | Skipped] = []
    for source in sources:
        if source.path is not None:
            given: Iterable[Document | Skipped] = _of_path(
                source, files.walk(base / source.path, source.path, source.name, limits, seen)
            )
        elif source.feed is not None:
            given = feeds.read(source, source.feed, limits)
        else:
            given = [Skipped(source.name, "it has neither a path nor a feed")]
        before = len(found)
        found.extend(given)
        documents = sum(isinstance(one, Document) for one in found[before:])
        log.info("%s: %d documents, %d left out", source.name, documents, len(found) - before - documents)
    return _collected(found)


def _of_path(source: Source, found: Iterable[Document | Skipped]) -> Iterable[Document | Skipped]:
    """The source's outlet becomes a hint where a record does not name its own."""
    for one in found:
        if isinstance(one, Document) and one.hints.outlet is None and source.outlet is not None:
            yield replace(one, hints=replace(one.hints, outlet=source.outlet))
        else:
            yield one


def _collected(found: Iterable[Document | Skipped]) -> Collected:
    """Documents and reasons as they come → Collected; the second document of an id becomes `id#2`."""
    documents: dict[str, Document] = {}
    skipped: list[Skipped] = []
    repeats: dict[str, int] = {}
    for one in found:
        if isinstance(one, Skipped):
            log.warning("%s: %s", one.source, one.reason)
            skipped.append(one)
            continue
        name: str = one.id
        while name in documents:
            repeats[one.id] = repeats.get(one.id, 1) + 1
            name = f"{one.id}#{repeats[one.id]}"
        documents[name] = one if name == one.id else replace(one, id=ArticleId(name))
    return Collected(tuple(documents.values()), tuple(skipped))
