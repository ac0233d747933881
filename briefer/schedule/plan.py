"""Audiences with their cut-offs become the times of day at which a run is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from briefer.config.settings import Audience


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of day in a time zone, and the audiences whose briefs are made then."""

    at: time
    zone: str
    audiences: tuple[str, ...]

    @property
    def name(self) -> str:
        """`18:05` in Asia/Kabul → `1805-asia-kabul`."""
        return f"{self.at:%H%M}-{self.zone.lower().replace('/', '-')}"


@dataclass(frozen=True, slots=True)
class Job:
    """What is run: the command, in the project's folder, and the shell command that is called where a run fails.

    `audiences` of a slot are appended to the command.
    """

    command: tuple[str, ...]
    folder: Path
    alert: str | None = None

    def line(self, slot: Slot) -> tuple[str, ...]:
        """A slot → the words of its command."""
        return (*self.command, *(word for name in slot.audiences for word in ("--audience", name)))


def plan(audiences: Mapping[str, Audience], at: time | None = None, delay: int = 0) -> tuple[Slot, ...]:
    """Audiences → slots in the order of their time and zone: each at its cut-off, or all `at` one time, `delay` minutes later.

    Audiences of one time and zone share a run, so that articles are collected once for them.
    """
    slots: dict[tuple[time, str], list[str]] = {}
    for name, audience in audiences.items():
        due = at or time.fromisoformat(audience.cut_off)
        late = (datetime.combine(datetime.min, due) + timedelta(minutes=delay)).time()
        slots.setdefault((late, audience.timezone), []).append(name)
    return tuple(Slot(due, zone, tuple(names)) for (due, zone), names in sorted(slots.items()))
