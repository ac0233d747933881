"""Pages that could not be had become reasons: a line each, or one line where many fail alike."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.model.article import Skipped

FEW = 3
"""So many pages that fail alike have a line each."""


class Losses:
    """The pages of one source that failed, in the order of its items."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._by_reason: dict[tuple[str, str], list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._by_reason)

    def add(self, page: str, reason: object, instead: str = "") -> None:
        """`page` names it, `instead` says what became of it."""
        self._by_reason.setdefault((str(reason), instead), []).append(page)

    def told(self) -> Iterator[Skipped]:
        for (reason, instead), pages in self._by_reason.items():
            if len(pages) <= FEW:
                for page in pages:
                    yield Skipped(self._source, f"the page {page} could not be had ({reason}){instead}")
            else:
                words = f"{len(pages)} pages could not be had ({reason}){instead}; the first is the page {pages[0]}"
                yield Skipped(self._source, words)
