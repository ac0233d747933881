"""What a visit gave becomes what is known of its source, and a silence that is longer than usual gets a name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from briefer.collect.times import instant
from briefer.model.article import Document
from briefer.model.sources import SourceState, Trouble, Validator

TROUBLES = 10
ITEMS = 100
APART = timedelta(hours=6)
"""Times of items that lie nearer to each other count as one, so that a hundred of them reach back for weeks."""
KNOWN = 500
LEAST_PAUSES = 4
"""Pauses between items below which a source's rhythm is not known."""
SHORTEST = timedelta(hours=24)
TIMES = 2
"""A silence is too long from so many times the longest usual pause on."""
_LATE = timedelta(days=7)


def begun(name: str, now: datetime) -> SourceState:
    """A source that was never visited."""
    return SourceState(name, first_seen=now)


def failed(state: SourceState, reason: str, now: datetime) -> SourceState:
    """A visit that gave nothing but a reason. What servers said of versions holds on."""
    return replace(state, troubles=(*state.troubles, Trouble(now, reason))[-TROUBLES:])


def visited(state: SourceState, documents: Sequence[Document], validators: Iterable[Validator], now: datetime) -> SourceState:
    """A visit that succeeded, and its documents → the state behind it.

    An item is new that was not known at the last visit. Its time is its own date; where it has none, or a very old one, it is
    now, but at the first visit, when all is new.
    """
    first = state.last_success is None
    known = set(state.known)
    given = {_digest(document.id): document for document in documents}
    times = [
        time
        for digest, document in given.items()
        if digest not in known and (time := _time(document, now, first=first)) is not None
    ]
    kept = [digest for digest in state.known if digest not in given]
    room = max(KNOWN - len(given), 0)
    return replace(
        state,
        last_success=now,
        last_new=max([*times, *([state.last_new] if state.last_new else [])], default=None),
        items=_thinned([*state.items, *times]),
        known=(*(kept[-room:] if room else []), *given),
        validators=tuple(validators),
    )


def silence(state: SourceState, now: datetime) -> str | None:
    """A source's state → why its silence is worth a word: longer than twice its longest usual pause, and than a day.

    Usual are the pauses between its recent items but for the one or two longest of them, which may have been outages; of a
    source with few items nothing is said.
    """
    if state.last_new is None:
        return None
    pauses = sorted(later - earlier for earlier, later in zip(state.items, state.items[1:], strict=False))
    if len(pauses) < LEAST_PAUSES:
        return None
    aside = 2 if len(pauses) >= 30 else 1 if len(pauses) >= 12 else 0
    if now - state.last_new <= max(SHORTEST, TIMES * pauses[-1 - aside]):
        return None
    return f"no new item since {state.last_new:%-d %B %Y, %H:%M} UTC; it usually gives {_rhythm(pauses[len(pauses) // 2])}"


def _rhythm(pause: timedelta) -> str:
    hours = pause / timedelta(hours=1)
    if hours < 18:
        return "several a day"
    if hours < 36:
        return "one a day"
    if hours < 24 * 10:
        return f"one every {round(hours / 24)} days"
    return f"one every {round(hours / 168)} weeks"


def _time(document: Document, now: datetime, *, first: bool) -> datetime | None:
    stated = instant(document.hints.published)
    if stated is not None and stated > now:
        stated = now
    if first or (stated is not None and now - stated < _LATE):
        return stated
    return now


def _thinned(times: Iterable[datetime]) -> tuple[datetime, ...]:
    kept: list[datetime] = []
    for time in sorted(times):
        if not kept or time - kept[-1] >= APART:
            kept.append(time)
    return tuple(kept[-ITEMS:])


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
