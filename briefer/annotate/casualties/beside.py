"""Counts that stand right beside a word of harm, which the parse has joined to something else: "12 wounded", "injuring 36"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from briefer.annotate.incidents.effects import Suffered
from briefer.annotate.incidents.lexicon import lexicon
from briefer.annotate.incidents.reality import happened
from briefer.annotate.tokens import is_noun, text_of, token_at
from briefer.model.annotation import Effect

_BEHIND: dict[str, Effect] = {
    "dead": "killed", "killed": "killed", "slain": "killed", "murdered": "killed", "injured": "injured", "wounded": "injured",
    "hurt": "injured", "hospitalized": "injured", "hospitalised": "injured",
}  # fmt: skip
"""Words that follow those to whom it befell."""
_BEFORE: dict[str, Effect] = {
    "killed": "killed",
    "kills": "killed",
    "killing": "killed",
    **{f"{stem}{end}": "injured" for stem in ("injur", "wound") for end in ("ed", "es", "s", "ing")},
}
"""Words that those to whom it befell follow."""
_WORDS = re.compile(rf"\b(?:{'|'.join(sorted({*_BEHIND, *_BEFORE}))})\b", re.IGNORECASE)
_REACH = 8
_BETWEEN = frozenset({"who", "more", "other", "others", "additional", "found", "left", "reported", "confirmed", "shot"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "remain", "remained"})
_HEDGES = frozenset(
    {"at", "least", "about", "some", "around", "nearly", "almost", "as", "many", "up", "to", "more", "than", "over"}
)
_UNREAL = frozenset({"feared", "almost", "nearly", "not", "never", "n't"})


def beside(doc: Doc, known: Container[int]) -> Iterator[Suffered]:
    """A Doc, and the tokens of which harm is told already → what befell the other counted people, by the words beside them."""
    for match in _WORDS.finditer(text_of(doc)):
        token = doc[token_at(doc, match.start())]
        word = token.lower_
        victim = _left(token) if word in _BEHIND else None
        effect = _BEHIND.get(word)
        if victim is None and word in _BEFORE and token.pos_ == "VERB":
            victim, effect = _right(token), _BEFORE[word]
        if victim is None or effect is None or not happened(token, lexicon()):
            continue
        if not any(i in known for i in (victim.i, *(child.i for child in victim.children if child.like_num))):
            yield Suffered(effect, token.i, victim.i)


def _left(token: Token) -> Token | None:
    """A word of harm → the counted noun, or the number, that stands before it with nothing but its own words between."""
    noun: Token | None = None
    for i in range(token.i - 1, max(-1, token.i - 1 - _REACH), -1):
        word = token.doc[i]
        if word.like_num:
            return None if noun is None and _goes_on(token) else _counted(word, noun)
        if word.lower_ in _UNREAL or (word.is_sent_start and not is_noun(word)):
            return None
        if is_noun(word):
            noun = noun or word
        elif word.lower_ not in _BETWEEN | _BE and word.tag_ not in ("RB", "JJ"):
            return None
    return None


def _goes_on(token: Token) -> bool:
    """Does a word of harm describe a noun behind it: "12 wounded [horses]", "12 wounded-care [nurses]"?"""
    return token.i + 1 < len(token.doc) and (token.nbor(1).text[0] == "-" or is_noun(token.nbor(1)))


def _right(token: Token) -> Token | None:
    """A verb of harm → the counted noun, or the number, that follows it behind no more than a hedge."""
    for i in range(token.i + 1, min(len(token.doc), token.i + 5)):
        word = token.doc[i]
        if word.like_num:
            noun = word
            for j in range(i + 1, min(len(token.doc), i + 4)):
                if is_noun(token.doc[j]):
                    noun = token.doc[j]
                elif token.doc[j].tag_ != "JJ":
                    break
            return _counted(word, noun if noun is not word else None)
        if word.lower_ not in _HEDGES:
            return None
    return None


def _counted(number: Token, noun: Token | None) -> Token | None:
    """A number and the noun behind it → which of them stands for people; None for dates, ages and things."""
    words = lexicon()
    if number.ent_type_ in ("DATE", "TIME", "MONEY", "ORDINAL", "PERCENT", "QUANTITY") or number.lower_ in ("one", "1"):
        return None
    if number.i + 1 < len(number.doc) and number.nbor(1).text[0] in "-/:.,%":
        return None
    if noun is None or noun.lower_ in ("other", "others"):
        return number if noun is None else noun
    lemma = noun.lemma_.lower()
    return (
        noun
        if lemma in words.persons or lemma in words.collectives or lemma in words.generic or lemma in words.agents
        else None
    )
