"""Incidents: what an article says has happened, each at the word that says so, with where and when.

Negated, conditional, planned, threatened and foretold ones are none (see `reality`).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefer.annotate.findings import findings, register
from briefer.annotate.incidents.concrete import Setting, is_concrete, is_figurative
from briefer.annotate.incidents.lexicon import Lexicon, lexicon
from briefer.annotate.incidents.reality import happened
from briefer.annotate.incidents.when import Days
from briefer.annotate.setting import place_of
from briefer.model.annotation import Incident
from briefer.model.span import Span


def find_incidents(doc: Doc) -> tuple[Incident, ...]:
    """A Doc → its incidents in the order of the text, one for each trigger word."""
    words = lexicon()
    held = findings(doc)
    days: Days | None = None
    setting: Setting | None = None
    found = []
    for index, sentence in enumerate(doc.sents):
        for token in sentence:
            kind = _kind(token, words)
            if kind is None or not happened(token, words) or is_figurative(token, kind, words) or _at_large(token):
                continue
            setting = setting or Setting(doc, held)
            if not is_concrete(token, setting, words):
                continue
            span = Span(held.article.id, token.idx, token.idx + len(token))
            days = days or Days(doc, held)
            found.append(Incident(kind, span, place_of(doc, held, span), days.of(token), index))
    return tuple(found)


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
