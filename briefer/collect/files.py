"""Files and folders become documents."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from briefer.collect import jsonl
from briefer.config.names import nearest
from briefer.config.settings import Limits
from briefer.errors import Fault
from briefer.model.article import Document, Skipped
from briefer.model.span import ArticleId

log = logging.getLogger(__name__)

PAGES = frozenset({".html", ".htm", ".xhtml"})
TEXTS = frozenset({".txt", ".text", ".md"})
RECORDS = frozenset({".jsonl", ".ndjson"})
_EXPECTED = frozenset(
    {
        ".pdf",
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".eml",
        ".mbox",
        ".mht",
        ".mhtml",
        ".warc",
        ".json",
        ".xml",
        ".epub",
        ".gz",
        ".zip",
    }
)
"""Endings of files that a reader would expect in the brief: that they are not read is said among its gaps."""
_ABOUT = frozenset({"readme", "license", "licence", "copying", "notice", "changelog", "contributing", "authors"})


def missing(path: str) -> Fault | None:
    """A path that was named → the fault where nothing is there, with the nearest name in its folder."""
    place = Path(path)
    try:
        if path and place.exists():
            return None
        names = sorted(inner.name for inner in place.parent.iterdir())
    except (OSError, ValueError):
        names = []
    if place.is_symlink():
        return Fault("this link points to nothing", path)
    near = nearest(place.name, names)
    return Fault("there is no such file or folder.", path, f"Did you mean '{_shown(place.parent / near)}'?" if near else None)


def walk(place: Path, shown: str, source: str, limits: Limits, seen: set[tuple[int, int]]) -> Iterator[Document | Skipped]:
    """A file or a folder, and the path as it was given → its documents, in the order of their names.

    `seen` holds the device and inode of what was read before: a file reached twice is read once, and a loop of links ends.
    """
    try:
        state = place.stat()
    except (OSError, ValueError) as problem:
        yield Skipped(_shown(shown), _reason(problem))
        return
    if (state.st_dev, state.st_ino) in seen:
        log.info("%s: read already under another name", _shown(shown))
    elif stat.S_ISDIR(state.st_mode):
        seen.add((state.st_dev, state.st_ino))
        yield from _folder(place, shown, source, limits, seen)
    elif not stat.S_ISREG(state.st_mode):
        yield Skipped(_shown(shown), "it is not a regular file")
    else:
        seen.add((state.st_dev, state.st_ino))
        yield from _file(place, shown, source, limits)


def _folder(place: Path, shown: str, source: str, limits: Limits, seen: set[tuple[int, int]]) -> Iterator[Document | Skipped]:
    try:
        names = sorted(inner.name for inner in place.iterdir())
    except OSError as problem:
        yield Skipped(_shown(shown), _reason(problem))
        return
    for name in names:
        inner, ending = place / name, Path(name).suffix.lower()
        if name.startswith("."):
            continue
        if not inner.is_dir():
            if ending in _EXPECTED:
                yield Skipped(_shown(Path(shown) / name), f"{ending} files are not read")
                continue
            if ending not in PAGES | TEXTS | RECORDS or Path(name).stem.lower() in _ABOUT:
                log.info("%s: not an article, left alone", _shown(Path(shown) / name))
                continue
        yield from walk(inner, str(Path(shown) / name), source, limits, seen)


def _file(place: Path, shown: str, source: str, limits: Limits) -> Iterator[Document | Skipped]:
    name, ending = _shown(shown), place.suffix.lower()
    try:
        if ending in RECORDS or (ending not in PAGES | TEXTS and jsonl.looks_like(place)):
            with place.open("rb") as lines:
                yield from jsonl.documents(lines, name, source, limits)
            return
        with place.open("rb") as file:
            most = int(limits.document_megabytes * 1_000_000)
            size = os.fstat(file.fileno()).st_size
            content = file.read(most + 1) if size <= most else b""
    except OSError as problem:
        yield Skipped(name, _reason(problem))
        return
    size = max(size, len(content))
    if size > most:
        yield Skipped(name, too_large(size, limits))
        return
    media = "text/html" if ending in PAGES else "text/plain" if ending in TEXTS else None
    yield Document(ArticleId(name), source, content, media)


def too_large(size: int, limits: Limits) -> str:
    """Bytes → why they are left out: `20.0 MB, more than the limit of 5 MB`."""
    return f"{size / 1_000_000:.1f} MB, more than the limit of {limits.document_megabytes:g} MB"


def _reason(problem: OSError | ValueError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(problem, PermissionError):
        return "it may not be read (permission denied)"
    words = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return f"it cannot be read ({words.lower()})"


def _shown(path: str | Path) -> str:
    """A path → its name with slashes; bytes that are no UTF-8 are shown as U+FFFD, so that it can be written down."""
    return os.fsencode(path.as_posix() if isinstance(path, Path) else path).decode("utf-8", "replace")
