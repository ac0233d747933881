"""Casualties: to be written."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import register


def find_casualties(doc: Doc) -> tuple[()]:
    """A Doc → its casualties."""
    return ()


make = register("briefer_casualties", "casualties", find_casualties)
