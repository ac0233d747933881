"""What an editor does to a brief before its readers get it, as the brief records it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Act = Literal["pin", "drop", "reorder", "note", "heading"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor did to a brief, and who it was: his act, never a source's.

    `item` is None where the act is on a section. `text` holds the editor's own words: a note, a corrected heading, or why an
    item was dropped; `was` the heading that the source has.
    """

    act: Act
    section: str
    item: str | None
    by: str | None
    text: str | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """Who approved a brief for its readers, and when."""

    by: str
    at: str
