"""What is known of a source from run to run: when it gave something, what failed, and what to ask its server with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """A run in which a source failed, and why, in words for readers."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Validator:
    """What a server said of an address's version, to ask it next time whether that has changed."""

    url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source's past. Times are aware, in UTC; tuples are in order of time, the newest last, and are kept short.

    `items` are the times of its recent items, some hours apart at least; `known` are digests of the ids that it gave last;
    `validators` hold for what was collected: they are kept only where the documents of the same run are kept too.
    """

    name: str
    first_seen: datetime
    last_success: datetime | None = None
    last_new: datetime | None = None
    items: tuple[datetime, ...] = ()
    known: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    validators: tuple[Validator, ...] = ()
