"""What happened when: dated sentences of the period's stories and their background, one line an event, in order of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefer.model.annotation import Annotation, Incident, Sentence, Timex
from briefer.model.article import Article
from briefer.model.brief import Citation, EventItem, Item
from briefer.model.span import ArticleId, Span
from briefer.model.story import Story
from briefer.model.words import flat
from briefer.sections.choice import CAPTION, REPEATS
from briefer.sections.relevance import topics_of
from briefer.sections.request import Request, passes
from briefer.sections.wording import Lifted, content, lift, overlap, word_count

LIMIT = 12
A_DAY = 2
"""Events of one story on one day."""
SHORTEST, LONGEST = 6, 45
"""Words of a line."""
REACH = timedelta(days=62)
"""How far before the period an event is still background of its story."""
DEEP = 8
"""Sentences of an article from which on only incidents are events."""
NEAR = 0.4
"""Share of the shorter line's telling words from which two lines of one day, story and place are one event."""
HARM = frozenset(
    {"attack", "bombing", "shooting", "airstrike", "clash", "killing", "injury", "stabbing", "shelling", "arson", "riot"}
)
"""Kinds of incident that one event may be called by: an attack, its shots, its dead."""

_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?![-W\d])")
_OF_ANOTHER = re.compile(
    r"\b(?:earlier|later|before|after|previous|following|next day|same|that|this|last|past|recent|coming|since|ago)\b",
    re.IGNORECASE,
)
"""A time expression that hangs on another day, or on none in particular."""
_ON = r"(?:\s*,)?\s*(?:late|early|only|first)?\s*(?:(?:on|in|at)\s+)?(?:the (?:night|evening|morning|afternoon) of\s+)?$"
_SPOKEN = re.compile(
    r"\b(?:said|says|told|announced|wrote|tweeted|added|reported|stated|declared|confirmed|according to)\b(?:\s+[\w’'-]+){0,4}"
    + _ON,
    re.IGNORECASE,
)
"""What stands before the day on which something was said, not done."""
_BOUND = re.compile(r"\b(?:since|until|till|by|before|after|from|through|than|between)\s+(?:late\s+|early\s+)?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|due|set|scheduled|expected|planned|plans?|deadline|is to|are to|was to|were to|begins?|starts?|opens?|"
    r"ends?|expires?|returns?|meets?|votes?)\b",
    re.IGNORECASE,
)
"""What a sentence of a day to come says."""
_PART = {"MO": "T09", "DT": "T12", "MI": "T12", "AF": "T15", "EV": "T19", "NI": "T22"}


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence that tells of one day: `when` as it is shown, `order` as it sorts, `cue` the time expression."""

    when: str
    order: str
    cue: Span
    lifted: Lifted
    sentence: Span
    incident: Incident | None
    story: Story
    rank: int
    words: frozenset[str]
    worth: float


def build(request: Request) -> tuple[Item, ...]:
    """The period's topical stories, earlier reports included → their events, the weightiest of them, in order of time.

    An event that several outlets tell is one line; a sentence that the brief shows elsewhere is not shown again.
    """
    found = [
        event
        for rank, story in enumerate(request.material.stories)
        if topics_of(request, story)
        for event in _of_story(request, rank, story)
    ]
    found.sort(key=lambda event: (-event.worth, event.rank, event.order, event.sentence))
    chosen: list[tuple[Event, list[Event]]] = []
    days: Counter[tuple[str, str]] = Counter()
    for event in found:
        home = next((others for first, others in chosen if _is_one(event, first)), None)
        if home is not None:
            home.append(event)
        elif days[event.story.id, event.when] < A_DAY:
            days[event.story.id, event.when] += 1
            chosen.append((event, [event]))
    kept = [(_shown(request, events), events) for _, events in chosen]
    lines = [(event, events) for event, events in kept if event is not None][: request.settings.limit or LIMIT]
    lines.sort(key=lambda line: (line[0].order, line[0].rank, line[0].sentence))
    for event, _ in lines:
        request.take(event.lifted.text)
    return tuple(_item(request, event, events, number) for number, (event, events) in enumerate(lines, 1))


def _shown(request: Request, events: Sequence[Event]) -> Event | None:
    """One event as it is told several times → the weightiest sentence that the brief has not shown; None where it has all."""
    return next((event for event in events if not request.is_taken(event.lifted.text)), None)


def _of_story(request: Request, rank: int, story: Story) -> Iterator[Event]:
    for id_ in story.articles:
        article, annotation = request.article(id_), request.annotation(id_)
        if not passes(request.settings.filters, article, annotation):
            continue
        for number, sentence in enumerate(annotation.sentences):
            if sentence.section is None and number:
                continue
            dated = _dated(request, number, sentence, article, annotation)
            lifted = lift(sentence.span, article, annotation) if dated else None
            if dated is None or lifted is None or lifted.leans or CAPTION.search(lifted.text):
                continue
            if SHORTEST <= word_count(lifted.text) <= LONGEST:
                yield _event(request, rank, story, (id_, number), lifted, *dated)


def _event(
    request: Request,
    rank: int,
    story: Story,
    place: tuple[ArticleId, int],
    lifted: Lifted,
    cue: Timex,
    incident: Incident | None,
) -> Event:
    id_, number = place
    annotation = request.annotation(id_)
    sentence = annotation.sentences[number].span
    harmed = any(casualty.span.overlaps(sentence) for casualty in annotation.casualties)
    worth = story.importance / 2 + 2.0 / (1 + 0.4 * number) + 1.0 * (incident is not None) + 0.5 * harmed
    when = _DAY.match(cue.value)
    assert when is not None
    return Event(
        when=when.group(),
        order=when.group() + _PART.get(cue.value.rpartition("T")[2], cue.value[10:] if "T" in cue.value else ""),
        cue=cue.span,
        lifted=lifted,
        sentence=sentence,
        incident=incident,
        story=story,
        rank=rank,
        words=content(lifted.text),
        worth=round(worth, 6),
    )


def _dated(
    request: Request, number: int, sentence: Sentence, article: Article, annotation: Annotation
) -> tuple[Timex, Incident | None] | None:
    """A sentence → the one expression that says when its event was, and the incident that it tells of, if any.

    None where it names no day, or several of which nobody knows which is the event's.
    """
    cues = [time for time in annotation.times if time.span in sentence.span and _is_cue(request, time, sentence, article)]
    for incident in annotation.incidents:
        if incident.sentence == number and incident.date is not None:
            mine = [cue for cue in cues if cue.value.startswith(incident.date) or cue.value[:10] == incident.date[:10]]
            if mine:
                return mine[0], incident
    if len({cue.value[:10] for cue in cues}) != 1 or number >= DEEP or _is_mostly_quoted(sentence, annotation):
        return None
    return cues[0], None


def _is_cue(request: Request, time: Timex, sentence: Sentence, article: Article) -> bool:
    """Does a time expression give the day of what its sentence tells? The day of speaking does not, nor a bound ("since")."""
    when = _DAY.match(time.value)
    if time.type not in ("DATE", "TIME") or when is None or _OF_ANOTHER.search(time.span.of(article.text)):
        return False
    end = request.material.period.end.date()
    first = (end - REACH).isoformat()
    if not first[: len(when.group())] <= when.group():
        return False
    before = flat(article.text[sentence.span.start : time.span.start]) + " "
    if when.group() > end.isoformat():
        return when.group() <= (end + REACH).isoformat() and _AHEAD.search(sentence.span.of(article.text)) is not None
    return not _SPOKEN.search(before) and not _BOUND.search(before)


def _is_mostly_quoted(sentence: Sentence, annotation: Annotation) -> bool:
    spoken = sum(
        part.end - part.start
        for quote in annotation.quotes
        if quote.kind != "indirect"
        for part in quote.content
        if part in sentence.span
    )
    return spoken > 0.4 * (sentence.span.end - sentence.span.start)


def _is_one(event: Event, other: Event) -> bool:
    """Do two sentences of one day tell the same event?"""
    if event.when != other.when:
        return False
    alike = overlap(event.words, other.words)
    if alike >= REPEATS:
        return True
    if event.story.id != other.story.id or event.incident is None or other.incident is None:
        return False
    places = (event.incident.place, other.incident.place)
    harm = event.incident.kind in HARM and other.incident.kind in HARM
    same = event.incident.kind == other.incident.kind or harm
    return same and (places[0] == places[1] or None in places) and (places[0] is not None or alike >= NEAR)


def _item(request: Request, event: Event, events: Sequence[Event], number: int) -> EventItem:
    outlets, echoes = {request.outlet(event.sentence.article)}, []
    for other in sorted(events, key=lambda other: other.sentence):
        outlet = request.outlet(other.sentence.article)
        if outlet not in outlets and overlap(event.words, other.words) >= REPEATS:
            outlets.add(outlet)
            echoes.append(other.sentence)
    article = request.article(event.sentence.article)
    place = _place(request, event)
    return EventItem(
        id=request.item_id(number),
        text=event.lifted.text,
        citations=request.cite([*event.lifted.spans, event.cue, *echoes]),
        status=event.story.status,
        marks=request.marks(event.story, [event.sentence]),
        story=event.story.id,
        when=event.when,
        dated=Citation(article.id, (event.cue,), article.sha256),
        event=event.incident.kind if event.incident else None,
        place=place,
    )


def _place(request: Request, event: Event) -> str | None:
    """Where an incident was, if its own sentence names the place."""
    named = {place.name for place in request.annotation(event.sentence.article).places if place.span in event.sentence}
    place = event.incident.place if event.incident else None
    return place if place in named else None
