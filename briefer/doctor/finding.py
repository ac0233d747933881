"""What an examination finds, and the checks' common shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from briefer.config.settings import Configuration
from briefer.errors import Fault

State = Literal["well", "doubtful", "ill"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what it is, how it stands in words, and what to do about it where it is not well."""

    about: str
    state: State
    says: str
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined: a project's configuration, its templates and its folder of briefs, at a time of the caller's clock.

    `network`: checks may speak to the sources' and targets' servers.
    """

    configuration: Configuration
    templates: Path
    output: Path
    now: datetime
    network: bool = False

    @property
    def archive(self) -> str:
        return self.configuration.settings.archive or f"sqlite:///{self.output / 'archive.sqlite'}"


Check = Callable[[Patient], Iterator[Finding]]


def of_faults(about: str, faults: tuple[Fault, ...]) -> Iterator[Finding]:
    """Faults → a finding each: their place and problem, and their fix."""
    for fault in faults:
        place = f"{fault.where}: " if fault.where else ""
        yield Finding(about, "ill", f"{place}{fault.problem}", fault.fix)
