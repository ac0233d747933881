"""A topic's stories, each under a source's title, in the few sentences that carry it."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.model.brief import Heading, Item, Statement, StoryItem
from briefer.model.story import Story
from briefer.sections.choice import Candidate, agree, candidates, corroboration, lead_article
from briefer.sections.request import Request

LIMIT = 8
WORDS = 90
SENTENCES = 5
LEAD, SHARE = 2, 0.25
"""A story belongs to a topic that one of its articles' first sentences have, or such a share of its sentences on any topic."""


def build(request: Request) -> tuple[Item, ...]:
    """Stories with sentences of the section's topic → items in order of importance, every sentence verbatim."""
    items: list[Item] = []
    for story in request.material.stories:
        if len(items) == (request.settings.limit or LIMIT):
            break
        among = [c for c in candidates(request, story) if c.section is not None and c.section == request.settings.topic]
        chosen = choose(request, among) if belongs(request, story) else []
        if chosen:
            items.append(_item(request, story, chosen, among, len(items) + 1))
    return tuple(items)


def belongs(request: Request, story: Story) -> bool:
    """Is a story one of the section's topic? One of its leads is, or a fair share of all its sentences that have a topic."""
    told = [request.annotation(id_).sentences for id_ in request.current(story)]
    on_any = [s.section for sentences in told for s in sentences if s.section is not None]
    leads = [s.section for sentences in told for s in sentences[:LEAD]]
    return request.settings.topic in leads or on_any.count(request.settings.topic or "") >= max(1.0, SHARE * len(on_any))


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
        request.take(candidate.lifted.text)
    return sorted(chosen, key=lambda candidate: candidate.place)


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
