"""Signs that people came to harm which no verb of wounding says: hospitals, conditions, wounds, gunfire that struck them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from briefer.annotate.casualties.beside import beside
from briefer.annotate.casualties.lexicon import Words, words
from briefer.annotate.incidents.effects import Suffered, effects
from briefer.annotate.incidents.lexicon import lexicon
from briefer.annotate.incidents.reality import happened
from briefer.annotate.tokens import is_noun, text_of, token_at

How = Literal["told", "hurt", "shot"]
"""How a text says it: of a wound or a death; of a hospital or a condition; of shots alone, which may have killed or wounded."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What befell whom, and how the text says it."""

    suffered: Suffered
    how: How


def told(doc: Doc) -> list[Sign]:
    """A Doc → all that befell people, as it is told: by the verbs and nouns of an effect, else by signs of harm."""
    found = signs(doc)
    better = {sign.suffered.victim for sign in found if sign.how == "hurt"}
    plain = [each for each in effects(doc) if not _is_none(doc, each) and not (each.victim in better and _shared(doc, each))]
    known = {suffered.victim for suffered in plain if suffered.effect in ("killed", "injured")}
    counted = list(beside(doc, known | {sign.suffered.victim for sign in found}))
    shots = ("shoot", "stab", "shooting", "stabbing")
    return [
        *(
            Sign(
                each,
                "shot"
                if each.effect == "injured" and doc[each.trigger].lemma_.lower() in shots and not _also(doc[each.trigger])
                else "told",
            )
            for each in plain
        ),
        *(sign for sign in found if sign.suffered.victim not in known),
        *(Sign(each, "told") for each in counted),
    ]


def _also(shot: Token) -> bool:
    """Is one who was shot told to be wounded as well: "shot and injured"?"""
    return any(child.dep_ == "conj" and child.lemma_.lower() in ("injure", "wound", "hurt") for child in shot.children)


def _shared(doc: Doc, each: Suffered) -> bool:
    """Is an effect told of one noun and only carried over to another that is set beside it?"""
    return doc[each.victim].dep_ == "conj"


def _is_none(doc: Doc, each: Suffered) -> bool:
    """Is an effect one that was only attempted, a count of shootings, a town's twelfth homicide, or said of no word at all?"""
    trigger, victim = doc[each.trigger], doc[each.victim]
    if not any(c.isalnum() for c in victim.text) or (victim.i + 1 < len(doc) and victim.lower_ == "ex"):
        return True
    if trigger.dep_ == "amod" and trigger.head.i != victim.i and any(c.dep_ in ("det", "nummod") for c in victim.children):
        return True
    if victim.dep_ == "conj" and _is_second_title(victim):
        return True
    if victim.dep_ == "poss" and any(child.ent_type_ == "ORDINAL" or child.lower_.endswith("th") for child in trigger.children):
        return True
    if each.victim == each.trigger and trigger.lemma_.lower() in ("shooting", "stabbing"):
        return True
    return any(child.lower_ in ("attempted", "attempt") for child in trigger.children)


def _is_second_title(noun: Token) -> bool:
    """Does a noun say again what a person is: "a commander and [facilitator]", but not "a man and [woman]"?"""
    first, known = noun.head, lexicon()
    plain = known.female | known.male | known.either | known.generic
    if noun.tag_ != "NN" or first.tag_ != "NN" or noun.lemma_.lower() in plain or first.lemma_.lower() in plain:
        return False
    return not any(c.dep_ in ("det", "nummod", "poss") for c in noun.children) and any(c.dep_ == "det" for c in first.children)


def signs(doc: Doc) -> list[Sign]:
    """A Doc → the signs of harm in it, in the order of the text."""
    known = words()
    found: dict[int, Sign] = {}
    for match in known.signs.finditer(text_of(doc)):
        token = doc[token_at(doc, match.start())]
        for how, effect, verb, victim in _of(token, known):
            for each in _conjuncts(victim):
                if each.i not in found or found[each.i].how == "shot":
                    found[each.i] = Sign(Suffered(effect, verb.i, each.i), how)
    return list(found.values())


_SUICIDE = re.compile(r"\bsuicide|\bkill(?:ed|ing)?\s+(?:him|her)self|self-inflicted", re.IGNORECASE)
_FIRED = re.compile(
    r"\b(?:gunfire|gunshots?|gunm[ae]n|opened\s+fire|(?:fired|fires|firing)\s+(?:\w+\s+)?(?:shots|rounds)|bullets?)\b",
    re.IGNORECASE,
)
_Found = tuple[How, Literal["killed", "injured"], Token, Token]


