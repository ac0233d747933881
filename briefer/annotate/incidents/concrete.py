"""Is a trigger word one event? Figures of speech, habits, statistics and talk of violence at large are none.

An event has something of its own: a day, a place, a number, a name, a victim or doer who is one ("a bus", "the guards").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefer.annotate.findings import Findings
from briefer.annotate.incidents.lexicon import Lexicon
from briefer.annotate.setting import DAY
from briefer.annotate.tokens import is_noun, sentence_at, token_at

_ONE = frozenset({
    "a", "an", "another", "both", "her", "his", "its", "my", "our", "that", "the", "their", "these", "this", "those",
})  # fmt: skip
_AIM = frozenset({"at", "on", "upon", "into", "toward", "towards", "against", "back", "indiscriminately"})
_OF = frozenset({"of", "on", "against", "in", "at", "near", "between", "by", "outside", "with"})
_INTRANSITIVE = frozenset({"die", "perish"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "FAC", "LOC", "NORP", "EVENT"})
_SPAN = frozenset({"during", "for", "in", "last", "over", "past", "since", "than", "the", "within"})
_STRETCH = re.compile(
    r"\b(?:so far (?:this|in)|(?:since|between) (?:19|20)\d\d"
    r"|since .{1,40} (?:began|started|took office|(?:came|rose) to power)"
    r"|(?:in|over|during|for) (?:the )?(?:past|last|recent|these|many|several) (?:\w+ )?(?:days|weeks|months|years|decades)"
    r"|(?:every|each|per) (?:day|week|month|year)|a (?:day|year) on average|annually|statistics|to date)\b",
    re.IGNORECASE,
)


class Setting:
    """A Doc whose times and places were found → which of its sentences hold a day, a place or a stretch of time."""

    def __init__(self, doc: Doc, held: Findings) -> None:
        self._doc = doc
        self._days = self._starts(doc, (t.span.start for t in held.times if t.type in ("DATE", "TIME") and DAY.match(t.value)))
        self._clocks = self._starts(doc, (t.span.start for t in held.times if t.type == "TIME"))
        self._towns = self._starts(doc, (p.span.start for p in held.places if p.latitude is not None))
        stretches = self._starts(doc, (t.span.start for t in held.times if t.type in ("DURATION", "SET")))
        self._stretches = {at for at in stretches if at and doc[at - 1].lower_ in _SPAN}

    @staticmethod
    def _starts(doc: Doc, offsets: Iterator[int]) -> set[int]:
        return {token_at(doc, offset) for offset in offsets}

    def settled(self, token: Token) -> bool:
        """Does the sentence of a word name a day, an hour, or a place smaller than a country?"""
        first, last = sentence_at(self._doc, token.i)
        return any(first <= at < last for part in (self._days, self._clocks, self._towns) for at in part)

    def counts(self, token: Token) -> bool:
        """Does the sentence of a word count over a stretch of time ("in three months, 79 arrests")?"""
        first, last = sentence_at(self._doc, token.i)
        if any(first <= at < last for at in self._stretches):
            return True
        return bool(_STRETCH.search(" ".join(self._doc[first:last].text.split())))


def is_figurative(token: Token, kind: str, words: Lexicon) -> bool:
    """A trigger → is it a figure of speech: "attacked the proposal", "was fired from his job", "a population explosion"?"""
    doc, lemma = token.doc, token.lemma_.lower()
    around = " ".join(doc[max(0, token.i - 2) : token.i + 3].text.lower().split())
    if any(phrase in around for phrase in words.not_incidents):
        return True
    if token.pos_ == "VERB" and lemma == "fire":
        return not any(
            (child.lower_ in _AIM and not any(inner.ent_type_ in ("DATE", "TIME") for inner in child.children))
            or (child.dep_ in ("dobj", "nsubjpass") and child.lemma_.lower() in words.weapons)
            for child in token.children
        )
    if kind in ("attack", "clash", "shelling", "bombing", "killing"):
        if any(child.lower_ in words.figurative_modifiers for child in token.children):
            return True
        return any(each.lemma_.lower() in words.abstract for each in _befallen(token))
    return False


def is_concrete(token: Token, setting: Setting, words: Lexicon) -> bool:
    """A trigger → does the text tell of one event by it, not of violence in general?"""
    befallen = list(_befallen(token))
    doers = list(_doers(token))
    if setting.counts(token) and (_is_many(token) or any(map(_is_many, befallen))):
        return False
    if token.tag_ == "VBN" and token.dep_ == "amod" and not _is_one(token.head):
        return False
    if token.pos_ == "VERB" and _is_habit(token):
        return setting.settled(token) and any(map(_is_one, befallen))
    if setting.settled(token):
        return not (is_noun(token) and _is_bare(token) and token.dep_ in ("conj", "compound"))
    if is_noun(token) and _is_bare(token) and not any(map(_is_one, befallen)):
        return False
    if is_noun(token) and befallen and all(each.tag_ == "NNS" and not _is_one(each) for each in befallen):
        return False
    if _is_alleged(token, words) and not any(each.ent_type_ == "PERSON" for each in befallen):
        return False
    if any(map(_is_one, befallen)) or any(map(_is_one, doers)):
        return True
    return is_noun(token) and _is_one(token)


def _befallen(token: Token) -> Iterator[Token]:
    """Whom a deed befell: object, passive subject, the noun that a participle describes, what "of" or "on" names."""
    for child in token.children:
        if child.dep_ in ("dobj", "nsubjpass") or (child.dep_ == "nsubj" and token.lemma_.lower() in _INTRANSITIVE):
            yield token.head if child.tag_ in ("WP", "WDT") and token.dep_ == "relcl" else child
        elif is_noun(token) and child.dep_ == "prep" and child.lower_ in _OF:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")
        elif is_noun(token) and child.dep_ in ("poss", "compound", "nmod"):
            yield child
    if token.tag_ == "VBN" and token.dep_ in ("acl", "amod"):
        yield token.head


def _doers(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "nsubj":
            yield token.head if child.tag_ in ("WP", "WDT") and token.dep_ == "relcl" else child
        elif child.dep_ == "agent":
            yield from (inner for inner in child.children if inner.dep_ == "pobj")
    if token.dep_ in ("conj", "xcomp", "advcl") and token.head.pos_ == "VERB":
        yield from (child for child in token.head.children if child.dep_ in ("nsubj", "nsubjpass"))


def _is_one(token: Token) -> bool:
    """Is a noun someone or something in particular: named, numbered, with an article or a possessor, a pronoun?"""
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "him", "her", "it", "i", "me") or token.like_num
    if token.ent_type_ in _NAMES or token.like_num:
        return True
    return any(child.lower_ in _ONE or child.pos_ == "NUM" or child.dep_ == "poss" for child in token.children)


def _is_many(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or any(child.pos_ == "NUM" for child in token.children)


def _is_bare(token: Token) -> bool:
    """Has a noun neither article, number nor possessor ("combat", "acts of sabotage")?"""
    return token.ent_type_ not in _NAMES and not any(
        child.dep_ in ("det", "nummod", "poss") or child.lower_ in _ONE or child.dep_ == "compound" for child in token.children
    )


def _is_habit(verb: Token) -> bool:
    """Does a verb tell of what is so, not of what took place: present tense, "used to", "continue killing"?"""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.tag_ in ("VBZ", "VBP", "VB"):
        return not auxiliaries & {"did"}
    return verb.tag_ == "VBG" and not auxiliaries and verb.dep_ in ("pcomp", "amod", "compound")


def _is_alleged(token: Token, words: Lexicon) -> bool:
    """Does a word stand in what someone is accused of or responsible for?"""
    climb = token
    for _ in range(3):
        climb = climb.head
        if climb.lemma_.lower() in words.accusing:
            return True
    return False
