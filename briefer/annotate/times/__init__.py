"""Time expressions and their TIMEX3 values, by rules over the text, resolved against the article's own day.

The conventions (types, values, what belongs to the expression) are those of TIMEX3 as TimeBank and TempEval-3 use them.
"""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import findings, register
from briefer.annotate.times import clock, dates, durations, relative
from briefer.annotate.times.context import Context
from briefer.annotate.times.words import DECADES, MONTHS, WEEKDAYS
from briefer.model.annotation import Timex
from briefer.model.span import Span

_RULES = (*clock.RULES, *dates.RULES, *relative.RULES, *durations.RULES)


_UNITS = """
second minute hour day week fortnight month quarter year decade weekend morning afternoon evening night half period
"""
_OTHERS = """
moment century centuries nineteen eighteen twenty noon midday midnight clock spring summer autumn winter fall time christmas
halloween thanksgiving today yesterday tomorrow tonight overnight now current currently present presently recent recently
previously formerly lately past once soon future nowadays annually daily weekly monthly quarterly yearly hourly nightly fiscal
"""
_TELLING = frozenset(
    [*MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS), *DECADES, *_OTHERS.split()]
    + [unit + ending for unit in _UNITS.split() for ending in ("", "s")]
)
"""Words of which every expression without a figure holds one: most sentences hold none, and are passed over."""
_BEFORE, _BEHIND = 50, 30
"""How far an expression reaches around such a word; another one within it carries on."""


def _windows(doc: Doc) -> list[tuple[int, int]]:
    """A Doc → the stretches of its text, begun and ended between words, that may hold a time expression."""
    text, found = doc.text, list[tuple[int, int]]()
    for token in doc:
        word = token.text
        if not (word.strip(".").lower() in _TELLING or (not word.isalpha() and any(map(str.isdigit, word)))):
            continue
        start = text.rfind(" ", 0, max(token.idx - _BEFORE, 0)) + 1
        end = text.find(" ", token.idx + len(word) + _BEHIND)
        end = len(text) if end < 0 else end
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def find_times(doc: Doc) -> tuple[Timex, ...]:
    """A Doc → its time expressions, in the order of the text, none inside another.

    Values count from the dateline's day, else from `published`. Without either, only what names its own calendar date gets
    one; the rest keep `X` for what is not known, or say PAST_REF, PRESENT_REF or FUTURE_REF.
    """
    context = Context.of(doc)
    text, article = context.text, findings(doc).article.id
    matches = [
        (match.start(), -match.end(), order, match)
        for start, end in _windows(doc)
        for order, rule in enumerate(_RULES)
        for match in rule.pattern.finditer(text, start, end)
    ]
    matches.sort(key=lambda entry: entry[:3])
    found: list[Timex] = []
    end = 0
    for start, _, order, match in matches:
        if start < end:
            continue
        answer = _RULES[order].resolve(match, context)
        if answer is None:
            continue
        end = start + len(match.group().rstrip())
        found.append(Timex(Span(article, start, end), *answer))
        context.found.append((start, *answer))
    return tuple(found)


make = register("briefer_times", "times", find_times)
