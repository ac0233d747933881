"""What a run is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from briefer import gate
from briefer.config.settings import Audience, Configuration, Format
from briefer.model import brief as records
from briefer.model.article import Skipped
from briefer.model.delivery import Receipt
from briefer.model.sources import SourceState

Progress = Callable[[str, int], Callable[[], None]]
"""A stage's name and its number of steps → the function that is called after each step."""


def silent(stage: str, steps: int) -> Callable[[], None]:
    """A Progress that shows nothing."""
    return lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a run is asked for. Without `paths`: the configured sources; `now` is the caller's clock, the only one there is."""

    configuration: Configuration
    templates: Path
    output: Path
    now: datetime
    paths: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    day: date | None = None
    as_of: datetime | None = None
    since: datetime | None = None
    formats: tuple[Format, ...] = ()
    strict: bool = False
    dry_run: bool = False

    @property
    def archive(self) -> str:
        return self.configuration.settings.archive or f"sqlite:///{self.output / 'archive.sqlite'}"

    @property
    def readers(self) -> dict[str, Audience]:
        """The audiences that were asked for, else the configured ones, else all."""
        names = self.audiences or self.configuration.settings.audiences or tuple(self.configuration.audiences)
        return {name: self.configuration.audiences[name] for name in names}


@dataclass(frozen=True, slots=True)
class Edition:
    """One audience's brief, and the files that were made of it (none in a dry run)."""

    brief: records.Brief
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run. `empty` names the audiences in whose period there was nothing to report, `states` the sources."""

    editions: tuple[Edition, ...]
    empty: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    dropped: tuple[gate.Dropped, ...]
    deliveries: tuple[Receipt, ...] = ()
    states: Mapping[str, SourceState] = field(default_factory=dict)

    @property
    def undelivered(self) -> bool:
        return any(receipt.state != "sent" for receipt in self.deliveries)

    @property
    def incomplete(self) -> bool:
        return bool(self.skipped or self.dropped)
