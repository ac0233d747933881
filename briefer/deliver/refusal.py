"""Why something could not be delivered, and whether it is worth another try."""

from __future__ import annotations

from collections.abc import Mapping


class RefusedError(Exception):
    """A reason in words. `temporary`: another try may succeed; `after`: not before so many seconds."""

    def __init__(self, reason: str, *, temporary: bool, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.temporary, self.after = reason, temporary, after


Answers = Mapping[str, RefusedError | None]
"""What became of each recipient of one try: None where it was taken."""


def one_line(text: object) -> str:
    """What a server or library said → one short line."""
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in str(text)).split())
    return words if len(words) <= 200 else f"{words[:199]}…"
