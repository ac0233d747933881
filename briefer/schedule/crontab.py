"""Slots become lines of a crontab, kept between two marks so that they can be replaced and taken out again.

Cron knows the machine's time zone only. So a line is called four times an hour and looks at the clock of its zone: zones
differ by quarters of an hour, and what summer time does to a zone needs no change of the line.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from briefer.schedule.plan import Job, Slot

WELL = "0|3|4|6"
"""Exit statuses that are no failure: made, incomplete, nothing to report, waiting for approval."""


def block(slots: Sequence[Slot], job: Job) -> str:
    """Slots → the lines between the marks of their folder, marks included."""
    begin, end = _marks(job.folder)
    return "\n".join([begin, *(_line(slot, job) for slot in slots), end]) + "\n"


def merged(crontab: str, folder: Path, block: str = "") -> str:
    """A whole crontab → the same with the folder's lines replaced, or, without `block`, taken out."""
    begin, end = (re.escape(mark) for mark in _marks(folder))
    without = re.sub(rf"^{begin}\n.*?^{end}(?:\n|\Z)", "", crontab, flags=re.MULTILINE | re.DOTALL)
    if without and not without.endswith("\n"):
        without += "\n"
    return without + block


def _marks(folder: Path) -> tuple[str, str]:
    return f"# briefer in {folder}: begin", f"# briefer in {folder}: end"


def _line(slot: Slot, job: Job) -> str:
    minutes = ",".join(str(slot.at.minute % 15 + quarter) for quarter in (0, 15, 30, 45))
    due = f'[ "$(TZ={shlex.quote(slot.zone)} date +%H:%M)" = {slot.at:%H:%M} ] || exit 0'
    enter = f"cd {shlex.quote(str(job.folder))}"
    run = f"{shlex.join(job.line(slot))} >>briefer.log 2>&1"
    fail = f" case $s in {WELL}) ;; *) BRIEFER_STATUS=$s sh -c {shlex.quote(job.alert)};; esac;" if job.alert else ""
    command = f"{due}; {enter} && {run}; s=$?;{fail} exit $s"
    return f"{minutes} * * * * {command.replace('%', chr(92) + '%')}"
