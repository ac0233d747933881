"""The day of an incident: from its clause, else its sentence, its paragraph, or what the article as a whole tells of.

A day that a reporting verb takes ("police said Friday") is the day of the telling, and a sentence that looks back ("last year",
"had killed") takes no day from elsewhere.
"""

from __future__ import annotations

import re
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
        self._said = [said for time in held.times if (said := self._day_of(time.span.start, time.span.end, time.type, time.value))]
        self._vague = [
            token_at(doc, t.span.start) for t in held.times if t.type == "DATE" and not DAY.match(t.value) and t.value != "PRESENT_REF"
        ]
        self._main = self._main_day()

    def of(self, token: Token) -> str | None:
        """The word that tells of an incident → its day (ISO), or None."""
        first, last = sentence_at(self._doc, token.i)
        here = [(self._rank(said, token), abs(said.first - token.i), said.day) for said in self._said if first <= said.first < last]
        told = [entry for entry in here if entry[0] < _TELLING]
        if told:
            return min(told)[2]
        if self._looks_back(token, first, last):
            return None
        start, end = self._paragraph(token.i)
        near = [
            (said.first > token.i, abs(said.first - token.i), said.day)
            for said in self._said
            if start <= said.first < end and not self._is_telling(said)
        ]
        if near and token.i >= self._body:
            return min(near)[2]
        return self._main if self._is_main(token.i) else None

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
        """Does a token stand where the article tells its own event: in its heading, its first paragraphs, or a short text?"""
        if at < self._body or len(self._doc) - self._body <= _SHORT:
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
        """Does a reporting verb take a day, or stand right beside it ("the army today confirmed the arrest")?"""
        around = [self._governor(said), *(self._doc[at] for at in (said.first - 1, said.last + 1) if 0 <= at < len(self._doc))]
        return any(token.pos_ == "VERB" and token.lemma_.lower() in lexicon().telling for token in around)

    def _rank(self, said: _Said, token: Token) -> int:
        """How close a day is to an incident by the parse: 0 its own, 1 of a verb above or below it, 2 elsewhere, 3 the telling's."""
        governor = self._governor(said)
        if governor.i == token.i:
            return 0
        if self._is_telling(said):
            return _TELLING
        return 1 if governor.is_ancestor(token) or token.is_ancestor(governor) else 2


_TELLING = 3
