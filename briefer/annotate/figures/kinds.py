"""What kind of figure an amount is: by its unit, else by what befell those it counts, else by the noun that is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.annotate.figures.amounts import Amount
from briefer.annotate.figures.lexicon import Lexicon, lexicon
from briefer.annotate.incidents.lexicon import lexicon as effect_words
from briefer.annotate.tokens import is_noun, sentence_at, text_of, token_at
from briefer.model.annotation import Effect, FigureKind

MANY = 100
"""People from whom those who "fled" are displaced, and not suspects on the run."""
_HOMELESS = re.compile(
    r"\bnumber\s+of\s+(?:displaced|uprooted|homeless|evacuated)\s+[a-z]+\b[^.;:]{0,60}?\b(?:to|at|from)\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
"""“raised its estimate of the number of displaced families to about [2,400], up from [1,800]”."""
_POSSESSIVE = ("'", "’", "'s", "’s")
_PARTITIVE = re.compile(r"who\b|of (?:them|whom|these|those)\b")


class Kind(NamedTuple):
    """The kind, and the noun of an earlier figure that this one leaves out ("wounding nearly 100" [people])."""

    kind: FigureKind
    elided: Token | None


def kind_of(
    doc: Doc,
    amount: Amount,
    end: int,
    token: Token,
    noun: Token | None,
    before: Token | None,
    befell: Mapping[int, Effect],
    words: Lexicon,
) -> Kind:
    """An amount, where its words end, its token and noun, the noun counted before it and what befell whom → its kind."""
    if amount.kind is not None:
        return Kind(amount.kind, None)
    effect = befell.get(token.i) or (befell.get(noun.i) if noun is not None else None)
    if effect is None:
        effect = next(
            (befell[i] for i in range(token_at(doc, amount.start), token_at(doc, amount.end - 1) + 1) if i in befell), None
        )
    if noun is not None and (described := _described(noun)):
        effect = described
    elif noun is not None and effect is None and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in words.sums:
        effect = befell.get(noun.head.head.i)
    if noun is not None and (noun.lemma_.lower() in effect_words().things or _is_owner(noun)):
        effect = None
    elif effect is None and (noun is None or noun.lemma_.lower() in words.people | words.forces):
        effect = _befallen(doc, amount, end, noun, words)
    if effect is not None:
        same = (
            before is not None
            and sentence_at(doc, before.i) == sentence_at(doc, token.i)
            and before.lemma_.lower() in words.people | words.forces
        )
        return Kind(effect, before if noun is None and same else None)
    if noun is None:
        elided = before if before is not None and _leaves_out(doc, amount, token, before) else None
        return Kind(_told_of(doc, amount) or _by_head(token), elided)
    lemma = noun.lemma_.lower()
    if lemma in words.inhabitants or (lemma in words.people and _of_a_place(noun, words)):
        return Kind("population", None)
    armed = lemma in words.forces or (
        lemma in words.people and noun.head.lower_ == "of" and noun.head.head.lemma_ in words.forces
    )
    return Kind("forces" if armed and lemma != "member" else "other", None)


def _is_owner(noun: Token) -> bool:
    """Does a count name owners alone? Of "two reporters' drivers" the drivers died; "two workers' bodies" are two dead."""
    following = noun.doc[noun.i + 1 : noun.i + 3]
    owned = len(following) == 2 and following[0].text in _POSSESSIVE and is_noun(following[1])
    head = following[1] if owned else noun.head
    return (noun.dep_ == "poss" or owned) and head.lemma_.lower() not in ("body", "corpse", "death", "remains", "injury")


def _described(noun: Token) -> Effect | None:
    """ "20 [wounded] people", "12 [missing] fishermen"."""
    words = effect_words()
    return next((words.adjectives[c.lower_] for c in noun.lefts if c.dep_ == "amod" and c.lower_ in words.adjectives), None)


def _befallen(doc: Doc, amount: Amount, end: int, noun: Token | None, words: Lexicon) -> Effect | None:
    """What the words right behind a count say of those it counts: "60,000 people [fled their homes]", "3 [killed] in blast"."""
    text = text_of(doc)
    for effect, pattern in words.befallen.items():
        if pattern.match(text, end, end + 90):
            return effect
    if (amount.low or 0) >= MANY:
        for effect, pattern in words.befallen_many.items():
            if pattern.match(text, end, end + 60):
                return effect
    if noun is not None and words.befallen_linked["missing"].match(text, end, end + 40):
        return "missing"
    if noun is None or noun.i == token_at(doc, amount.end - 1) + 1:
        for effect, pattern in words.befallen_bare.items():
            if pattern.match(text, amount.end, amount.end + 40):
                return effect
    return None


def _leaves_out(doc: Doc, amount: Amount, token: Token, before: Token) -> bool:
    """Does a bare number count what the figure before it counts: "eight villages, [two] of them …", "including [two]"?

    As the subject of a clause, also the people of the sentence before: "[Five] were women."
    """
    first, last = token_at(doc, amount.start), token_at(doc, amount.end - 1)
    left = doc[first - 1].lower_ if first else ""
    right = " ".join(word.lower_ for word in doc[last + 1 : last + 3])
    start, _ = sentence_at(doc, token.i)
    if before.i >= start:
        parallel = token.dep_ == "conj" and token.head.i == before.i
        moved = left in ("to", "from", "at") and first - before.i < 12
        return (
            parallel
            or moved
            or left == "including"
            or _PARTITIVE.match(right) is not None
            or (_is_subject(token) and before.lemma_.lower() in lexicon().people | lexicon().forces)
        )
    close = before.i >= (sentence_at(doc, start - 1)[0] if start else 0)
    return close and first == start and _is_subject(token) and before.lemma_.lower() in lexicon().people | lexicon().forces


def _is_subject(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") and token.tag_ == "CD"


def _of_a_place(noun: Token, words: Lexicon) -> bool:
    """ "a city of 220,000 people", "a population of 3 million", "the town has 3,000 residents"."""
    head = noun.head
    if head.lemma_.lower() == "have" and noun.dep_ == "dobj":
        owners = [child for child in head.children if child.dep_ == "nsubj"]
        return any(owner.lemma_.lower() in words.populous or owner.ent_type_ == "GPE" for owner in owners)
    return head.lower_ in ("of", "to") and is_noun(head.head) and head.head.lemma_.lower() in words.populous


def _by_head(token: Token) -> FigureKind:
    if token.head.lower_ in ("of", "to") and token.head.head.lemma_.lower() == "population":
        return "population"
    verb = next((head for head in token.ancestors if head.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return "other"
    subjects = [verb.head] if verb.dep_ == "relcl" else [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return "killed" if any(_is_toll(subject) for subject in subjects) else "other"


def _told_of(doc: Doc, amount: Amount) -> Effect | None:
    """What befell those whom a bare number counts: "the number of people [killed] rose to 21", "the [displaced] numbered 9"."""
    words = lexicon()
    begins = doc[sentence_at(doc, token_at(doc, amount.start))[0]].idx
    if _HOMELESS.search(text_of(doc), begins, amount.start):
        return "displaced"
    match = words.counted_fate.search(text_of(doc), max(0, amount.start - 110), amount.start)
    if match is None:
        return None
    effect = words.fate_kinds[match["fate"].lower()]
    if match["who"] is None:
        return effect
    fate = doc[token_at(doc, match.start("fate"))]
    beside = [token for token in (fate.nbor(-1), fate.nbor(1)) if is_noun(token)]
    return effect if all(token.lemma_.lower() in words.people | words.forces for token in beside) else None


def _is_toll(noun: Token) -> bool:
    return noun.lemma_.lower() == "toll" and noun.i > 0 and noun.nbor(-1).lower_ in ("death", "the")
