"""Places: to be written."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import register


def find_places(doc: Doc) -> tuple[()]:
    """A Doc → its places."""
    return ()


make = register("briefer_places", "places", find_places)
