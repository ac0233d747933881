"""Groups of people to whom something was done, as each mention gives them: number, name, words, and which event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from briefer.annotate.casualties.events import MAIN, Events, is_statistic
from briefer.annotate.casualties.harm import How, Sign
from briefer.annotate.casualties.lexicon import words as harm_words
from briefer.annotate.figures.about import phrase
from briefer.annotate.findings import Findings, span_of
from briefer.annotate.incidents.lexicon import Lexicon, lexicon
from briefer.annotate.tokens import is_noun, sentence_at, text_of, token_at
from briefer.model.annotation import Effect, Figure, Modifier
from briefer.model.numbers import UNITS

_LINK = re.compile(
    r"\W{0,3}(?:RELATED|Related(?:\s+\w+)?:|(?:READ|SEE|WATCH)\s+(?:MORE|ALSO)|(?:Read|See|Watch)\s+(?:more|also)\s*:|ALSO\s+(?:ON|SEE)|MORE\s*:)"
)
_CLIP = re.compile(r"\s*\d{1,2}:\d\d\s+[A-Z]")
"""A line of a list of film clips begins with the clip's length."""
_MEASURES = frozenset({"money", "share", "distance", "area", "duration", "age"})
_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves"})
_AGED = frozenset({"-", "year", "years", "month", "months", "week", "weeks"})
_YEARS_OLD = re.compile(r"(\d{1,3})[-\s]years?[-\s]old")
_AGE_BEHIND = re.compile(r",?\s\(?(?:aged?\s)?(\d{1,3})(?=[,;.)]|\s(?:and|was|of|is)\b)")


@dataclass(slots=True)
class Group:
    """One mention of a group. `head` is the lemma of its noun, `name` a person's, `age` in years; `how` it is told; `done` by
    somebody whom the clause names, who is not among them.

    `definite`, `further` and `inclusive` say that the mention points back, adds to others, or holds others ("including");
    `sums` that it is a death toll, which holds everybody.
    """

    effect: Effect
    low: float | None
    high: float | None
    modifier: Modifier
    start: int
    end: int
    head: str | None
    who: str | None
    name: str | None
    age: int | None
    sentence: int
    trigger: int
    definite: bool
    pronoun: bool
    further: bool
    part: bool
    agent: bool
    done: bool
    how: How
    inclusive: bool
    sums: bool
    event: int

    @property
    def number(self) -> float | None:
        return self.low if self.low is not None else self.high

    @property
    def generic(self) -> bool:
        return self.head is None or self.head in lexicon().generic

    @property
    def single(self) -> bool:
        return self.number == 1 and self.modifier == "exact"


def groups(doc: Doc, held: Findings, told: Sequence[Sign], figures: Sequence[Figure], words: Lexicon) -> list[Group]:
    """What befell whom → each mention of a group of people, in the order of the text."""
    numbers: dict[int, Figure] = {}
    for figure in figures:
        for i in range(token_at(doc, figure.span.start), token_at(doc, figure.span.end - 1) + 1):
            numbers.setdefault(i, figure)
    starts = [sentence.start for sentence in doc.sents]
    order = {start: index for index, start in enumerate(starts)}
    found: list[Group] = []
    for each in told:
        if _is_link(doc, each.suffered.trigger):
            continue
        group = _group(doc, held, each, numbers.get(_counting(doc[each.suffered.victim])), words, order)
        if group is not None and not any((group.effect, group.start, group.end) == (g.effect, g.start, g.end) for g in found):
            found.append(group)
    found.sort(key=lambda group: (group.start, group.end, group.effect))
    _share_out(found)
    doers = [name for name in (_doer(doc, held, sign) for sign in told) if name is not None]
    for group in found:
        group.agent = group.agent or (group.effect == "killed" and group.name is not None and group.name in doers)
    events = Events(doc, held)
    for group in found:
        if group.effect in ("killed", "injured"):
            group.event = events.of(doc[group.trigger])
    for group in found:
        if group.effect not in ("killed", "injured"):
            group.event = events.of(doc[group.trigger])
    return found


