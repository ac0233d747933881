"""An editor's acts on a brief, kept as data: pin, drop, reorder, note, heading. See docs/review.md."""

from __future__ import annotations

from briefer.edits.apply import apply, reference
from briefer.edits.file import Act, add, place_of, read

__all__ = ["Act", "add", "apply", "place_of", "read", "reference"]
