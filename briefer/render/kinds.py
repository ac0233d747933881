"""What a template's names can be: the types of the record and of the functions that templates are given.

Types come from the annotations of the code, so that nothing is written twice. A type is a set of classes; an empty one is
unknown, and nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from briefer.model import brief as records
from briefer.render.labels import LABELS
from briefer.render.language import Language
from briefer.render.looks import Style
from briefer.render.references import Passage, Place, Source


@dataclass(frozen=True, slots=True)
class Many:
    """A sequence of things."""

    of: frozenset[Any]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping: its keys where they are known, and what stands under them."""

    keys: frozenset[str] | None
    of: frozenset[Any]


Kind = frozenset[Any]
UNKNOWN: Kind = frozenset()
TEXT: Kind = frozenset({str})

ITEMS: Mapping[str, type] = {
    "highlights": records.Highlight,
    "topic": records.StoryItem,
    "quotes": records.QuoteItem,
    "figures": records.FigureItem,
    "timeline": records.EventItem,
    "map": records.IncidentItem,
    "changes": records.ChangeItem,
    "sources": records.SourceItem,
}
"""What a section of a kind holds."""

GLOBALS: Mapping[str, Kind] = {
    "brief": frozenset({records.Brief}),
    "labels": frozenset({Keyed(frozenset(LABELS), TEXT)}),
    "look": frozenset({Style}),
    "language": frozenset({Language}),
    "medium": TEXT,
}
CALLS: Mapping[str, Kind] = {
    "source": frozenset({Source}),
    "sources": frozenset({Many(frozenset({Source}))}),
    "cited_in": frozenset({Many(frozenset({Place}))}),
    "outlets": TEXT,
    "topic_title": TEXT,
    "section_anchor": TEXT,
    "font": TEXT,
    "say": TEXT,
}
"""What the functions give."""
FILTERS: Mapping[str, Kind] = {"passages": frozenset({Many(frozenset({Passage}))})}
SAME = frozenset({"list", "sort", "unique", "reverse", "selectattr", "rejectattr", "select", "reject"})
"""Filters that give back what they were given, or some of it."""
ONE_OF = frozenset({"first", "last", "min", "max", "random"})


def section_of(kind: str) -> Kind:
    """A section's kind → a section that holds its items; of an unknown kind, one that may hold any."""
    return frozenset({_Section(ITEMS.get(kind))})


@dataclass(frozen=True, slots=True)
class _Section:
    item: type | None


def attribute(kind: Kind, name: str) -> Kind | None:
    """A type and a name → what stands there; None where nothing that the type can be has it."""
    found: set[Any] = set()
    known = unknown = False
    for one in kind - {NoneType}:
        if isinstance(one, _Section):
            given = {"items": frozenset({Many(frozenset({one.item}))})} if one.item and name == "items" else {}
            types: Mapping[str, Kind] = {**_fields(records.Section), **given}
        elif isinstance(one, Keyed):
            types = {name: one.of} if one.keys is None or name in one.keys or hasattr(dict, name) else {}
        elif isinstance(one, type) and is_dataclass(one):
            types = _fields(one)
            if name not in types and hasattr(one, name):
                types = {name: UNKNOWN}
        elif one in (str, int, float, bool) or isinstance(one, Many):
            base = one if isinstance(one, type) else tuple
            types = {name: UNKNOWN} if hasattr(base, name) else {}
        else:
            types = {name: UNKNOWN}
        if name in types:
            known, unknown = True, unknown or not types[name]
            found |= types[name]
    if not kind - {NoneType}:
        return UNKNOWN
    return (UNKNOWN if unknown else frozenset(found)) if known else None


def element(kind: Kind) -> Kind:
    """A sequence's type → that of what it holds."""
    return frozenset().union(*(one.of for one in kind if isinstance(one, Many | Keyed)))


def names_of(kind: Kind) -> list[str]:
    """A type → the names that it has."""
    found: list[str] = []
    for one in kind:
        if isinstance(one, _Section):
            found += _fields(records.Section)
        elif isinstance(one, Keyed):
            found += sorted(one.keys or ())
        elif isinstance(one, type) and is_dataclass(one):
            found += _fields(one)
    return found


def called(kind: Kind) -> str:
    """A type → its name in a message."""
    words = sorted({"Section" if isinstance(one, _Section) else getattr(one, "__name__", "value") for one in kind - {NoneType}})
    return f"{'an' if words[0][0] in 'AEIO' else 'a'} {' or '.join(words)}"


@cache
def _fields(record: type) -> Mapping[str, Kind]:
    hints = get_type_hints(record, include_extras=True)
    return {field.name: _kind(hints[field.name]) for field in fields(record)}


def _kind(hint: Any) -> Kind:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _kind(inner[0])
    if origin in (Union, UnionType):
        parts = [_kind(one) for one in inner if one is not NoneType]
        return frozenset().union(*parts) if all(parts) else UNKNOWN
    if origin is Literal:
        return TEXT
    if origin in (tuple, list, Sequence, Iterable):
        return frozenset({Many(_kind(inner[0]))})
    if origin in (dict, Mapping) or getattr(origin, "__name__", "") == "Mapping":
        return frozenset({Keyed(None, _kind(inner[1]))})
    if isinstance(hint, type):
        return frozenset({hint})
    supertype = getattr(hint, "__supertype__", None)
    return _kind(supertype) if supertype is not None else UNKNOWN
