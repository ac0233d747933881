"""Times: to be written."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import register


def find_times(doc: Doc) -> tuple[()]:
    """A Doc → its times."""
    return ()


make = register("briefer_times", "times", find_times)
