"""Time expressions and their TIMEX3 values, by rules over the text, resolved against the article's own day.

The conventions (types, values, what belongs to the expression) are those of TIMEX3 as TimeBank and TempEval-3 use them.
"""

from __future__ import annotations

from spacy.tokens import Doc

from briefer.annotate.findings import findings, register
from briefer.annotate.times import clock, dates, durations, relative
from briefer.annotate.times.context import Context
from briefer.model.annotation import Timex
from briefer.model.span import Span

_RULES = (*clock.RULES, *dates.RULES, *relative.RULES, *durations.RULES)


def find_times(doc: Doc) -> tuple[Timex, ...]:
    """A Doc → its time expressions, in the order of the text, none inside another.

    Values count from the dateline's day, else from `published`. Without either, only what names its own calendar date gets
    one; the rest keep `X` for what is not known, or say PAST_REF, PRESENT_REF or FUTURE_REF.
    """
    context = Context.of(doc)
    text, article = doc.text, findings(doc).article.id
    matches = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(_RULES)
        for match in rule.pattern.finditer(text)
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
