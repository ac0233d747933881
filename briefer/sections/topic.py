"""A topic's stories, each under a source's title, in the few sentences that carry it."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.model.brief import Heading, Item, Statement, StoryItem
from briefer.model.story import Story
from briefer.sections.choice import Candidate, agree, candidates, clauses, corroboration, lead_article
from briefer.sections.relevance import topics_of
from briefer.sections.request import Request

LIMIT = 8
WORDS = 90
SENTENCES = 6


def build(request: Request) -> tuple[Item, ...]:
    """Stories that belong to the section's topic → items in order of importance, every sentence verbatim.

    Under its main topic a story also tells what is of no topic: where, since when, what comes next.
    """
    items: list[Item] = []
    for story in request.material.stories:
        if len(items) == (request.settings.limit or LIMIT):
            break
        topics = topics_of(request, story)
        if request.settings.topic not in topics:
            continue
        own = {request.settings.topic, None} if request.settings.topic == topics[0] else {request.settings.topic}
        among = [c for c in candidates(request, story) if c.section in own]
        chosen = choose(request, sorted([*among, *clauses(request, story)], key=lambda c: (-c.worth, c.place)))
        if chosen:
            items.append(_item(request, story, chosen, among, len(items) + 1))
    return tuple(items)


def choose(request: Request, among: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, the worthiest first → those that fit into the section's words, no two alike, as their articles have them.

    The worthiest is shown even where it alone is longer than the section's words.
    """
    budget = request.settings.words or WORDS
    chosen: list[Candidate] = []
    for candidate in among:
        if len(chosen) == SENTENCES:
            break
        if request.is_taken(candidate.lifted.text) or any(agree(candidate, other) for other in chosen):
            continue
        if chosen and candidate.length > budget:
            continue
        budget -= candidate.length
        chosen.append(candidate)
    told = [c for c in sorted(chosen, key=lambda c: c.place) if not c.lifted.leans or _is_led(c, chosen)]
    for candidate in told:
        request.take(candidate.lifted.text)
    return told


def _is_led(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Does an earlier sentence of the same article stand before one that leans on it?"""
    article, number = candidate.place
    return any(other.place[0] == article and other.place[1] < number and not other.lifted.leans for other in chosen)


def _item(request: Request, story: Story, chosen: Sequence[Candidate], among: Sequence[Candidate], number: int) -> StoryItem:
    statements = tuple(
        Statement(c.lifted.text, request.cite([*c.lifted.spans, *corroboration(request, c, among)])) for c in chosen
    )
    lead = lead_article(request, story, chosen)
    spans = [span for statement in statements for citation in statement.citations for span in citation.spans]
    return StoryItem(
        id=request.item_id(number),
        text=" ".join(statement.text for statement in statements),
        citations=request.cite(spans),
        status=story.status,
        marks=request.marks(story, [c.sentence for c in chosen]),
        story=story.id,
        heading=Heading(" ".join((request.article(lead).title or "").split()), lead) if lead else None,
        statements=statements,
        articles=(*story.articles, *story.copies),
        importance=story.importance,
        reasons=story.reasons,
    )
