"""One run at a time in a folder of briefs. The lock is the system's: it ends with the process that holds it."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from briefer.errors import BrieferError, Fault, InputError

NAME = ".briefer.lock"


class BusyError(BrieferError):
    """Another run is at work in the same folder."""


@contextmanager
def held(folder: Path, now: datetime) -> Iterator[None]:
    """A folder → the same, for this process alone. BusyError says who has it, InputError that the folder cannot be written."""
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as problem:
        fault = Fault(
            f"nothing can be written here: {problem.strerror or problem}.", str(folder), "Look at its rights and disk."
        )
        raise InputError(fault) from problem
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise BusyError(_busy(file, path)) from problem
        _sign(file, {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat(timespec="seconds")})
        try:
            yield
        finally:
            _sign(file, None)


def _sign(file: IO[str], holder: dict[str, object] | None) -> None:
    """Who holds the lock, for those who wait. A full disk is no reason not to work: the lock is not in what is written."""
    try:
        file.seek(0)
        file.truncate()
        file.write(json.dumps(holder) if holder else "")
        file.flush()
    except OSError:
        return


def _busy(file: IO[str], path: Path) -> Fault:
    file.seek(0)
    try:
        holder = json.loads(file.read())
        who = f"process {holder['pid']} on {holder['host']} holds it since {holder['since']}"
        fix = f"Wait until it ends, or end it (kill {holder['pid']})."
    except (ValueError, KeyError, TypeError):
        who, fix = "another process holds it", "Wait until it ends."
    return Fault(f"another run is at work in this folder: {who}.", str(path), fix)
