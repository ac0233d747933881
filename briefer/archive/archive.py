"""The archive: what came in, what was found in it, what was made of it."""

from __future__ import annotations

from types import TracebackType

from briefer.archive.annotations import Annotations
from briefer.archive.articles import Articles
from briefer.archive.issues import Issues
from briefer.archive.retention import Retention
from briefer.archive.sources import Sources


class Archive(Articles, Annotations, Issues, Sources, Retention):
    """An SQLAlchemy URL, opened, with all its parts. Use it in a `with` block.

    Each `keep_` is one transaction, save that annotations are written some at a time: a run that is killed leaves what was kept
    whole and loses at most a few annotations, and the same run again completes it.
    """

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self.write_annotations()
        finally:
            self._engine.dispose()
