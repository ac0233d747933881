"""People: to be written."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import register


def find_people(doc: Doc) -> tuple[()]:
    """A Doc → its people."""
    return ()


make = register("briefer_people", "people", find_people)
