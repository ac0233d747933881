"""Which event a sentence tells of: the article's own, or another one that it recalls or sets beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Token

from briefer.annotate.findings import Findings
from briefer.annotate.tokens import sentence_at, text_of

MAIN = 0
"""The event that an article reports; every other number is another one."""

_APART = 4
"""Days from which two dates are of two events."""

_UNIT = r"(?:days?|weeks?|months?|years?|decades?)"
_DEED = (
    r"(?:shooting|stabbing|incident|attack|homicide|killing|murder|slaying|bombing|explosion|blast|raid|case|assassination"
    r"|massacre)"
)
_EARLIER = re.compile(
    rf"\b(?:last\s+(?:year|month|summer|winter|spring|fall|autumn|decade)|{_UNIT}\s+(?:ago|earlier|before)|previous(?:ly)?|in\s+the\s+past)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d,.$-])(?:19|20)\d\d(?![\d,.-]\d|%)")
_STATISTIC = re.compile(
    rf"\b(?:so\s+far\s+this\s+(?:year|month)|this\s+year|since\s+(?:the\s+\w+\s+(?:of\s+)?)?(?:[A-Z]\w+\s+)?(?:19|20)\d\d|since\s+(?:the\s+)?\w+\s+(?:was|began|started)"
    rf"|(?:over|in|during|for)\s+the\s+(?:past|last)\s+(?:\w+\s+)?{_UNIT}|(?:each|every|per)\s+(?:year|month|week|day)\b|\ba\s+(?:year|month|week|day)\b(?!\s+(?:after|before|earlier|later|ago|and|old))|annual(?:ly)?|in\s+(?:19|20)\d\d\s+alone"
    rf"|in\s+the\s+(?:\w+-year|\w+-month)[\s-](?:old\s+)?(?:war|conflict|insurgency|civil)|(?:in|during)\s+(?:the\s+)?(?:only\s+|just\s+)?\w+\s+(?:months|years)\b|deadliest|across\s+the\s+city|citywide"
    rf"|(?:over|in|during)\s+an?\s+[\w-]+[\s-](?:year|month)\s+(?:period|span|war|conflict)"
    rf"|(?:from|between)\s+\d{{1,2}}\s+[A-Z]\w+(?:\s+\d{{4}})?\s+(?:to|and)\s+\d{{1,2}}\s+[A-Z]\w+)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"\b(?:another|other|separate|unrelated|different|previous|earlier)\s+(?:\w+\s+)?{_DEED}s?\b|\bin\s+(?:\w+\s+)?(?:attacks|shootings|incidents)\b"
    rf"|\bunrelated\b|\bseparately\b|\belsewhere\b",
    re.IGNORECASE,
)
_AGES = re.compile(r"(?<!\d)[2-9]0s$")
_AFTER = re.compile(rf"{_UNIT}$", re.IGNORECASE)


def is_statistic(sentence: str) -> bool:
    """Does a sentence count over a stretch of time ("so far this year", "since 1985"), not at one event?"""
    return bool(_STATISTIC.search(sentence))


@dataclass(slots=True)
class Events:
    """The events of one article, known as far as it has been read: `main` is the day of its own."""

    doc: Doc
    held: Findings
    main: str | None = None
    begun: int | None = None
    old: bool = False
    beside: tuple[int, int, int] = (MAIN, 0, 0)
    days: dict[str, int] = field(default_factory=dict)

    def of(self, trigger: Token) -> int:
        """The next word that tells of an effect → its event: MAIN, or another's number."""
        start, end = sentence_at(self.doc, trigger.i)
        first, last = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        sentence = text_of(self.doc)[first:last]
        day, recalled = self._when(trigger, first, last)
        if self.begun is None:
            self.begun, self.main, self.old = start, day, recalled
            return MAIN
        if start == self.begun and day == self.main:
            return MAIN
        if self.old and recalled and (day is None or day == self.main) and not _OTHER.search(sentence):
            return MAIN
        if recalled or _hangs_on_after(trigger):
            return self.days.setdefault(day, start + 1) if day else start + 1
        if day is not None and self.main is None:
            self.main = day
        if day is not None and self.main is not None and _apart(day, self.main):
            return self.days.setdefault(day, start + 1)
        event, begins, ends = self.beside
        if day is None and event != MAIN and begins <= start < ends:
            return event
        if _OTHER.search(sentence):
            self.beside = (start + 1, start, self._end_of(start, sentence))
            return start + 1
        return MAIN

    def _end_of(self, start: int, sentence: str) -> int:
        """How far another event is told that begins in a sentence: to the end of its paragraph, after a colon of the text."""
        if sentence.rstrip().endswith(":"):
            return len(self.doc)
        return next((ends for begins, ends in self.held.paragraphs if begins <= start < ends), start)

    def _when(self, trigger: Token, first: int, last: int) -> tuple[str | None, bool]:
        """The nearest time in the sentence, and does it lie before the time of the article's event?"""
        near = [
            (abs(time.span.start - trigger.idx), time.value, text_of(self.doc)[time.span.start : time.span.end])
            for time in self.held.times
            if first <= time.span.start < last and time.type in ("DATE", "TIME") and time.value[:2] in ("19", "20")
        ]
        near = [time for time in near if not _AGES.search(time[2])]
        if near:
            _, value, words = min(near)
            behind = text_of(self.doc)[first:last]
            recalled = bool(_EARLIER.search(words)) or self._other_year(value)
            if not recalled and len(near) == 1:
                recalled = bool(_EARLIER.search(behind)) and not re.match(r"\d{4}-\d\d-\d\d", value)
            return (value[:10] if re.match(r"\d{4}-\d\d-\d\d", value) else None), recalled
        sentence = text_of(self.doc)[first:last]
        return None, bool(_EARLIER.search(sentence)) or any(self._other_year(match[0]) for match in _YEAR.finditer(sentence))

    def _other_year(self, value: str) -> bool:
        dateline = self.held.article.dateline
        written = (dateline.date if dateline is not None and dateline.date else self.held.article.published) or ""
        written = self.main or written
        return bool(written) and value[:4] < written[:4]


def _apart(day: str, other: str) -> bool:
    try:
        return abs((date.fromisoformat(day) - date.fromisoformat(other)).days) >= _APART
    except ValueError:
        return False


def _hangs_on_after(trigger: Token) -> bool:
    """Is a word part of what another came "a day after"?"""
    token = trigger
    for _ in range(6):
        for child in token.children:
            if child.lower_ in ("after", "before") and child.dep_ == "mark" and child.i and _AFTER.search(child.nbor(-1).text):
                return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False
