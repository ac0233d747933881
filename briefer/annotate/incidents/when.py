"""The day of an incident: from its clause, else its sentence, its paragraph, or what the article as a whole tells of.

A day that a reporting verb takes ("police said Friday") is the day of the telling, and a sentence that looks back ("last year",
"had killed") takes no day from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from briefer.annotate.findings import Findings
from briefer.annotate.incidents.lexicon import lexicon
from briefer.annotate.setting import DAY
from briefer.annotate.times.context import anchor_of
from briefer.annotate.tokens import sentence_at, text_of, token_at

_BACK = re.compile(
    r"\b(?:ago|earlier|previous(?:ly)?|former(?:ly)?|last\s+(?:year|month|summer|winter|spring|fall|autumn|decade|week)"
    r"|in\s+the\s+past|once|years?|months?|decades?|since|repeatedly|often|history)\b",
    re.IGNORECASE,
)
_LENGTH, _DAYS = re.compile(r"P(\d{1,3})([DW])"), {"D": 1, "W": 7}
_MAIN_PARAGRAPHS = 3
"""So many paragraphs from the first of the body on tell of what the article is about, where no sentence looks back."""
_SHORT = 260
"""A text of no more tokens tells of one thing throughout."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A time expression that names a day: its token offsets and the day."""

    first: int
    last: int
    day: str


