"""The bottom line: one sentence that stands by itself for each of the period's most important stories."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.model.brief import Highlight, Item
from briefer.model.story import Story
from briefer.sections.choice import Candidate, agree, candidates, corroboration
from briefer.sections.request import Request

LIMIT = 5
WORDS = 220
DEEP = 8
"""Sentences of an article from which on none is its bottom line."""


def build(request: Request) -> tuple[Item, ...]:
    """Stories of the period → their best sentence each, verbatim, the most important story first.

    A sentence without which a topic section would have nothing left of the story stays there, unless nothing at all could be
    shown here.
    """
    return _chosen(request, sparing=True) or _chosen(request, sparing=False)


def _chosen(request: Request, *, sparing: bool) -> tuple[Item, ...]:
    limit, budget = request.settings.limit or LIMIT, request.settings.words or WORDS
    items: list[Item] = []
    shown: list[Candidate] = []
    for story in request.material.stories:
        if len(items) == limit:
            break
        among = candidates(request, story)
        fresh = [c for c in among if not request.is_taken(c.lifted.text) and not any(agree(c, other) for other in shown)]
        early = [c for c in fresh if c.place[1] < DEEP]
        fitting = (c for c in early if c.length <= budget and (not sparing or _leaves_enough(request, c, among)))
        chosen = next(fitting, None)
        if chosen is None:
            continue
        budget -= chosen.length
        shown.append(chosen)
        request.take(chosen.lifted.text)
        items.append(_item(request, story, chosen, among, len(items) + 1))
    return tuple(items)


def _item(request: Request, story: Story, chosen: Candidate, among: Sequence[Candidate], number: int) -> Highlight:
    return Highlight(
        id=request.item_id(number),
        text=chosen.lifted.text,
        citations=request.cite([*chosen.lifted.spans, *corroboration(request, chosen, among)]),
        status=story.status,
        marks=request.marks(story, [chosen.sentence]),
        topic=chosen.section,
        story=story.id,
    )


def _leaves_enough(request: Request, chosen: Candidate, among: Sequence[Candidate]) -> bool:
    """Does every topic section that the story belongs in keep a sentence of it?"""
    wanted = {settings.topic for settings in request.audience.sections if settings.kind == "topic"}
    for topic in sorted({c.section for c in among if c.section is not None} & {topic for topic in wanted if topic}):
        if not any(c.section == topic and c is not chosen and not agree(c, chosen) for c in among):
            return False
    return True
