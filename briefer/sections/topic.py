"""A topic's stories, each under a source's title, in the few sentences that carry it."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.model.brief import Heading, Item, Statement, StoryItem
from briefer.model.story import Story
from briefer.sections.choice import (
    HARM,
    REPEATS,
    Candidate,
    agree,
    candidates,
    clauses,
    corroboration,
    lead_article,
    shown_before,
)
from briefer.sections.relevance import topics_of
from briefer.sections.request import Request
from briefer.sections.wording import overlap

LIMIT = 8
WORDS = 90
SENTENCES = 6
WORTHY = 0.2
"""What a sentence must add, as a share of what the worthiest of its story is worth."""
COVERED = 1.5
"""What a sentence loses whose telling words have all been said by another of its story."""


def build(request: Request) -> tuple[Item, ...]:
    """Stories that belong to the section's topic → items in order of importance, every sentence verbatim.

    Under its main topic a story also tells what is of no topic: where, since when, what comes next.
    """
    items: list[Item] = []
    shown = shown_before(request)
    for story in request.material.stories:
        if len(items) == (request.settings.limit or LIMIT):
            break
        topics = topics_of(request, story)
        if request.settings.topic not in topics:
            continue
        among = [c for c in candidates(request, story) if _belongs(request, c, topics)]
        chosen = choose(request, [*among, *clauses(request, story)], shown)
        if chosen:
            shown.extend(c.words for c in chosen)
            items.append(_item(request, story, chosen, among, len(items) + 1))
    return tuple(items)


def _belongs(request: Request, candidate: Candidate, topics: Sequence[str]) -> bool:
    """Is a sentence on the section's topic?

    One of no topic goes with its story's main topic, unless the last one before it is of another topic of the story.
    """
    if candidate.section is not None or request.settings.topic != topics[0]:
        return candidate.section == request.settings.topic
    article, number = candidate.sentence.article, candidate.place[1]
    before = (each.section for each in reversed(request.annotation(article).sentences[:number]) if each.section is not None)
    return next(before, None) not in topics[1:]


def choose(request: Request, among: Sequence[Candidate], shown: Sequence[frozenset[str]] = ()) -> list[Candidate]:
    """Candidates → those that carry the story together within the section's words: the worthiest first, then as written.

    The worthiest is shown even where it alone is longer than the section's words. Each further one is worth less the more of it
    has been said; what says the same as a sentence shown here or above it is left out. A sentence that leans on its article's
    words is taken only behind one of them.
    """
    budget = request.settings.words or WORDS
    chosen: list[Candidate] = []
    left = [c for c in among if not request.is_taken(c.lifted.text) and (c.clause or not _is_said(c, shown))]
    while len(chosen) < SENTENCES:
        left = [c for c in left if not any(agree(c, other) for other in chosen) and (not chosen or c.length <= budget)]
        free = [c for c in left if not c.lifted.leans or _is_led(request, c, chosen)]
        if not free:
            break
        best = max(free, key=lambda c: (round(_gain(c, chosen), 6), [-part for part in c.place]))
        if chosen and _gain(best, chosen) < WORTHY * chosen[0].worth:
            break
        budget -= best.length
        chosen.append(best)
        left.remove(best)
    for candidate in chosen:
        request.take(candidate.lifted.text)
    return sorted(chosen, key=lambda c: (c is not chosen[0], c.place[0] != chosen[0].place[0], c.place))


def _is_said(candidate: Candidate, shown: Sequence[frozenset[str]]) -> bool:
    return any(overlap(candidate.words, words) >= REPEATS for words in shown)


def _gain(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """What a sentence is worth beside those that were chosen before it: they cover a part of what it says.

    Casualties that they have counted make it worth no more; such a sentence has only its other words to tell.
    """
    told = {toll for other in chosen for toll in other.tolls}
    again = 2 * HARM if candidate.tolls and candidate.tolls <= told else 0.0
    return candidate.worth - again - COVERED * max((overlap(candidate.words, other.words) for other in chosen), default=0.0)


def _is_led(request: Request, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Does an earlier sentence of the same article stand before one that leans on it?

    Whom it calls by the surname alone, one of these or the article's title must name.
    """
    article, number = candidate.place
    before = [c for c in chosen if c.place[0] == article and c.place[1] < number]
    named = " ".join([request.article(candidate.sentence.article).title or "", *(c.lifted.text for c in before)])
    return any(not c.lifted.leans for c in before) and all(surname in named for surname in candidate.lifted.surnames)


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
