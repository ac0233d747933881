"""A brief's files copied into another folder."""

from __future__ import annotations

from pathlib import Path

from briefer.config.settings import FolderTarget, Format
from briefer.deliver import folder
from briefer.deliver.parcel import Parcel
from briefer.deliver.refusal import RefusedError
from briefer.errors import InputError


def send(parcel: Parcel, target: FolderTarget, formats: tuple[Format, ...], base: Path) -> None:
    """A parcel → `path/DATE/AUDIENCE/brief.*`; doing it again changes nothing. RefusedError where it cannot be written.

    A missing `path` itself is no folder to make: it is more likely a disk that is not mounted.
    """
    root = where(target, base)
    if not root.is_dir():
        raise RefusedError(f"{root} is not a folder that is there", temporary=True)
    try:
        folder.write(root / parcel.place, {name: parcel.content(name) for name in parcel.chosen(formats)})
    except InputError as problem:
        raise RefusedError(problem.faults[0].problem.rstrip("."), temporary=True) from problem


def where(target: FolderTarget, base: Path) -> Path:
    """The folder that is meant: relative ones lie beside the configuration."""
    return base / Path(target.path).expanduser()
