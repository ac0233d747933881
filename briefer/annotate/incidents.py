"""Incidents: to be written."""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import register


def find_incidents(doc: Doc) -> tuple[()]:
    """A Doc → its incidents."""
    return ()


make = register("briefer_incidents", "incidents", find_incidents)
