"""Who was killed, injured, missing, detained or displaced: each word that says so with the nouns that it says it of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from briefer.annotate.incidents.lexicon import Lexicon, lexicon
from briefer.annotate.incidents.reality import happened
from briefer.annotate.tokens import is_noun
from briefer.model.annotation import Effect

_RELATIVE = frozenset({"who", "whom", "that", "which", "whose"})
_SHOTS = frozenset({"shoot", "stab", "gun", "wound", "injure", "hurt"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves"})
_KEY = "briefer_effects"
_TOGETHER = frozenset({"with", "along", "alongside", "plus", "besides"})


@dataclass(frozen=True, slots=True)
class Suffered:
    """An effect, the index of the word that says it, and the index of the noun, number or pronoun that it befell."""

    effect: Effect
    trigger: int
    victim: int


def effects(doc: Doc) -> list[Suffered]:
    """A Doc → what befell whom, as facts, in the order of the text; a victim once for each effect.

    The finders of figures and of casualties ask in turn: the Doc's `user_data` keeps the first one's answer for the second.
    """
    kept: list[Suffered] | None = doc.user_data.pop(_KEY, None)
    if kept is not None:
        return kept
    found = doc.user_data[_KEY] = _effects(doc)
    return list(found)


def _effects(doc: Doc) -> list[Suffered]:
    words = lexicon()
    found: dict[tuple[Effect, int], Suffered] = {}
    direct: set[tuple[Effect, int]] = set()
    telling = _telling()
    for token in doc:
        if token.lemma_.lower() not in telling and token.lower_ not in telling:
            continue
        for effect, victim in _of(token, words):
            direct.add((effect, victim.i))
            for each in _with_conjuncts(victim):
                found.setdefault((effect, each.i), Suffered(effect, token.i, each.i))
    for key in [("killed", i) for effect, i in direct if effect == "injured" and ("killed", i) not in direct]:
        found.pop(key, None)
    deaths = {suffered.victim for suffered in found.values() if suffered.effect == "killed"}
    return [s for s in found.values() if s.effect != "injured" or s.victim not in deaths]


@cache
def _telling() -> frozenset[str]:
    """Every lemma and form that `_of` asks for: most words are none of them, and are passed over."""
    words = lexicon()
    own = {"pass", "fatally", "mortally", "toll", "number", "shooting", "stabbing"}
    return frozenset(own | {*words.objects, *words.subjects, *words.of_nouns, *words.adjectives})


def _of(token: Token, words: Lexicon) -> Iterator[tuple[Effect, Token]]:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX", "ADJ"):
        effect = words.objects.get(lemma)
        if effect is not None and (token.tag_.startswith("V") or token.pos_ == "ADJ"):
            if lemma in _SHOTS:
                effect = "killed" if _deadly(token, words) else "injured" if lemma != "gun" else None
                if lemma == "hurt" and (token.tag_ not in ("VBN", "VBD") or _active(token)):
                    effect = None
            if effect is not None and happened(token, words):
                yield from ((effect, victim) for victim in _objects(token))
            return
        if lemma == "pass" and any(child.lower_ == "away" for child in token.children) and happened(token, words):
            yield from (("killed", victim) for victim in _subjects(token))
            return
        effect = words.subjects.get(lemma)
        if effect is not None and happened(token, words):
            yield from ((effect, victim) for victim in _subjects(token))
            return
    if token.lower_ in ("fatally", "mortally") and token.i:
        left = token.nbor(-1)
        if left.lower_ in ("them", "whom") and left.dep_ == "pobj" and left.head.lower_ == "of":
            left = left.head.head
        if left.like_num:
            yield "killed", left
            return
    effect = words.adjectives.get(token.lower_)
    if effect is not None and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
        yield from ((effect, victim) for victim in _described(token))
        return
    if _is_toll(token, lemma):
        yield from (("killed", victim) for victim in _toll(token))
        return
    effect = words.of_nouns.get(lemma)
    if lemma in ("shooting", "stabbing"):
        effect = "killed" if any(child.lower_ in words.fatal for child in token.children) else "injured"
    if effect is not None and token.pos_ in ("NOUN", "PROPN") and (_presupposed(token) or happened(token, words)):
        yield from ((effect, victim) for victim in _of_noun(token))


def _deadly(token: Token, words: Lexicon) -> bool:
    """Is a shooting or stabbing said to have killed: "shot dead", "fatally shot", "shot to death", "shot and killed"?"""
    for child in token.children:
        if child.lower_ in words.fatal and child.dep_ != "conj":
            return True
        if child.dep_ == "conj" and words.objects.get(child.lemma_.lower()) == "killed" and _shares(token, child):
            return True
        if child.lower_ == "to" and any(inner.lower_ == "death" for inner in child.children):
            return True
    return token.lemma_.lower() == "gun" and any(child.lower_ == "down" for child in token.children)


def _together(token: Token) -> Iterator[Token]:
    """Those of whom a word is said along with others: "was killed along with two guards"."""
    for child in token.children:
        if child.lower_ in ("along", "together", "alongside"):
            for inner in (child, *(deeper for deeper in child.children if deeper.lower_ == "with")):
                people = (each for each in inner.children if each.dep_ == "pobj" and each.pos_ in ("NOUN", "PROPN", "NUM"))
                yield from (each for each in people if not _told_apart(each))


def _shares(first: Token, verb: Token) -> bool:
    """Is a coordinated verb said of the same victims: "shot and killed him", but not "shot four and killed one"?"""
    if any(child.dep_ in ("nsubjpass", "nsubj") for child in verb.children):
        return False
    return not (_active(first) and _active(verb))


def _active(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children) and not any(child.dep_ == "auxpass" for child in verb.children)


def _presupposed(noun: Token) -> bool:
    """Does a noun name a deed as known, whatever is said of it: "the murder of Ana Ruiz", "his death"?"""
    definite = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in noun.children)
    return (
        definite
        and noun.head.lemma_.lower() not in lexicon().unreal_nouns
        and noun.head.head.lemma_.lower() not in lexicon().unreal_nouns
    )


def _objects(verb: Token) -> Iterator[Token]:
    """Those to whom a verb is done: its object, its passive subject, the noun that its participle describes.

    Of "himself" it is the doer.
    """
    if any(child.dep_ == "dobj" and child.lower_ in _REFLEXIVE for child in verb.children):
        doer = verb
        while (
            doer.dep_ in ("conj", "advcl", "xcomp", "pcomp", "prep")
            and not any(c.dep_ == "nsubj" for c in doer.children)
            and doer.head.i != doer.i
        ):
            doer = doer.head
        yield from _subjects(doer)
        return
    if verb.dep_ in ("xcomp", "oprd", "acomp", "advcl") and verb.head.lemma_.lower() == "find" and verb.head.tag_ == "VBN":
        yield from _objects(verb.head)
        return
    own = [child for child in verb.children if child.dep_ in ("nsubjpass", "dobj") and child.dep_ != "iobj"]
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    if passive:
        own = [child for child in own if child.dep_ == "nsubjpass"]
    if passive:
        yield from _together(verb)
    for child in own:
        if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
            yield verb.head
        elif child.lower_ not in _RELATIVE:
            yield child
    if own:
        return
    beside = _unattached(verb)
    if beside is not None:
        yield beside
        return
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN" and verb.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        yield verb.head
    elif verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD"):
        first = verb.head
        if any(child.dep_ == "nsubjpass" for child in first.children):
            yield from (child for child in first.children if child.dep_ == "nsubjpass" and child.lower_ not in _RELATIVE)
        elif (first.dep_ in ("acl", "amod") and first.tag_ == "VBN") or (
            first.dep_ == "relcl" and any(child.dep_ == "auxpass" for child in first.children)
        ):
            yield first.head
    elif verb.dep_ in ("oprd", "ccomp", "xcomp") and verb.tag_ == "VBN":
        yield from _left_beside(verb)
    elif verb.dep_ == "acomp" and verb.head.lemma_.lower() == "be":
        yield from _subjects(verb.head)


def _unattached(verb: Token) -> Token | None:
    """The victim that the parse has not made an object: "in [six men] being killed", "and [five others] injured"."""
    if verb.tag_ not in ("VBN", "VBD"):
        return None
    before = min((child.i for child in verb.children if child.dep_ in ("aux", "auxpass") and child.i < verb.i), default=verb.i)
    if verb.dep_ in ("conj", "ccomp", "advcl") and before == verb.i:
        subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.lower_ not in _RELATIVE), None)
        if any(child.dep_ == "conj" and _active(child) for child in verb.children):
            return None
        if subject is not None:
            return subject
    elif not any(child.dep_ == "auxpass" for child in verb.children):
        return None
    if before == 0 or verb.is_sent_start:
        return None
    left = verb.doc[before - 1]
    if left.pos_ not in ("NOUN", "PROPN", "NUM"):
        return None
    while left.dep_ == "conj" and left.head.pos_ in ("NOUN", "PROPN", "NUM") and left.head.i < left.i:
        left = left.head
    return left


def _subjects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in _RELATIVE:
                if verb.dep_ == "relcl":
                    yield verb.head
            else:
                yield child
    if verb.dep_ == "conj" and not any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        yield from (
            child for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ not in _RELATIVE
        )


def _described(token: Token) -> Iterator[Token]:
    """Those whom an adjective describes: "six dead", "the dead soldiers", "two are missing", "left 16 people dead"."""
    head = token.head
    if token.dep_ == "amod" and head.pos_ in ("NOUN", "PROPN"):
        yield head
    elif (
        token.dep_ in ("acomp", "attr", "oprd", "advcl", "xcomp") and head.pos_ in ("AUX", "VERB") and happened(head, lexicon())
    ):
        if head.lemma_.lower() in ("find", "pronounce", "declare", "leave") and head.tag_ == "VBN":
            yield from _objects(head)
        elif token.dep_ in ("oprd", "advcl", "xcomp"):
            yield from _left_beside(token)
        else:
            yield from _subjects(head)
    else:
        yield from _left_beside(token)


def _left_beside(token: Token) -> Iterator[Token]:
    """The noun or number right before a word, or its subject: "leaving [two] injured"."""
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass", "nummod")), None)
    if subject is not None:
        yield subject
    elif token.i > 1 and token.nbor(-1).lower_ == "more" and token.nbor(-2).like_num:
        yield token.nbor(-2)
    elif token.i and token.nbor(-1).pos_ in ("NUM", "NOUN", "PROPN"):
        left = token.nbor(-1)
        while left.dep_ == "conj" and is_noun(left.head) and not _tells(token.doc, left.head.i, left.i):
            left = left.head
        yield left


def _tells(doc: Doc, first: int, last: int) -> bool:
    """Does an effect's adjective or verb stand between two nouns: "one [dead] and three injured"?"""
    words = lexicon()
    return any(token.lower_ in words.adjectives or token.lemma_.lower() in words.objects for token in doc[first:last])


