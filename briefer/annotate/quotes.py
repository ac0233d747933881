"""Quotes: to be written."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import register


def find_quotes(doc: Doc) -> tuple[()]:
    """A Doc → its quotes."""
    return ()


make = register("briefer_quotes", "quotes", find_quotes)
