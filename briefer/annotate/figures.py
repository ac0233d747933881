"""Figures: to be written."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import register


def find_figures(doc: Doc) -> tuple[()]:
    """A Doc → its figures."""
    return ()


make = register("briefer_figures", "figures", find_figures)
