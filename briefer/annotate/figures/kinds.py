"""What kind of figure an amount is: by its unit, else by what befell those it counts, else by the noun that is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.annotate.figures.amounts import Amount
from briefer.annotate.figures.lexicon import Lexicon
from briefer.annotate.incidents.lexicon import lexicon as effect_words
from briefer.annotate.tokens import is_noun, sentence_at, token_at
from briefer.model.annotation import Effect, FigureKind


class Kind(NamedTuple):
    """The kind, and the noun of an earlier figure that this one leaves out ("wounding nearly 100" [people])."""

    kind: FigureKind
    elided: Token | None


def kind_of(
    doc: Doc,
    amount: Amount,
    token: Token,
    noun: Token | None,
    before: Token | None,
    befell: Mapping[int, Effect],
    words: Lexicon,
) -> Kind:
    """An amount, its token and counted noun, the noun counted before it and what befell whom → its kind."""
    if amount.kind is not None:
        return Kind(amount.kind, None)
    effect = befell.get(token.i) or (befell.get(noun.i) if noun is not None else None)
    if effect is None:
        effect = next(
            (befell[i] for i in range(token_at(doc, amount.start), token_at(doc, amount.end - 1) + 1) if i in befell), None
        )
    if noun is not None and noun.lemma_.lower() in effect_words().things:
        effect = None
    if effect is not None:
        same = (
            before is not None
            and sentence_at(doc, before.i) == sentence_at(doc, token.i)
            and before.lemma_.lower() in words.people | words.forces
        )
        return Kind(effect, before if noun is None and same else None)
    if noun is None:
        return Kind(_by_head(token, words), None)
    lemma = noun.lemma_.lower()
    if lemma in words.inhabitants or (lemma in words.people and _of_a_place(noun, words)):
        return Kind("population", None)
    return Kind("forces" if lemma in words.forces and lemma != "member" else "other", None)


def _of_a_place(noun: Token, words: Lexicon) -> bool:
    """ "a city of 220,000 people", "a population of 3 million"."""
    head = noun.head
    return head.lower_ in ("of", "to") and is_noun(head.head) and head.head.lemma_.lower() in words.populous


def _by_head(token: Token, words: Lexicon) -> FigureKind:
    return "population" if token.head.lower_ in ("of", "to") and token.head.head.lemma_.lower() == "population" else "other"
