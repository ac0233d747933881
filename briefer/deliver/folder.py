"""An edition's files in its folder, each of them whole or not there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from briefer.errors import Fault, InputError

NAME = "brief"
DRAFT = "draft"
"""What the files of a brief that waits for approval are called: they never take a released one's place."""


def write(folder: Path, files: Mapping[str, bytes], *, name: str = NAME, keep_others: bool = False) -> tuple[Path, ...]:
    """Endings and bytes (`{"pdf": …}`) → `folder/NAME.pdf` …, every file written beside its place first, then renamed into it.

    A kill leaves old files or new ones, never half of one. Unless `keep_others`, an ending that an earlier run made and this
    one did not is removed, so that no two files of a folder tell different stories. InputError where it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob(f"{name}.*"):
            if not keep_others and stale.suffix[1:] not in files:
                stale.unlink()
        waiting = {ending: folder / f".{name}.{ending}.part" for ending in files}
        for ending, path in waiting.items():
            with path.open("wb") as file:
                file.write(files[ending])
                file.flush()
                os.fsync(file.fileno())
        return tuple(path.replace(folder / f"{name}.{ending}") for ending, path in waiting.items())
    except OSError as problem:
        fault = Fault(
            f"the brief cannot be written: {problem.strerror or problem}.", str(folder), "Look at its rights and disk."
        )
        raise InputError(fault) from problem


def remove(folder: Path, name: str) -> None:
    """The files of one name in a folder → gone. InputError where they cannot be removed."""
    try:
        for path in folder.glob(f"{name}.*"):
            path.unlink()
    except OSError as problem:
        fault = Fault(f"{name}.* cannot be removed: {problem.strerror or problem}.", str(folder), "Look at its rights.")
        raise InputError(fault) from problem
