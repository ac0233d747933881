"""Which event a sentence tells of: the article's own, or an earlier one that it recalls."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from briefer.annotate.findings import Findings
from briefer.annotate.tokens import sentence_at

MAIN = 0
"""The event that an article reports; every other number is an earlier one."""

_UNIT = r"(?:days?|weeks?|months?|years?|decades?)"
_EARLIER = re.compile(
    rf"\b(?:last\s+(?:year|month|summer|winter|spring|fall|autumn|decade)|{_UNIT}\s+(?:ago|earlier|before)|previous(?:ly)?|in\s+the\s+past)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d,.$-])(?:19|20)\d\d(?![\d,.-]\d|%)")
_STATISTIC = re.compile(
    rf"\b(?:so\s+far\s+this\s+(?:year|month)|this\s+year|since\s+(?:the\s+\w+\s+(?:of\s+)?)?(?:[A-Z]\w+\s+)?(?:19|20)\d\d|since\s+(?:the\s+)?\w+\s+(?:was|began|started)"
    rf"|(?:over|in|during|for)\s+the\s+(?:past|last)\s+(?:\w+\s+)?{_UNIT}|(?:each|every|per)\s+(?:year|month|week|day)\b|\ba\s+(?:year|month|week|day)\b(?!\s+(?:after|before|earlier|later|ago|and|old))|annual(?:ly)?|in\s+(?:19|20)\d\d\s+alone"
    rf"|in\s+the\s+(?:\w+-year|\w+-month)[\s-](?:old\s+)?(?:war|conflict|insurgency|civil))",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"{_UNIT}$", re.IGNORECASE)


def is_statistic(sentence: str) -> bool:
    """Does a sentence count over a stretch of time ("so far this year", "since 1985"), not at one event?"""
    return bool(_STATISTIC.search(sentence))


def event_of(doc: Doc, held: Findings, trigger: Token) -> int:
    """The word that tells of an effect → its event: MAIN, or a number of its own for what is told of earlier times."""
    start, end = sentence_at(doc, trigger.i)
    sentence = doc[start:end].text
    if _EARLIER.search(sentence) or _has_other_year(sentence, held) or _hangs_on_after(trigger):
        return start + 1
    return MAIN


def _has_other_year(sentence: str, held: Findings) -> bool:
    dateline = held.article.dateline
    written = (dateline.date if dateline is not None and dateline.date else held.article.published) or ""
    return bool(written) and any(match[0] < written[:4] for match in _YEAR.finditer(sentence))


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
