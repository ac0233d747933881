"""Did what a word says happen? Negations, conditions, plans, threats and futures did not."""

from __future__ import annotations

from spacy.tokens import Token

from briefer.annotate.incidents.lexicon import Lexicon

_UNREAL_MODIFIERS = frozenset({"no", "any", "possible", "potential", "further", "future", "planned", "such"})


def happened(token: Token, words: Lexicon) -> bool:
    """A verb or noun → whether the text says, as a fact, that it took place."""
    if _is_without(token):
        return False
    if token.pos_ in ("VERB", "AUX"):
        return _verb_happened(token, words, 3)
    if any(child.lower_ in _UNREAL_MODIFIERS for child in token.children):
        return False
    head = token.head
    for _ in range(3):
        if head.i == token.i:
            break
        lemma = head.lemma_.lower()
        if lemma in words.unreal_nouns and token.dep_ == "pobj":
            return False
        if head.pos_ in ("VERB", "AUX"):
            if lemma in words.unreal_heads and token.dep_ in ("dobj", "pobj"):
                return False
            return _verb_happened(head, words, 2)
        if head.pos_ in ("NOUN", "PROPN") and lemma in words.unreal_nouns:
            return False
        token, head = head, head.head
    return True


def _is_without(token: Token) -> bool:
    """Does a word hang on "without" or "instead of": "without a shot being fired"?"""
    climb = token
    for _ in range(3):
        climb = climb.head
        if climb.lower_ in ("without", "instead"):
            return True
    return False


def _verb_happened(token: Token, words: Lexicon, depth: int) -> bool:
    has_to = False
    for child in token.children:
        lower = child.lower_
        if child.dep_ == "neg" or (child.dep_ in ("nsubj", "nsubjpass", "dobj") and lower in ("nobody", "none", "nothing")):
            return False
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
            inner.lower_ in ("no", "not", "neither") for inner in child.children
        ):
            return False
        if child.dep_ in ("aux", "auxpass") and lower in words.modals and child.i < token.i:
            return False
        if child.dep_ == "mark" and lower in words.conditions:
            return False
        has_to = has_to or (child.dep_ == "aux" and lower == "to")
    head = token.head
    if head.i == token.i or depth == 0:
        return True
    lemma = head.lemma_.lower()
    if has_to and token.dep_ in ("xcomp", "acl", "advcl", "ccomp", "relcl"):
        return token.dep_ == "xcomp" and lemma not in words.unreal_heads and head.pos_ in ("VERB",)
    if token.dep_ in ("pcomp", "xcomp", "ccomp") and lemma in words.unreal_heads:
        return False
    if token.dep_ == "pcomp" and head.head.lemma_.lower() in words.unreal_heads | words.unreal_nouns:
        return False
    if token.dep_ in ("conj", "advcl", "xcomp") and head.pos_ in ("VERB", "AUX") and token.i > head.i:
        return _verb_happened(head, words, depth - 1)
    return True
