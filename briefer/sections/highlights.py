"""The bottom line: one sentence that stands by itself for each of the period's most important stories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.model.brief import Highlight, Item
from briefer.model.span import Span
from briefer.model.story import Story
from briefer.sections.choice import Candidate, Leading, agree, candidates, corroboration, leading
from briefer.sections.relevance import topics_of
from briefer.sections.request import Request

LIMIT = 5
WORDS = 220
_PRONOUN = re.compile(r"\b(?:he|she|him|her|they|them)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+|\b\w+s\b")
FIRST = 2
"""Sentences of an article that may be its bottom line though they speak for no topic of the story's."""
DEEP = 8
"""Sentences of an article from which on none is its bottom line."""


def build(request: Request) -> tuple[Item, ...]:
    """Stories of the period that belong to a topic → their best sentence each, verbatim, the most important story first.

    Of two stories that begin alike, the more important one alone is told.
    """
    limit, budget = request.settings.limit or LIMIT, request.settings.words or WORDS
    items: list[Item] = []
    shown: list[Candidate] = []
    told: list[Leading] = []
    for story in request.material.stories:
        topics = topics_of(request, story)
        if len(items) == limit or not topics:
            continue
        begins = leading(request, story)
        if any(begins.is_event_of(other) for other in told):
            continue
        among = [c for c in candidates(request, story) if not request.is_taken(c.lifted.text)]
        fresh = [
            c
            for c in among
            if c.place[1] < DEEP
            and (c.section in topics or c.place[1] < FIRST)
            and not (c.lifted.leans or c.old)
            and c.length <= budget
            and not any(agree(c, other) for other in shown)
        ]
        if not fresh:
            continue
        chosen = max(fresh, key=lambda c: (_merit(request, story, c, topics), [-part for part in c.place]))
        budget -= chosen.length
        shown.append(chosen)
        told.append(begins)
        request.take(chosen.lifted.text)
        items.append(_item(request, story, topics, chosen, corroboration(request, chosen, among), len(items) + 1))
    return tuple(items)


def _merit(request: Request, story: Story, candidate: Candidate, topics: Sequence[str]) -> float:
    """A sentence's worth for one who reads nothing else.

    On the story's topics; without a pronoun for somebody unnamed; rather not what a party to the conflict claims.
    """
    on_topic = 0.0 if candidate.section not in topics else 0.8 if candidate.section == topics[0] else 0.5
    pronoun = _PRONOUN.search(candidate.lifted.text)
    named = pronoun and _NAMED.search(candidate.lifted.text[: pronoun.start()])
    claimed = "party-claim" in request.marks(story, [candidate.sentence])
    return candidate.worth + on_topic - (1.0 if pronoun and not named else 0.0) - (0.5 if claimed else 0.0)


def _item(
    request: Request, story: Story, topics: Sequence[str], chosen: Candidate, others: Sequence[Span], number: int
) -> Highlight:
    return Highlight(
        id=request.item_id(number),
        text=chosen.lifted.text,
        citations=request.cite([*chosen.lifted.spans, *others]),
        status=story.status,
        marks=request.marks(story, [chosen.sentence]),
        topic=chosen.section if chosen.section in topics else topics[0],
        story=story.id,
    )