def _of(token: Token, known: Words) -> Iterator[_Found]:
    lemma = token.lemma_.lower()
    if lemma in known.hospitals or _is_centre(token, known) or token.lower_ in known.conditions:
        yield from _brought(token, known)
    elif lemma == "condition":
        yield from _in_condition(token, known)
    elif lemma in known.wounds:
        yield from _wounded(token, known)
    elif lemma in known.victims and is_noun(token):
        if any(child.dep_ in ("compound", "amod") and child.lower_ in known.shots for child in token.children):
            yield "shot", "injured", token, token
    elif lemma in known.deeds and is_noun(token):
        if any(child.lower_ in known.multiples for child in token.children):
            yield ("shot", "injured", token, token) if lemma in known.shots else ("told", "killed", token, token)
    elif lemma in known.strikes and token.pos_ == "VERB":
        yield from _struck(token, known)
    elif lemma in known.lives and is_noun(token):
        yield from _life(token)
    elif lemma in known.guns and token.dep_ == "dobj" and _SUICIDE.search(text_of(token.doc)):
        yield from _turned(token)
    elif lemma in known.survivals and token.pos_ == "VERB":
        yield from _survived(token)


def _brought(token: Token, known: Words) -> Iterator[_Found]:
    """ "were taken to [hospital]", "sending five men to the [hospital]", "remain in [hospital]", "left three in [hospital]"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("to", "at", "in", "into", "by"):
        if token.lower_ == "hospitalized" and token.head.lemma_.lower() in ("remain", "stay"):
            yield from (("hurt", "injured", token.head, victim) for victim in _subjects(token.head))
        return
    verb = token.head.head
    lemma = verb.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX") or not happened(verb, lexicon()):
        return
    if lemma in known.brings:
        yield from (("hurt", "injured", verb, victim) for victim in _done_to(verb))
    elif lemma in ("be", "remain", "stay", "recover") and token.head.lower_ in ("at", "in"):
        yield from (("hurt", "injured", verb, victim) for victim in _subjects(verb))
    elif lemma in ("leave", "put", "land") and token.head.lower_ in ("in", "into"):
        yield from (("hurt", "injured", verb, victim) for victim in _done_to(verb))


def _is_centre(token: Token, known: Words) -> bool:
    """ "Medical [Center]", "the trauma [center]", "the emergency [room]"."""
    return token.lemma_.lower() in known.wards and token.i > 0 and token.nbor(-1).lower_ in known.kinds


def _in_condition(token: Token, known: Words) -> Iterator[_Found]:
    """ "is in critical [condition]", "was listed in stable [condition]", "a man in serious [condition]"."""
    if not any(child.lower_ in known.states for child in token.children) or token.head.lower_ != "in":
        return
    holder = token.head.head
    if holder.pos_ in ("VERB", "AUX"):
        victims = _done_to(holder) if holder.lemma_.lower() in ("leave", *known.brings) else _subjects(holder)
        if happened(holder, lexicon()):
            yield from (("hurt", "injured", holder, victim) for victim in victims)
    elif holder.pos_ in ("NOUN", "PROPN", "NUM"):
        yield "hurt", "injured", token, holder


def _wounded(token: Token, known: Words) -> Iterator[_Found]:
    """ "suffered [wounds]", "a man with a gunshot [wound]", "victims suffering from gunshot [wounds]"."""
    if any(child.lower_ in ("fatal", "no", "without") for child in token.children):
        return
    while token.dep_ == "conj" and is_noun(token.head):
        token = token.head
    while token.dep_ in ("compound", "nmod") and is_noun(token.head):
        token = token.head
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in ("with", "from", "of", "for") and head.dep_ == "prep":
        found = _found_with(head) if head.lower_ == "with" else None
        if found is not None:
            yield from (("shot", "injured", found, victim) for victim in _done_to(found))
            return
        if head.head.pos_ in ("NOUN", "PROPN", "NUM") and head.lower_ == "with":
            yield "shot", "injured", token, head.head
            return
        head = head.head
    elif token.dep_ != "dobj":
        return
    if head.pos_ == "VERB" and head.lemma_.lower() in known.suffers and happened(head, lexicon()):
        if head.dep_ == "acl" and is_noun(head.head):
            yield "shot", "injured", head, head.head
        else:
            victims = _done_to(head) if head.lemma_.lower() in known.brings else _subjects(head)
            yield from (("hurt", "injured", head, victim) for victim in victims)


def _found_with(preposition: Token) -> Token | None:
    """The "found" of those who were found, lay or sat somewhere "with" wounds, if one of them it is."""
    climb = preposition.head
    for _ in range(4):
        if climb.pos_ == "VERB" and climb.lemma_.lower() in ("find", "discover", "locate") and climb.tag_ == "VBN":
            return climb
        if climb.head.i == climb.i or (climb.pos_ not in ("VERB", "ADP") and climb.dep_ != "pobj"):
            return None
        climb = climb.head
    return None


def _struck(token: Token, known: Words) -> Iterator[_Found]:
    """ "was [struck] by gunfire", "was [hit] in the leg", "a bullet [grazed] her": who was struck."""
    if not happened(token, lexicon()):
        return
    struck_by = [inner for child in token.children if child.dep_ in ("agent", "prep") for inner in child.children]
    doers = [child for child in token.children if child.dep_ == "nsubj"]
    if any(inner.lemma_.lower() in known.projectiles for inner in (*struck_by, *doers)) or any(
        inner.lemma_.lower() in known.parts for inner in struck_by
    ):
        yield from (("shot", "injured", token, victim) for victim in _done_to(token))
    elif _FIRED.search(text_of(token.doc)):
        yield from (("shot", "injured", token, victim) for victim in _done_to(token) if _counted(victim))


def _counted(noun: Token) -> bool:
    """Does a number stand with the people whom a noun names: "four people", "three of them"?"""
    return any(child.dep_ == "nummod" and child.like_num and child.lower_ not in ("one", "1") for child in noun.children)


def _life(token: Token) -> Iterator[_Found]:
    """ "claimed the [life] of a man", "lost their [lives]": the dead."""
    verb = token.head
    if token.dep_ != "dobj" or verb.pos_ != "VERB" or not happened(verb, lexicon()):
        return
    if verb.lemma_.lower() == "claim":
        for child in token.children:
            if child.lower_ == "of":
                yield from (("told", "killed", verb, inner) for inner in child.children if inner.dep_ == "pobj")
        if any(child.like_num for child in token.children):
            yield "told", "killed", verb, token
    elif verb.lemma_.lower() in ("lose", "take") and any(child.dep_ == "poss" for child in token.children):
        own = any(child.lower_ == "own" for child in token.children)
        if own or verb.lemma_.lower() == "lose":
            yield from (("told", "killed", verb, victim) for victim in _subjects(verb))


def _turned(token: Token) -> Iterator[_Found]:
    """ "turned the [gun] on himself", in an article that tells of a suicide: the doer died."""
    if token.head.lemma_.lower() == "turn" and happened(token.head, lexicon()):
        for child in (*token.head.children, *token.children):
            if child.lower_ == "on":
                for each in child.children:
                    if each.lower_ in ("himself", "herself"):
                        yield "told", "killed", token.head, next(_subjects(token.head), each)


def _survived(token: Token) -> Iterator[_Found]:
    """ "is expected to [survive]", "is [recovering]"."""
    head = token.head
    if token.lemma_.lower() == "recover" and token.tag_ == "VBG":
        yield from (("hurt", "injured", token, victim) for victim in _subjects(token))
    elif token.dep_ == "xcomp" and head.lemma_.lower() == "expect" and head.tag_ == "VBN":
        yield from (("hurt", "injured", head, victim) for victim in _subjects(head))


def _subjects(verb: Token) -> Iterator[Token]:
    """The subject of a verb, also of one that shares another's or describes a noun."""
    for _ in range(4):
        own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        for child in own:
            if child.lower_ in ("who", "that", "which", "whom"):
                if verb.dep_ == "relcl":
                    yield verb.head
            else:
                yield child
        if own:
            return
        if verb.dep_ == "acl" and is_noun(verb.head):
            yield verb.head
            return
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
            return
        verb = verb.head


def _done_to(verb: Token) -> Iterator[Token]:
    """Those to whom a verb is done: its object or passive subject, the noun that its participle describes."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if objects:
        yield from objects
    elif verb.tag_ in ("VBN", "VBD"):
        active = any(child.dep_ == "nsubj" for child in verb.children)
        if verb.tag_ == "VBN" or not active:
            yield from _subjects(verb)


def _conjuncts(victim: Token) -> Iterator[Token]:
    yield victim
    for child in victim.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
            yield from _conjuncts(child)
