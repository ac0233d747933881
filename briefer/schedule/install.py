"""Schedules are handed to the machine's own scheduler, of the user who asks, and taken back."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefer.errors import Fault, InputError
from briefer.schedule import crontab as crontabs


def has_systemd() -> bool:
    """Does systemd run this machine, with a manager for this user?"""
    return Path("/run/systemd/system").is_dir() and shutil.which("systemctl") is not None


def units_folder() -> Path:
    """Where a user's own unit files are (systemd.unit(5))."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def install_units(units: Mapping[str, str]) -> tuple[Path, ...]:
    """Unit files by name → written, briefer's earlier ones removed, the timers started. InputError where that fails."""
    remove_units()
    folder = units_folder()
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in units.items():
            (folder / name).write_text(text, "utf-8")
            paths.append(folder / name)
    except OSError as problem:
        raise InputError(
            Fault(f"the units cannot be written: {problem.strerror}.", str(folder), "Look at its rights.")
        ) from problem
    _call(("systemctl", "--user", "daemon-reload"))
    _call(("systemctl", "--user", "enable", "--now", *(name for name in units if name.endswith(".timer"))))
    return tuple(paths)


def remove_units() -> tuple[Path, ...]:
    """briefer's unit files of this user → stopped and removed."""
    found = sorted(units_folder().glob("briefer-*.timer")) + sorted(units_folder().glob("briefer-*.service"))
    timers = [path.name for path in found if path.suffix == ".timer"]
    if timers:
        _call(("systemctl", "--user", "disable", "--now", *timers))
    for path in found:
        path.unlink()
    if found:
        _call(("systemctl", "--user", "daemon-reload"))
    return tuple(found)


def install_crontab(folder: Path, block: str = "") -> None:
    """A folder's lines → in the user's crontab, in the place of its earlier ones; without `block` they are taken out."""
    before = _crontab()
    after = crontabs.merged(before, folder, block)
    if after != before:
        _call(("crontab", "-"), given=after)


def _crontab() -> str:
    """The user's crontab, empty where there is none."""
    _installed("crontab")
    done = subprocess.run(("crontab", "-l"), capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def _call(command: Sequence[str], given: str | None = None) -> None:
    """A command → done. InputError with what it said where it is missing or fails."""
    _installed(command[0])
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = " ".join((done.stderr or done.stdout).split())[:300]
        raise InputError(
            Fault(f"`{' '.join(command)}` failed: {said}", fix="Print the schedule without --install, and install it by hand.")
        )


def _installed(program: str) -> None:
    if shutil.which(program) is None:
        raise InputError(
            Fault(
                f"there is no `{program}` on this machine.",
                fix="Print the schedule without --install, and hand it to your scheduler.",
            )
        )
