"""Where and when something in a text is set, and in which quotation: from the places, times and quotes found before."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from briefer.annotate.findings import Findings
from briefer.annotate.tokens import sentence_at, token_at
from briefer.model.span import Span

_SETTING = frozenset({"pobj", "dobj", "appos", "conj"})
_PREPOSITIONS = frozenset({
    "in", "at", "near", "on", "of", "outside", "inside", "within", "across", "around", "into", "to", "from", "throughout",
    "against", "over", "through", "towards", "toward", "along",
})  # fmt: skip
_DIRECTIONS = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "northern", "southern",
})  # fmt: skip
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def sentence_of(doc: Doc, span: Span) -> tuple[int, int]:
    """A span → the half-open character offsets of the sentence that it begins in."""
    first, last = sentence_at(doc, token_at(doc, span.start))
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])


def place_of(doc: Doc, held: Findings, span: Span, event: Token | None = None) -> str | None:
    """A span → the name of the nearest place that its sentence sets something in: a town or province before a country.

    A country counts only behind a preposition or as an object: "US envoy" sets nothing in the United States. A point that
    another is measured from ("40km north of Oslo") is no setting. Of an `event`, a place in a clause about what came before or
    after it is none, either.
    """
    start, end = sentence_of(doc, span)
    near = []
    for place in held.places:
        if not start <= place.span.start < end:
            continue
        token = doc[token_at(doc, place.span.end - 1)]
        set_in = token.dep_ in _SETTING and not (token.dep_ == "pobj" and token.head.lower_ not in _PREPOSITIONS)
        country = place.latitude is None
        if (country and not set_in) or (token.head.lower_ == "of" and token.head.head.lower_ in _DIRECTIONS):
            continue
        if event is not None and _is_of_another(token, event):
            continue
        near.append((country, not set_in, _gap(place.span, span), place.span, place.name))
    return min(near)[-1] if near else None


def _is_of_another(place: Token, event: Token) -> bool:
    """Does a place stand in a clause with "after" or "before" that an event does not stand in?"""
    climb = place
    while climb.head.i != climb.i:
        if climb.dep_ in ("advcl", "ccomp", "pcomp") and climb.i != event.i and not climb.is_ancestor(event):
            hinges = [climb.head] if climb.dep_ == "pcomp" else [child for child in climb.children if child.dep_ == "mark"]
            if any(hinge.lower_ in ("after", "before") for hinge in hinges):
                return True
        climb = climb.head
    return False


def date_of(doc: Doc, held: Findings, span: Span) -> str | None:
    """A span → the day (ISO) of the nearest date in its sentence."""
    start, end = sentence_of(doc, span)
    near = [
        (_gap(time.span, span), time.span, time.value[:10])
        for time in held.times
        if start <= time.span.start < end and time.type in ("DATE", "TIME") and DAY.match(time.value)
    ]
    return min(near)[2] if near else None


def quote_of(held: Findings, span: Span) -> int | None:
    """A span → the index of the first quote whose content holds it."""
    for index, quote in enumerate(held.quotes):
        if any(content.start <= span.start and span.end <= content.end for content in quote.content):
            return index
    return None


def _gap(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)
