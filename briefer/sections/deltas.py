"""A story's key figures beside those of the last issue: what was counted then and now, where it is known to be one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefer.model.brief import Claim, Delta, FigureItem
from briefer.model.issue import Previous
from briefer.model.numbers import numbers_in
from briefer.model.span import Span
from briefer.model.story import FigureLine, Story
from briefer.model.words import flat
from briefer.sections.figure_lines import CASUALTIES
from briefer.sections.request import Request, sentence_of

LIMIT = 3
"""Changed figures of one story."""
_LOWERED = re.compile(r"\b(?:revis\w+|lower\w*|reduc\w+|correct\w+|fewer|down\s+(?:from|to))\b", re.IGNORECASE)
"""What a sentence says in which a number of casualties falls. One that falls without a word is of something else."""
_SIDES = (
    re.compile(r"\b(?:civilians?|villagers?|bystanders?)\b", re.IGNORECASE),
    re.compile(r"\b(?:insurgents?|militants?|fighters?|rebels?|gunm[ae]n|attackers?|terrorists?)\b", re.IGNORECASE),
)
"""Words for one side's losses, which are never those of another grown."""
_OLDER = re.compile(
    r"\b(?:from|compared\s+(?:with|to)|instead\s+of|(?:spoken|put|given|reported|said|counted|announced|estimated)\b(?:\s+\w+){0,3}?)"
    r"\s+(?:(?:about|around|some|at\s+least|more\s+than|over|nearly|almost|the|an?)\s+)*$",
    re.IGNORECASE,
)
"""What stands before the number that an article gives as the older one: "up from", "he had spoken of"."""


def deltas(request: Request, previous: Previous, story: Story) -> tuple[Delta, ...]:
    """A story → its figures that the last issue and this one both show, with other numbers, in the order of this one.

    Two figures are of one thing when the story's articles count it in one line: then one voice's numbers are compared, or, of
    casualties, all. Or when the newer article gives the older number as such: "up from 1,800".
    """
    ids = {*story.articles, *story.copies}
    then = [
        item
        for section in previous.brief.sections
        for item in section.items
        if isinstance(item, FigureItem) and any(citation.article in ids for citation in item.citations)
    ]
    now = [i for section in request.done for i in section.items if isinstance(i, FigureItem) and i.story == story.id]
    found: list[Delta] = []
    used: list[FigureItem] = []
    for item in now:
        for older in (older for older in then if older.figure == item.figure and older not in used):
            sides = _compared(request, story, older, item)
            if sides is not None and _differ(*sides):
                found.append(Delta(item.figure, *sides))
                used.append(older)
                break
    return tuple(found[:LIMIT])


def _compared(
    request: Request, story: Story, older: FigureItem, newer: FigureItem
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]] | None:
    """Two key figures → their claims that can be compared, the older ones first; None where they may be of two things."""
    if newer.figure in CASUALTIES and any(
        (side.search(older.text) is None) != (side.search(newer.text) is None) for side in _SIDES
    ):
        return None
    told = [(before, after) for after in newer.claims for before in older.claims if _says_older(request, before, after)]
    if told:
        return (told[0][0],), (told[0][1],)
    if not any(line in _lines(story, newer.claims) for line in _lines(story, older.claims)):
        return None
    voices = {c.said_by.casefold() for c in older.claims if c.said_by} & {
        c.said_by.casefold() for c in newer.claims if c.said_by
    }
    before = tuple(c for c in older.claims if c.said_by and c.said_by.casefold() in voices) or older.claims
    after = tuple(c for c in newer.claims if c.said_by and c.said_by.casefold() in voices) or newer.claims
    if not voices and newer.figure not in CASUALTIES:
        return None
    if newer.figure in CASUALTIES and _top(after) < _top(before) and not any(_is_lowered(request, c) for c in after):
        return None
    return before, after


def _lines(story: Story, claims: Sequence[Claim]) -> list[FigureLine]:
    """Claims → the story's lines that hold the first of them."""
    spans = {span for claim in claims[:1] for citation in claim.citations for span in citation.spans}
    return [line for line in story.figures if any(told.figure.span in spans for told in line.claims)]


def _says_older(request: Request, before: Claim, after: Claim) -> bool:
    """Does the newer claim's article give the older claim's number as the older one, in that sentence or the next?"""
    if before.low is None or before.low == after.low:
        return False
    for span in _spans(after):
        article, annotation = request.article(span.article), request.annotation(span.article)
        sentence = sentence_of(annotation, span)
        if sentence is None:
            continue
        at = annotation.sentences.index(sentence)
        end = annotation.sentences[min(at + 1, len(annotation.sentences) - 1)].span.end
        text = article.text[sentence.span.start : end]
        if any(number.value == before.low and _OLDER.search(text[: number.start]) for number in numbers_in(text)):
            return True
    return False


def _spans(claim: Claim) -> Iterator[Span]:
    for citation in claim.citations:
        yield from citation.spans[:1]


def _is_lowered(request: Request, claim: Claim) -> bool:
    told = (sentence_of(request.annotation(span.article), span) for span in _spans(claim))
    return any(
        sentence and _LOWERED.search(flat(sentence.span.of(request.article(sentence.span.article).text))) for sentence in told
    )


def _top(claims: Sequence[Claim]) -> float:
    return max((claim.high or claim.low or 0.0 for claim in claims), default=0.0)


def _differ(before: Sequence[Claim], after: Sequence[Claim]) -> bool:
    """Are the numbers others than they were? Words without a number tell nothing of that."""
    was, now = ({(c.low, c.high, c.modifier) for c in claims if c.modifier != "vague"} for claims in (before, after))
    return bool(was) and bool(now) and was != now