def _group(doc: Doc, held: Findings, sign: Sign, figure: Figure | None, words: Lexicon, order: dict[int, int]) -> Group | None:
    """One victim's noun, number or pronoun → its group, or None where it names no people."""
    each = sign.suffered
    token, trigger = doc[each.victim], doc[each.trigger]
    if figure is not None and (figure.kind in _MEASURES or (token.tag_ == "NNP" and token.ent_type_ == "PERSON")):
        figure = None
    low, high, modifier = _number(token, figure, words)
    pronoun = token.pos_ == "PRON" and token.lower_ in _SINGULAR
    self = token.lower_ in ("himself", "herself")
    if token.pos_ == "PRON" and not pronoun and not self and figure is None:
        return None
    if each.effect == "displaced" and figure is None and modifier == "exact":
        return None
    deed = _times(token) is not None
    name = None if deed or (figure is not None and (figure.low or 2) > 1) else _name(doc, held, token)
    if not pronoun and not self and not deed and figure is None and name is None and not _is_people(token, trigger, words):
        return None
    numeral = token.like_num or token.pos_ == "NUM" or token.i == trigger.i
    if figure is not None and not numeral and not _is_people(token, trigger, words):
        return None
    first, last = sentence_at(doc, token.i)
    sentence = order.get(first, 0)
    if figure is not None and is_statistic(doc[first:last].text):
        return None
    first, last = _extent(doc, token, name)
    here = span_of(doc, first, last) if figure is None else figure.span
    lemma = figure.unit if figure is not None else None
    if is_noun(token) and not token.like_num:
        lemma = token.lemma_.lower()
    family = {child.lower_ for child in token.children} | {doc[max(0, first - 1)].lower_}
    return Group(
        effect=each.effect, low=low, high=high, modifier=modifier, start=here.start, end=here.end, head=lemma,
        who=name or _who(doc, token, figure), name=name, age=_age(doc, here.start, here.end, token), sentence=sentence,
        trigger=each.trigger,
        definite=bool(family & {"the", "both", "these", "those", "this", "that", "his", "her", "their"}), pronoun=pronoun,
        further=bool(family & (words.further | harm_words().left)), part=_is_part(token) or _is_some_of(token),
        agent=self or lemma in words.agents or _by_own_hand(trigger),
        done=any(child.dep_ == "dobj" for child in trigger.children) or (trigger.dep_ == "acl" and trigger.tag_ == "VBG"),
        how=sign.how,
        inclusive=any(c.lower_ == "including" for c in token.children),
        sums=trigger.lemma_.lower() in ("toll", "number"),
        event=MAIN,
    )  # fmt: skip


def _is_link(doc: Doc, index: int) -> bool:
    """Does a word stand in a line that leads elsewhere: "RELATED: Two die in fire", "1:15 Guard tells of raid"?"""
    start, end = sentence_at(doc, index)
    text = text_of(doc)
    line = text.rfind("\n", 0, doc[index].idx) + 1
    return bool(_LINK.match(doc[start : min(end, start + 4)].text) or _CLIP.match(text, line))


def _number(token: Token, figure: Figure | None, words: Lexicon) -> tuple[float | None, float | None, Modifier]:
    times = _times(token)
    if times is not None:
        return times, times, "exact"
    if figure is not None:
        return figure.low, figure.high, figure.modifier
    first = phrase(token)[0] if is_noun(token) else token.i
    number = UNITS.get(token.doc[first].lower_) if first < token.i and token.doc[first + 1].lower_ not in _AGED else None
    if number is not None:
        return number, number, "exact"
    if _is_both(token):
        return 2.0, 2.0, "exact"
    surname = token.ent_type_ == "PERSON" and not any(child.lower_ == "the" for child in token.children)
    many = token.tag_ == "NNS" or (token.tag_ == "NNPS" and not surname) or token.lemma_.lower() in words.collectives
    return (None, None, "vague") if many else (1.0, 1.0, "exact")


def _is_both(token: Token) -> bool:
    """Is a plural noun "both children", and not the first of "both men and women"?"""
    return (
        token.tag_ == "NNS"
        and any(child.lower_ == "both" for child in token.children)
        and not any(child.dep_ == "conj" for child in token.children)
    )


def _counting(token: Token) -> int:
    """A victim's noun → the index of the word that its figure stands at: of "a family of five", "four other" the number."""
    if token.lower_ in ("other", "more"):
        return next((child.i for child in token.children if child.dep_ == "nummod"), token.i)
    if token.lemma_.lower() in ("family", "group", "pair", "trio", "total"):
        for child in token.children:
            if child.lower_ == "of":
                return next((inner.i for inner in _counting_words(child) if inner.like_num), token.i)
    return token.i


def _counting_words(preposition: Token) -> Iterator[Token]:
    """The words behind "of" that may be a number: "of [five]", "of [nine] people"."""
    for child in preposition.children:
        yield child
        yield from child.children


def _times(token: Token) -> float | None:
    """How many victims a deed's multiple counts: of a "triple homicide" three."""
    known = harm_words()
    if token.lemma_.lower() not in known.deeds:
        return None
    return next((float(known.multiples[child.lower_]) for child in token.children if child.lower_ in known.multiples), None)