def _of_noun(token: Token) -> Iterator[Token]:
    """Those of whom a noun tells: "the death of a child", "her killing", "16 deaths", "the bodies of six men"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (inner for inner in child.children if inner.dep_ == "pobj")
        elif child.dep_ == "poss" and child.pos_ in ("NOUN", "PROPN"):
            yield child
    if any(child.dep_ == "nummod" for child in token.children) and not any(child.lower_ == "of" for child in token.children):
        yield token


def _is_toll(token: Token, lemma: str) -> bool:
    """ "the death [toll]", "the [number] of deaths"."""
    if lemma == "toll":
        return token.i > 0 and token.nbor(-1).lower_ in ("death", "the")
    return lemma == "number" and any(
        inner.lemma_.lower() in ("death", "fatality", "dead")
        for child in token.children
        if child.lower_ == "of"
        for inner in child.children
    )


def _toll(token: Token) -> Iterator[Token]:
    """The number that a death toll is given as: "a toll of [45]", "the toll rose to [45]", "the toll is [45]"."""
    near = [*token.children, *(token.head.children if token.dep_ in ("nsubj", "nsubjpass", "dobj") else ())]
    for child in near:
        if child.dep_ == "prep" and child.lower_ in ("of", "to", "at"):
            yield from (inner for inner in child.children if inner.dep_ == "pobj" and inner.like_num)
        elif child.dep_ in ("attr", "oprd") and child.like_num:
            yield child


def _told_apart(noun: Token) -> bool:
    """Does an effect of its own stand beside a noun that is joined to another: "three dead and [12] wounded"?"""
    if any(child.lower_ in ("wounded", "injured") for child in noun.children if child.dep_ == "amod"):
        return True
    if noun.i + 1 >= len(noun.doc):
        return False
    right = noun.nbor(1)
    return right.lower_ == "hurt" or right.lower_ in lexicon().adjectives


def _with_conjuncts(victim: Token) -> Iterator[Token]:
    yield victim
    for child in victim.children:
        listed = child.dep_ == "appos" and child.ent_type_ == victim.ent_type_ == "PERSON"
        if listed or (child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and not _told_apart(child)):
            yield from _with_conjuncts(child)
        elif child.dep_ == "prep" and child.lower_ in _TOGETHER:
            for inner in (child, *(deeper for deeper in child.children if deeper.dep_ == "prep" and deeper.lower_ == "with")):
                for each in inner.children:
                    if each.dep_ == "pobj" and each.pos_ in ("NOUN", "PROPN", "NUM") and not _told_apart(each):
                        yield from _with_conjuncts(each)
