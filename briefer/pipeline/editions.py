"""An edition's files as one: made beside their folder, then exchanged with it in one step that a kill cannot cut in two.

The archive decides. An edition that lies ready is put in its place when the archive has kept the issue with these very files,
by the run that made it or, where that was killed, by the next one; else it is thrown away.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from briefer.errors import Fault, InputError

NAME = "brief"
_READY, _AWAY = "part", "old"
_EXCHANGE, _HERE = 2, -100
"""renameat2's RENAME_EXCHANGE and AT_FDCWD."""
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)

Known = Callable[[str, str], Mapping[str, str]]
"""An audience and an as-of time → the hash of each file of that issue, by ending, as the archive has it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that lies ready in `path` for `place`, with the hashes of its files by ending."""

    path: Path
    place: Path
    files: Mapping[str, str]

    def put(self) -> tuple[Path, ...]:
        """The edition takes its place; what was there before goes. InputError where that cannot be."""
        with _faults(self.place):
            away = _beside(self.place, _AWAY)
            if not self.place.exists():
                self.path.rename(self.place)
            elif not _exchange(self.path, self.place):
                self.place.rename(away)
                self.path.rename(self.place)
            _sync(self.place.parent)
            for rest in (self.path, away):
                shutil.rmtree(rest, ignore_errors=True)
        return tuple(self.place / f"{NAME}.{ending}" for ending in self.files)


@contextmanager
def ready(place: Path, files: Mapping[str, bytes]) -> Iterator[Edition]:
    """A folder's path and files by ending → the edition beside it, all of it on the disk; gone again if what follows fails.

    What else lies in the folder comes along, and the files of another issue of the same day, in a folder with its number.
    InputError where it cannot be written.
    """
    path = _beside(place, _READY)
    try:
        with _faults(place):
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir(parents=True)
            for ending, content in files.items():
                with (path / f"{NAME}.{ending}").open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            if place.is_dir():
                _bring_along(place, path)
            _sync(path)
        yield Edition(path, place, {ending: hashlib.sha256(content).hexdigest() for ending, content in files.items()})
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def settle(output: Path, known: Known) -> None:
    """A folder of briefs, as a killed run left it → each edition in its place that the archive has, and nothing half-made."""
    for away in sorted(output.glob(f"*/.*.{_AWAY}")):
        place = away.with_name(away.name[1 : -len(_AWAY) - 1])
        with _faults(place):
            if not place.exists() and not _is_newer(_beside(place, _READY), away, place, known):
                away.rename(place)
    for path in sorted(output.glob(f"*/.*.{_READY}")):
        place = path.with_name(path.name[1 : -len(_READY) - 1])
        if _is_newer(path, place, place, known):
            Edition(path, place, {}).put()
    for rest in [*output.glob(f"*/.*.{_READY}"), *output.glob(f"*/.*.{_AWAY}")]:
        shutil.rmtree(rest, ignore_errors=True)


def remove(place: Path, as_of: str) -> None:
    """An issue's folder and what the issue is as of → without its files, and without the folder where nothing else is in it."""
    with _faults(place):
        for folder in (*sorted(place.glob("No-*")), place):
            if _as_of(folder) == as_of:
                for path in sorted(folder.glob(f"{NAME}.*")):
                    path.unlink()
            for empty in (folder, folder.parent):
                if empty.is_dir() and not any(empty.iterdir()):
                    empty.rmdir()


def hashes(folder: Path) -> dict[str, str]:
    """An edition's folder → the hash of each of its files, by ending."""
    found = sorted(path for path in folder.glob(f"{NAME}.*") if path.is_file())
    return {path.suffix[1:]: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def told_by(folder: Path) -> Mapping[str, Any]:
    """An edition's folder → its brief.json as data, empty where there is none or it cannot be read."""
    try:
        brief = json.loads((folder / f"{NAME}.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return brief if isinstance(brief, dict) else {}


def _is_newer(path: Path, other: Path, place: Path, known: Known) -> bool:
    """Is an edition one that the archive has kept, and the other one there as of earlier, or not as the archive has it?"""
    as_of, there = (_as_of(folder) for folder in (path, other))
    if as_of is None or known(place.name, as_of) != hashes(path):
        return False
    if there is None or known(place.name, there) != hashes(other):
        return True
    return datetime.fromisoformat(as_of) > datetime.fromisoformat(there)


def _as_of(folder: Path) -> str | None:
    as_of = told_by(folder).get("as_of")
    return as_of if isinstance(as_of, str) else None


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(f".{place.name}.{ending}")


def _bring_along(place: Path, path: Path) -> None:
    """What is not of the edition → beside it, without copying; the files of an issue as of another time, under its number."""
    there, own = told_by(place), told_by(path)
    for entry in sorted(place.iterdir()):
        of_edition = entry.name.startswith(f"{NAME}.")
        if not of_edition and not (entry.name.startswith(f".{NAME}.") and entry.suffix == ".part"):
            _link(entry, path / entry.name)
        elif of_edition and there.get("as_of") not in (None, own.get("as_of")):
            earlier = path / f"No-{there.get('issue')}"
            earlier.mkdir(exist_ok=True)
            _link(entry, earlier / entry.name)


def _link(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(
            source, target, symlinks=True, copy_function=lambda old, new: _link(Path(old), Path(new)), dirs_exist_ok=True
        )
        return
    with suppress(FileNotFoundError):
        target.unlink()
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(one: Path, other: Path) -> bool:
    """Two folders → each under the other's name, at once; False where the system or its disk has no such step."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _sync(folder: Path) -> None:
    """What was done in a folder → on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _faults(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        fault = Fault(
            f"the brief cannot be written: {problem.strerror or problem}.", str(place), "Look at its rights and disk."
        )
        raise InputError(fault) from problem