def _name(doc: Doc, held: Findings, token: Token) -> str | None:
    """A victim's token → the person's name: as the article's people have it, else as it stands there."""
    candidates = [token, *(child for child in token.children if child.dep_ == "appos" and token.pos_ == "NOUN")]
    for candidate in candidates:
        for person in held.people:
            if any(mention.start <= candidate.idx < mention.end for mention in person.mentions):
                return person.name
        if candidate.ent_type_ == "PERSON" or (candidate.pos_ == "PROPN" and candidate.ent_type_ in ("", "PERSON")):
            if candidate.tag_ == "NNPS" or (candidate.is_upper and len(candidate) > 3 and not text_of(doc).isupper()):
                continue
            if candidate.lemma_.lower() in lexicon().titles:
                continue
            left = candidate.i
            while (
                left > 0
                and not doc[left].is_sent_start
                and doc[left - 1].pos_ == "PROPN"
                and doc[left - 1].head.i in (candidate.i, left)
            ):
                left -= 1
            name = doc[left : candidate.i + 1].text
            return None if any(c.isdigit() for c in name) else name
    return None


def _age(doc: Doc, start: int, end: int, token: Token) -> int | None:
    """The age that the words of a mention, or a number set off behind them, give one person."""
    text = text_of(doc)
    match = _YEARS_OLD.search(text, doc[token.left_edge.i].idx, max(end, token.idx + len(token)))
    match = match or _AGE_BEHIND.match(text, end)
    return int(match[1]) if match and int(match[1]) < 115 else None


def _is_people(token: Token, trigger: Token, words: Lexicon) -> bool:
    lemma = token.lemma_.lower()
    if lemma == "old" and token.i and token.nbor(-1).lower_ in ("year", "-", "years"):
        return True
    if lemma in words.persons or lemma in words.agents or lemma in words.collectives or token.ent_type_ == "NORP":
        return True
    if token.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME"):
        return False
    if token.pos_ == "PROPN":
        return token.ent_type_ == "PERSON"
    if token.dep_ in ("pobj", "appos") and token.head.lower_ != "of":
        return False
    return token.pos_ == "NOUN" and trigger.lemma_.lower() in words.takes_people and lemma not in words.things


def _extent(doc: Doc, token: Token, name: str | None) -> tuple[int, int]:
    """The half-open token offsets of the words that name the victim."""
    if not is_noun(token):
        return token.i, token.i + 1
    first, last = phrase(token)
    return first, last


def _who(doc: Doc, token: Token, figure: Figure | None) -> str | None:
    if figure is not None and figure.counted is not None:
        return figure.counted
    if is_noun(token) and not token.like_num:
        first, last = phrase(token)
        return doc[first:last].text
    return figure.unit if figure is not None else None


def _share_out(found: list[Group]) -> None:
    """Of "ten were killed and detained" nobody knows how many were killed: neither group keeps the number."""
    ends = {(group.start, group.end) for group in found if group.effect == "killed"}
    both = ends & {(group.start, group.end) for group in found if group.effect == "detained"}
    for group in found:
        if (group.start, group.end) in both and (group.number or 0) > 1 and group.effect in ("killed", "detained"):
            group.low, group.high, group.modifier = None, None, "vague"


def _doer(doc: Doc, held: Findings, sign: Sign) -> str | None:
    """The name of the one who kills or wounds in a sign's clause, where it has one: an attacker's."""
    verb = doc[sign.suffered.trigger]
    if (
        sign.suffered.effect not in ("killed", "injured")
        or verb.pos_ != "VERB"
        or not any(c.dep_ == "dobj" for c in verb.children)
    ):
        return None
    for _ in range(3):
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is not None:
            police = any(child.lower_ in ("officer", "police", "deputy") for child in subject.children)
            return None if police else _name(doc, held, subject)
        if verb.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep"):
            return None
        verb = verb.head
    return None


def _by_own_hand(trigger: Token) -> bool:
    """Did one die by one's own hand: "shot himself", "took his own life", "of a self-inflicted wound"?"""
    return any(
        (child.lower_ in _REFLEXIVE and child.dep_ in ("dobj", "pobj"))
        or (child.dep_ == "dobj" and any(inner.lower_ == "own" for inner in child.children))
        or (
            child.lower_ == "of"
            and any("inflicted" in (inner.lower_, *(c.lower_ for c in inner.children)) for inner in child.children)
        )
        for child in trigger.children
    )


def _is_some_of(token: Token) -> bool:
    """Is a number one of known people: "two of the boys", "three of them", "the other two boys"?"""
    if not token.like_num:
        family = {child.lower_ for child in token.children}
        return bool(family & {"the", "these", "those"}) and bool(family & {"other", "others"})
    for child in token.children:
        if child.lower_ == "of":
            return any(
                inner.lower_ in ("them", "whom", "those") or any(c.lower_ in ("the", "those", "these") for c in inner.children)
                for inner in child.children
            )
    return False


def _is_part(token: Token) -> bool:
    """Does a noun hang on "including" or "among them"?"""
    climb = token
    for _ in range(4):
        if climb.lower_ in ("including", "include", "includes", "included"):
            return True
        if climb.head.i == climb.i:
            return False
        climb = climb.head
    return False
