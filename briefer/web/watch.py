"""What stands in some files, told by their names, sizes and times: two answers differ where somebody saved one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def state(places: Iterable[Path]) -> str:
    """Files and folders → a hex digest that changes with them. What is missing counts as such; hidden files do not count."""
    digest = hashlib.sha256()
    for place in places:
        for path in _files(place):
            try:
                found = path.stat()
            except OSError:
                continue
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from sorted(path for path in place.rglob("*") if path.is_file() and not _hidden(path.relative_to(place)))
    else:
        yield place


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__")) for part in path.parts)
