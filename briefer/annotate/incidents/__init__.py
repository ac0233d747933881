"""Incidents: what an article says has happened, each at the word that says so, with where and when.

Negated, conditional, planned, threatened and foretold ones are none (see `reality`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from briefer.annotate.findings import findings, register
from briefer.annotate.incidents.concrete import Setting, is_concrete, is_figurative
from briefer.annotate.incidents.lexicon import Lexicon, lexicon
from briefer.annotate.incidents.reality import happened
from briefer.annotate.incidents.when import Days
from briefer.annotate.setting import place_of
from briefer.model.annotation import Incident
from briefer.model.span import Span

_NEAR = 2
"""So many sentences further on "the attack" is still the one that was told last."""


def find_incidents(doc: Doc) -> tuple[Incident, ...]:
    """A Doc → its incidents in the order of the text, one for each trigger word."""
    triggers = list(_triggers(doc))
    if not triggers:
        return ()
    held = findings(doc)
    days, article = Days(doc, held), held.article.id
    spans = [Span(article, token.idx, token.idx + len(token)) for token, _, _ in triggers]
    places = [place_of(doc, held, span, token) for span, (token, _, _) in zip(spans, triggers, strict=True)]
    own = [days.own(token) for token, _, _ in triggers]
    known = _known(places, own)
    found: list[Incident] = []
    for (token, kind, index), span, place, day in zip(triggers, spans, places, own, strict=True):
        before = found[-1] if found and _points_back(token) and index - found[-1].sentence <= _NEAR else None
        if place is None and before is not None:
            place, day = before.place, day or before.date
        day = day or days.elsewhere(token, place, known)
        if place is not None and day is not None:
            known.setdefault(place, day)
        found.append(Incident(kind, span, place, day, index))
    return tuple(found)


def _points_back(token: Token) -> bool:
    """Does a noun name what was told before: "the assault", with nothing to tell it from another?"""
    return token.pos_ == "NOUN" and {child.lower_ for child in token.children if child.dep_ != "punct"} <= {
        "the",
        "this",
        "that",
    }


def _triggers(doc: Doc) -> Iterator[tuple[Token, str, int]]:
    """A Doc → the words that tell of an incident, each with its kind and the index of its sentence."""
    words, setting = lexicon(), None
    for index, sentence in enumerate(doc.sents):
        for token in sentence:
            kind = _kind(token, words)
            if kind is None or not happened(token, words) or is_figurative(token, kind, words) or _at_large(token):
                continue
            setting = setting or Setting(doc, findings(doc))
            if is_concrete(token, setting, words):
                yield token, kind, index


def _known(places: Sequence[str | None], days: Sequence[str | None]) -> dict[str, str]:
    """Places and days of incidents → the day of each place that has but one."""
    at: dict[str, set[str]] = {}
    for place, day in zip(places, days, strict=True):
        if place is not None and day is not None:
            at.setdefault(place, set()).add(day)
    return {place: min(found) for place, found in at.items() if len(found) == 1}


def _kind(token: Token, words: Lexicon) -> str | None:
    """A word → the kind of incident that it names, by its lemma and its part of speech."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        particle = next((child.lower_ for child in token.children if child.dep_ in ("prt", "dobj") and child.i > token.i), None)
        return (words.verbs.get(f"{lemma} {particle}") if particle else None) or words.verbs.get(lemma)
    if token.pos_ in ("NOUN", "PROPN"):
        before = token.nbor(-1).lower_ if token.i else ""
        return words.nouns.get(f"{before} {lemma}") or words.nouns.get(lemma)
    return None


def _at_large(token: Token) -> bool:
    """Is a plural noun said of no time, place or number in particular: "bombings of schools", "they oppose kidnappings"?"""
    if token.tag_ not in ("NNS", "NNPS"):
        return False
    for child in token.children:
        if child.dep_ in ("nummod", "relcl") or child.lower_ in ("the", "these", "those", "several", "both"):
            return False
        if child.dep_ == "prep" and child.lower_ in (
            "in",
            "on",
            "at",
            "near",
            "against",
            "between",
            "outside",
            "across",
            "from",
        ):
            return False
    return token.dep_ not in ("nsubj", "nsubjpass") and not any(child.pos_ == "NUM" for child in token.children)


make = register("briefer_incidents", "incidents", find_incidents)

__all__ = ["find_incidents", "make"]
