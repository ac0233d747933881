"""All configured sources are visited: those of the network beside each other, what they give in the order of the sources."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from briefer.collect import feeds, files, health, listings, sitemaps
from briefer.collect.client import Client
from briefer.collect.redaction import hidden, redacted
from briefer.collect.terms import Network, of_source
from briefer.collect.times import is_older
from briefer.collect.visit import Visit
from briefer.config.settings import Limits, Source
from briefer.model.article import Document, Skipped
from briefer.model.sources import SourceState
from briefer.model.span import ArticleId

log = logging.getLogger(__name__)

SOURCES, HOSTS = 8, 16
"""So many sources are visited at a time, and so many hosts are asked for their pages."""

Found = tuple[Document | Skipped, ...]


@dataclass(frozen=True, slots=True)
class Visited:
    """What a source gave, in its order, and what is known of it now."""

    found: Found
    state: SourceState
    unchanged: bool = False


def visit_all(
    sources: Sequence[Source],
    limits: Limits,
    base: Path,
    states: Mapping[str, SourceState],
    now: datetime | None,
    network: Network | None,
) -> list[Visited]:
    """Sources and what is known of them → what each gave; where the time is given, with a word on silent ones."""
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    done: list[Visited | Future[Visited]] = []
    seen: set[tuple[int, int]] = set()
    before = [states.get(source.name) or health.begun(source.name, moment) for source in sources]
    with Client(limits, network) as client, ThreadPoolExecutor(HOSTS) as hosts, ThreadPoolExecutor(SOURCES) as pool:
        try:
            for source, state in zip(sources, before, strict=True):
                if _address(source) is not None:
                    done.append(pool.submit(_visit_network, source, state, limits, moment, client, hosts))
                else:
                    done.append(_visit_files(source, state, limits, moment, base, seen))
            visits = [one.result() if isinstance(one, Future) else one for one in done]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            hosts.shutdown(wait=False, cancel_futures=True)
            raise
    return [_with_silence(visit, moment) for visit in visits] if now is not None else visits


def _address(source: Source) -> str | None:
    return source.feed or source.sitemap or source.listing


def _visit_network(
    source: Source, state: SourceState, limits: Limits, now: datetime, client: Client, hosts: Executor
) -> Visited:
    address = _address(source) or ""
    known = {validator.url: validator for validator in state.validators}
    visit = Visit(source, limits, now, client, of_source(source, address, client.source_ends), hosts, known)
    read = feeds.read if source.feed else sitemaps.read if source.sitemap else listings.read
    found = _guarded(source, partial(read, visit, address))
    return _judged(found, state, now, visit)


def _visit_files(
    source: Source, state: SourceState, limits: Limits, now: datetime, base: Path, seen: set[tuple[int, int]]
) -> Visited:
    path = source.path or source.mail or source.warc
    if path is None:
        words = "it has no path, feed or other place"
        return _judged((Skipped(source.name, words),), state, now, None)
    kind: files.Kind = "mail" if source.mail else "warc" if source.warc else None
    walk = files.Walk(source.name, limits, seen, kind)
    place = (base / path).expanduser()
    return _judged(_guarded(source, lambda: _of_files(source, walk.read(place, path), now)), state, now, None)


def _of_files(source: Source, found: Iterable[Document | Skipped], now: datetime) -> Iterator[Document | Skipped]:
    """What files gave, within the source's hours; its outlet becomes a hint where a record does not name its own.

    A mail names whoever sent it, and a source's outlet is better.
    """
    for one in found:
        if isinstance(one, Skipped):
            yield one
        elif not is_older(one.hints.published, source.hours, now):
            named = one.hints.outlet is not None and not source.mail
            yield one if named or source.outlet is None else replace(one, hints=replace(one.hints, outlet=source.outlet))


def _guarded(source: Source, read: Callable[[], Iterable[Document | Skipped]]) -> Found:
    """What a source gives, with nothing secret in it; one that makes briefer stumble costs only what it had yet to give."""
    found: list[Document | Skipped] = []
    try:
        found.extend(_without_secrets(one, source.secrets) for one in read())
    except (Exception, RecursionError) as problem:
        log.error("%s: a fault of briefer: %s", source.name, type(problem).__name__)
        found.append(Skipped(source.name, f"it could not be collected to its end ({type(problem).__name__})"))
    return tuple(found)


def _without_secrets(one: Document | Skipped, secrets: Sequence[str]) -> Document | Skipped:
    """In a message no key may stand, whoever wrote it; in a document's address none of the source's own."""
    if isinstance(one, Skipped):
        return replace(one, source=redacted(one.source, secrets), reason=redacted(one.reason, secrets))
    if not secrets:
        return one
    url = hidden(one.hints.url, secrets) if one.hints.url else None
    return replace(one, id=ArticleId(hidden(one.id, secrets)), hints=replace(one.hints, url=url))


def _judged(found: Found, state: SourceState, now: datetime, visit: Visit | None) -> Visited:
    """What a visit gave → its success or failure, in the state; a failure says since when."""
    documents = [one for one in found if isinstance(one, Document)]
    reasons = [one for one in found if isinstance(one, Skipped)]
    unchanged = visit is not None and visit.unchanged
    if reasons and not documents and not unchanged:
        since = state.last_success.isoformat(timespec="minutes") if state.last_success else None
        told = tuple(replace(one, since=one.since or since) for one in reasons)
        return Visited(told, health.failed(state, reasons[0].reason, now))
    validators = [visit.kept[url] for url in sorted(visit.kept)] if visit is not None else []
    return Visited(found, health.visited(state, documents, validators, now), unchanged)


def _with_silence(visit: Visited, now: datetime) -> Visited:
    """A word on a source that succeeded and is silent all the same."""
    state = visit.state
    if state.last_success != now or (reason := health.silence(state, now)) is None:
        return visit
    since = state.last_new.isoformat(timespec="minutes") if state.last_new else None
    return replace(visit, found=(*visit.found, Skipped(state.name, reason, since)))
