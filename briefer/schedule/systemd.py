"""Slots become unit files of systemd: a service and a timer each, and one service for the alert.

systemd 252 or later (Debian 12): time zones in OnCalendar, OnFailure with a template unit.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefer.schedule.plan import Job, Slot

ALERT = "briefer-alert@.service"
WELL = "3 4 6"
"""Exit statuses of a run that are no failure beside 0: incomplete, nothing to report, waiting for approval."""


def units(slots: Sequence[Slot], job: Job) -> dict[str, str]:
    """Slots → unit files by name. A run that was missed while the machine was off is made up for when it is on again."""
    files = {}
    for slot in slots:
        files[f"briefer-{slot.name}.service"] = _service(slot, job)
        files[f"briefer-{slot.name}.timer"] = _timer(slot)
    if job.alert is not None:
        files[ALERT] = _alert(job.alert, job)
    return files


def _service(slot: Slot, job: Job) -> str:
    on_failure = f"OnFailure={ALERT.replace('@', '@%n')}\n" if job.alert is not None else ""
    return f"""[Unit]
Description=briefer: {", ".join(slot.audiences)} at {slot.at:%H:%M} {slot.zone}
Wants=network-online.target
After=network-online.target
{on_failure}
[Service]
Type=oneshot
WorkingDirectory={_escaped(str(job.folder))}
EnvironmentFile=-{_escaped(str(job.folder / ".env"))}
ExecStart={" ".join(_quoted(word) for word in job.line(slot))}
SuccessExitStatus={WELL}
TimeoutStartSec=4h
"""


def _timer(slot: Slot) -> str:
    return f"""[Unit]
Description=briefer at {slot.at:%H:%M} {slot.zone}

[Timer]
OnCalendar=*-*-* {slot.at:%H:%M}:00 {slot.zone}
Persistent=true

[Install]
WantedBy=timers.target
"""


def _alert(command: str, job: Job) -> str:
    return f"""[Unit]
Description=briefer: tell that %i failed

[Service]
Type=oneshot
WorkingDirectory={_escaped(str(job.folder))}
Environment=BRIEFER_UNIT=%i
ExecStart=/bin/sh -c {_quoted(command)}
"""


def _escaped(text: str) -> str:
    """A path → the same where systemd reads % as the start of a specifier."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """A word of a command → as ExecStart reads it: quoted, with no specifier and no variable in it (systemd.service(5))."""
    inner = _escaped(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$").replace("\n", "\\n")
    return f'"{inner}"' if inner != word or not word or any(letter in " \t'#;" for letter in word) else word