class Days:
    """A Doc whose times were found → the days of its incidents. Made once a Doc."""

    def __init__(self, doc: Doc, held: Findings) -> None:
        self._doc, self._held = doc, held
        anchor = anchor_of(doc)
        self._anchor = anchor.isoformat() if anchor else None
        dateline = held.article.dateline
        self._body = token_at(doc, dateline.span.end) if dateline is not None else 0
        if dateline is not None and self._body + 1 < len(doc) and doc[self._body].idx < dateline.span.end:
            self._body += 1
        said = (self._day_of(time.span.start, time.span.end, time.type, time.value) for time in held.times)
        self._said = [each for each in said if each is not None]
        self._vague = [
            token_at(doc, time.span.start)
            for time in held.times
            if time.type == "DATE" and not DAY.match(time.value) and time.value != "PRESENT_REF"
        ]
        self._lengths = {
            token_at(doc, time.span.end - 1): timedelta(days=int(length[1]) * _DAYS[length[2]])
            for time in held.times
            if time.type == "DURATION" and (length := _LENGTH.fullmatch(time.value))
        }
        self._main = self._main_day()

    def own(self, token: Token) -> str | None:
        """The word that tells of an incident → the day (ISO) that its own sentence gives it, or None."""
        first, last = sentence_at(self._doc, token.i)
        counted = self._counted(token, first)
        if counted is not None:
            return counted
        said_here = [said for said in self._said if first <= said.first < last]
        here = [(self._rank(said, token), abs(said.first - token.i), said.day) for said in said_here]
        told = [entry for entry in here if entry[0] < _TELLING]
        if not told and any(self._is_beside_telling(said) for said in said_here):
            told = [entry for entry, said in zip(here, said_here, strict=True) if not self._is_beside_telling(said)]
        return min(told)[2] if told else None

    def elsewhere(self, token: Token, place: str | None, known: Mapping[str, str]) -> str | None:
        """A word whose sentence names no day → that of its paragraph, of an incident at its place, or of the article, or None.

        `known` are the days of the incidents at a place, where they have one day.
        """
        if self._looks_back(token, *sentence_at(self._doc, token.i)):
            return None
        start, end = self._paragraph(token.i)
        near = [
            (said.first > token.i, abs(said.first - token.i), said.day)
            for said in self._said
            if start <= said.first < end and not self._is_telling(said)
        ]
        if near and token.i >= self._body:
            return min(near)[2]
        if place is not None and place in known:
            return known[place]
        return self._main if self._is_main(token.i) else None

    def _counted(self, token: Token, first: int) -> str | None:
        """What another event came "two days after" → the day, counted from that event's."""
        climb = token
        for _ in range(4):
            hinge = climb.head if climb.dep_ in ("pcomp", "pobj") else None
            if climb.dep_ in ("advcl", "ccomp", "conj", "relcl"):
                hinge = next((child for child in climb.children if child.dep_ in ("mark", "prep") and child.i < climb.i), hinge)
            if hinge is not None and hinge.lower_ in ("after", "before") and hinge.i - 1 in self._lengths:
                length = self._lengths[hinge.i - 1]
                inside = range(hinge.i, climb.right_edge.i + 1)
                other = [s.day for s in self._said if first <= s.first < hinge.i and not self._is_telling(s)]
                day = other[-1] if other else self._main
                if day is None or any(said.first in inside for said in self._said):
                    return None
                return (date.fromisoformat(day) + (length if hinge.lower_ == "before" else -length)).isoformat()
            if climb.head.i == climb.i:
                return None
            climb = climb.head
        return None

    def _day_of(self, start: int, end: int, kind: str, value: str) -> _Said | None:
        if kind not in ("DATE", "TIME") or not DAY.match(value):
            return None
        day = value[:10]
        if text_of(self._doc)[start:end].lower() == "overnight" and day == self._anchor:
            day = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        return _Said(token_at(self._doc, start), token_at(self._doc, end - 1), day)

    def _main_day(self) -> str | None:
        """The first day of the first two sentences of the body, else the article's own."""
        doc, at = self._doc, self._body
        for _ in range(2):
            if at >= len(doc):
                break
            _, last = sentence_at(doc, at)
            told = [said.day for said in self._said if at <= said.first < last and not self._is_telling(said)]
            if told:
                return told[0]
            at = last
        return self._anchor

    def _is_main(self, at: int) -> bool:
        """Does a token stand where the article tells its own event: heading, first paragraphs, first half?"""
        if at < self._body or len(self._doc) - self._body <= _SHORT or at - self._body < (len(self._doc) - self._body) // 2:
            return True
        begun = [start for start, end in self._held.paragraphs if end > self._body]
        return len(begun) <= _MAIN_PARAGRAPHS or at < begun[_MAIN_PARAGRAPHS]

    def _paragraph(self, at: int) -> tuple[int, int]:
        return next(((start, end) for start, end in self._held.paragraphs if start <= at < end), sentence_at(self._doc, at))

    def _looks_back(self, token: Token, first: int, last: int) -> bool:
        if any(first <= at < last for at in self._vague) or _BACK.search(self._doc[first:last].text):
            return True
        verb = token if token.pos_ == "VERB" else token.head
        return any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("had", "has", "have") for child in verb.children)

    def _governor(self, said: _Said) -> Token:
        """The verb or event noun that a time expression hangs on."""
        token = self._doc[said.last]
        for _ in range(8):
            outside = not said.first <= token.i <= said.last
            if (outside and token.pos_ in ("VERB", "AUX")) or token.head.i == token.i:
                break
            if outside and token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in lexicon().nouns:
                break
            token = token.head
        return token

    def _is_telling(self, said: _Said) -> bool:
        return self._is_beside_telling(said) or _tells(self._governor(said))

    def _is_beside_telling(self, said: _Said) -> bool:
        """Does a reporting verb stand right beside a day: "the army today confirmed the arrest"?"""
        return any(0 <= at < len(self._doc) and _tells(self._doc[at]) for at in (said.first - 1, said.last + 1))

    def _rank(self, said: _Said, token: Token) -> int:
        """How close a day is to an incident by the parse: 0 its own, 1 of a verb above or below, 2 elsewhere, 3 the telling."""
        governor = self._governor(said)
        if governor.i == token.i:
            return 0
        if self._is_telling(said):
            return _TELLING
        return 1 if governor.is_ancestor(token) or token.is_ancestor(governor) else 2


def _tells(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in lexicon().telling


_TELLING = 3
