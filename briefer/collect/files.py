"""Files and folders become documents."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from briefer.collect import entries, feeds, jsonl, mail, warc
from briefer.config.names import nearest
from briefer.config.settings import Limits
from briefer.errors import Fault
from briefer.model.article import Document, Skipped
from briefer.model.span import ArticleId

log = logging.getLogger(__name__)

PAGES = frozenset({".html", ".htm", ".xhtml"})
TEXTS = frozenset({".txt", ".text", ".md"})
RECORDS = frozenset({".jsonl", ".ndjson"})
MAILS = frozenset({".eml", ".mbox"})
ARCHIVES = frozenset({".warc", ".warc.gz"})
FEEDS = frozenset({".rss", ".atom", ".rdf", ".xml", ".json"})
"""Endings of feeds that were saved; of `.xml` and `.json` those files that look like one."""
_READ = PAGES | TEXTS | RECORDS | MAILS | ARCHIVES | FEEDS
_EXPECTED = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".mht", ".mhtml", ".epub", ".gz", ".zip"})
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


Kind = Literal["mail", "warc"] | None


@dataclass(slots=True)
class Walk:
    """Goes through files and folders. `kind` says what all of them are, where a source does: mail or a web archive.

    `seen` holds the device and inode of what was read before: a file reached twice is read once, and a loop of links ends.
    """

    source: str
    limits: Limits
    seen: set[tuple[int, int]]
    kind: Kind = None

    def read(self, place: Path, shown: str) -> Iterator[Document | Skipped]:
        """A file or a folder, and the path as it was given → its documents, in the order of their names."""
        try:
            state = place.stat()
        except (OSError, ValueError) as problem:
            yield Skipped(_shown(shown), _reason(problem))
            return
        if (state.st_dev, state.st_ino) in self.seen:
            log.info("%s: read already under another name", _shown(shown))
        elif stat.S_ISDIR(state.st_mode):
            self.seen.add((state.st_dev, state.st_ino))
            yield from self._folder(place, shown)
        elif not stat.S_ISREG(state.st_mode):
            yield Skipped(_shown(shown), "it is not a regular file")
        else:
            self.seen.add((state.st_dev, state.st_ino))
            yield from self._file(place, shown)

    def _folder(self, place: Path, shown: str) -> Iterator[Document | Skipped]:
        try:
            if mail.is_maildir(place):
                for file in mail.maildir_files(place):
                    yield from self._of_maildir(file, str(Path(shown) / file.parent.name / file.name))
                return
            names = sorted(inner.name for inner in place.iterdir())
        except OSError as problem:
            yield Skipped(_shown(shown), _reason(problem))
            return
        for name in names:
            inner = place / name
            if name.startswith("."):
                continue
            if not inner.is_dir() and not self._is_wanted(inner):
                if ending_of(inner) in _EXPECTED and self.kind is None:
                    yield Skipped(_shown(Path(shown) / name), f"{ending_of(inner)} files are not read")
                else:
                    log.info("%s: not an article, left alone", _shown(Path(shown) / name))
                continue
            yield from self.read(inner, str(Path(shown) / name))

    def _is_wanted(self, place: Path) -> bool:
        """Of a folder's files: those whose ending says that they are of the kind."""
        ending = ending_of(place)
        if self.kind == "warc":
            return ending in ARCHIVES
        if self.kind == "mail":
            return ending in MAILS or ending == ""
        return ending in _READ and place.stem.lower() not in _ABOUT

    def _file(self, place: Path, shown: str) -> Iterator[Document | Skipped]:
        name, ending = _shown(shown), ending_of(place)
        try:
            with place.open("rb") as file:
                head = file.read(4096)
                file.seek(0)
                if self.kind == "warc" or ending in ARCHIVES or (ending not in _READ and head.startswith(b"WARC/")):
                    yield from warc.documents(file, name, self.source, self.limits)
                elif self.kind == "mail" or ending in MAILS:
                    yield from self._mails(file, head, name)
                elif ending in RECORDS or (ending not in _READ and jsonl.looks_like(place)):
                    yield from jsonl.documents(file, name, self.source, self.limits)
                elif isinstance(content := self._whole(file), int):
                    yield Skipped(name, too_large(content, self.limits))
                elif ending in FEEDS:
                    yield from self._feed(content, name, ending)
                else:
                    media = "text/html" if ending in PAGES else "text/plain" if ending in TEXTS else None
                    yield Document(ArticleId(name), self.source, content, media)
        except (OSError, ValueError) as problem:
            yield Skipped(name, _reason(problem))

    def _whole(self, file: BinaryIO) -> bytes | int:
        """An open file → its bytes, or how many they are where those are too many."""
        most = int(self.limits.document_megabytes * 1_000_000)
        size = os.fstat(file.fileno()).st_size
        content = file.read(most + 1) if size <= most else b""
        return max(size, len(content)) if max(size, len(content)) > most else content

    def _feed(self, content: bytes, name: str, ending: str) -> Iterator[Document | Skipped]:
        if ending in (".xml", ".json") and not entries.looks_like_feed(content):
            yield Skipped(name, f"it is no feed, and other {ending} files are not read")
        else:
            yield from feeds.of_file(content, name, self.source)

    def _mails(self, file: BinaryIO, head: bytes, name: str) -> Iterator[Document | Skipped]:
        if not mail.looks_like_mbox(head):
            content = self._whole(file)
            if isinstance(content, int):
                yield Skipped(name, too_large(content, self.limits))
            else:
                yield mail.document(content, name, self.source, named=True)
            return
        for one in mail.mails_of(file, name, self.limits):
            yield one if isinstance(one, Skipped) else mail.document(one[1], one[0], self.source)

    def _of_maildir(self, place: Path, shown: str) -> Iterator[Document | Skipped]:
        """A mail of a maildir, whose name changes when somebody reads it."""
        name = _shown(shown)
        try:
            with place.open("rb") as file:
                content = self._whole(file)
        except (OSError, ValueError) as problem:
            yield Skipped(name, _reason(problem))
            return
        if isinstance(content, int):
            yield Skipped(name, too_large(content, self.limits))
        else:
            yield mail.document(content, name, self.source)


def ending_of(place: Path) -> str:
    """A file's ending in lower case: `.html`, and `.warc.gz` as one."""
    return ".warc.gz" if place.name.lower().endswith(".warc.gz") else place.suffix.lower()


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
