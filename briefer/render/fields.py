"""The record's classes become the reference of `docs/templates.md`: every field with its type and meaning."""

from __future__ import annotations

import re
from dataclasses import fields
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from briefer.model import brief as records
from briefer.model.edits import Edit, Release
from briefer.model.meanings import meaning
from briefer.model.story import Gap
from briefer.render.kinds import ITEMS

RECORDS: tuple[tuple[type, str], ...] = (
    (records.Brief, "`brief`"),
    (records.Section, "A section"),
    *((item, f"An item of `{kind}`") for kind, item in ITEMS.items()),
    (records.Citation, "A citation"),
    (records.Heading, "A heading"),
    (records.Statement, "A statement"),
    (records.Voice, "A speaker"),
    (records.Wording, "Another wording of a quotation"),
    (records.Claim, "A claim of a figure"),
    (records.Harm, "A harm of an incident"),
    (records.Delta, "A figure that changed"),
    (records.Revision, "A sentence that changed"),
    (records.Reference, "An article, in `brief.articles`"),
    (records.CoveredPeriod, "`brief.period`"),
    (records.Counts, "`brief.counts`"),
    (Gap, "A gap"),
    (records.MadeWith, "`brief.made_with`"),
    (records.Issue, "`brief.compared_with`"),
    (Release, "`brief.released`"),
    (Edit, "An editor's act"),
    (records.Layout, "`brief.layout`"),
    (records.Look, "`brief.layout.look`"),
)
"""Each class with the heading that its fields stand under, in the order of the page."""
PIPE = r"\|"
_PART = re.compile(r"(?<=<!-- record -->\n).*(?=<!-- end of record -->)", re.DOTALL)


def markdown() -> str:
    """The record → a table of fields for each of its classes, in Markdown."""
    return "\n".join(_table(record, heading) for record, heading in RECORDS)


def updated(page: str) -> str:
    """`docs/templates.md` → the same page with the record between its two marks made anew. ValueError without them."""
    if not _PART.search(page):
        raise ValueError("the page has no place for the record")
    return _PART.sub(lambda _: f"\n{markdown()}\n", page)


def _table(record: type, heading: str) -> str:
    hints = get_type_hints(record, include_extras=True)
    rows = [
        f"| `{field.name}` | {_words(hints[field.name])} | {meaning(record.__name__, field.name).replace('|', PIPE)} |"
        for field in fields(record)
    ]
    return "\n".join([f"### {heading}", "", "| field | type | meaning |", "| --- | --- | --- |", *rows, ""])


def _words(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _words(inner[0])
    if origin in (Union, UnionType):
        parts = dict.fromkeys(_words(one) for one in inner if one is not NoneType)
        return f"{' or '.join(parts)}{', or none' if NoneType in inner else ''}" if len(parts) < 4 else "item"
    if origin is Literal:
        return "text"
    if origin is tuple:
        return f"list of {_words(inner[0])}"
    if len(inner) == 2:
        return f"{_words(inner[1])} by id"
    hint = getattr(hint, "__supertype__", hint)
    named = {heading: record for record, heading in RECORDS}
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    return plain.get(hint) or next((heading.lower() for heading, one in named.items() if one is hint), hint.__name__.lower())
