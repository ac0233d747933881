"""What happened when: dated sentences of the period's stories and their background, one line an event, in order of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefer.model.annotation import Annotation, Incident, Sentence, Timex
from briefer.model.article import Article
from briefer.model.brief import Citation, EventItem, Heading, Item
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
LEAD = 2
"""Sentences of an article that its title may stand for …"""
TITLED = 0.4
"""… and the share of the shorter's telling words that both must have."""
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
_BOUND = re.compile(
    r"\b(?:until|till|by|before|after|from|through|than|between)\s+(?:late\s+|early\s+)?$|\bsince\b[^,;]*$|"
    r"\b(?:where|which|whose)\b[^,]*$|\bwho\b(?:\s+[\w’'-]+){0,5}\s*$|"
    r"\b(?:(?:expected|due|scheduled|supposed|hop(?:ed|ing)|plann?(?:ed|ing)|want(?:ed)?|was|were) to|would|could|might|may|"
    r"if)\b"
    r"[^,;]*$|^(?:though|although|while|even as|even though|because)\b[^,]*$|"
    r"\b(?:by|for|of|from) (?:\w+ly )?(?!(?:shell|bomb|shoot|fight|kill|stabb|wound|runn)ing\b)\w{3,}ing\b[^,;]*$|"
    r"\b(?:accused of|charged with|suspected of|alleged(?:ly)? (?:to have|having))\b[^,;]*$",
    re.IGNORECASE,
)
"""What stands before a day that bounds what is told, belongs to an aside, to a clause that only leads up to the event or to the
deed that somebody is held for, or is one that something was meant for."""
_AHEAD = re.compile(
    r"\b(?:will|would|due|set|scheduled|expected|planned|plans?|deadline|is to|are to|was to|were to|begins?|starts?|opens?|"
    r"ends?|expires?|returns?|meets?|votes?)\b",
    re.IGNORECASE,
)
"""What a sentence of a day to come says."""
_QUESTION = re.compile(
    r"(?:what|how|why|who|where|when|which|is|are|do|does|did|can|will|opinion|analysis)\b|.*\?$", re.IGNORECASE
)
"""A title that asks or announces, and tells no event."""
_OTHERS = re.compile(r"(?:\w+\s+)?others?\b|\w+\s+more\b|\(|.*\|", re.IGNORECASE)
"""An opening that counts on from the sentence before (“Two others …”), and what a page's furniture leaves in a line."""
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

    An event that several outlets tell is one line. A sentence that the brief shows elsewhere is not shown again: another that
    tells the event stands for it, else its article's title where that says the same.
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
    lines: list[tuple[Event, Heading | None, list[Event]]] = []
    for _, events in chosen:
        shown = _shown(request, events)
        if shown is not None and len(lines) < (request.settings.limit or LIMIT):
            lines.append((*shown, events))
            request.take(shown[1].text if shown[1] else shown[0].lifted.text)
    lines.sort(key=lambda line: (line[0].order, line[0].rank, line[0].sentence))
    return tuple(_item(request, *line, number) for number, line in enumerate(lines, 1))


def _shown(request: Request, events: Sequence[Event]) -> tuple[Event, Heading | None] | None:
    """One event as it is told several times → the weightiest telling, and the title that stands for it where the brief shows
    its sentence; None where it has shown all."""
    for event in events:
        if not request.is_taken(event.lifted.text):
            return event, None
        article = request.article(event.sentence.article)
        title = flat(article.title or "")
        is_lead = event.sentence in [sentence.span for sentence in request.annotation(article.id).sentences[:LEAD]]
        if (
            is_lead
            and title
            and not _QUESTION.match(title)
            and overlap(content(title), event.words) >= TITLED
            and not request.is_taken(title)
        ):
            return event, Heading(title, article.id)
    return None


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
            if dated is None or lifted is None or lifted.leans or CAPTION.search(lifted.text) or _OTHERS.match(lifted.text):
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
    """Does a time expression give the day of what its sentence tells? The day of speaking does not, nor a bound ("since"),
    nor one by which an event is called ("Monday's crash")."""
    when = _DAY.match(time.value)
    if time.type not in ("DATE", "TIME") or when is None or _OF_ANOTHER.search(time.span.of(article.text)):
        return False
    end = request.material.period.end.date()
    first = (end - REACH).isoformat()
    if not first[: len(when.group())] <= when.group():
        return False
    if re.match(r"[’']s? \w", article.text[time.span.end : time.span.end + 4]):
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


def _item(request: Request, event: Event, heading: Heading | None, events: Sequence[Event], number: int) -> EventItem:
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
        text=heading.text if heading else event.lifted.text,
        citations=request.cite([*event.lifted.spans, event.cue, *echoes]),
        status=event.story.status,
        marks=request.marks(event.story, [event.sentence]),
        story=event.story.id,
        when=event.when,
        dated=Citation(article.id, (event.cue,), article.sha256),
        heading=heading,
        event=event.incident.kind if event.incident else None,
        place=place,
    )


def _place(request: Request, event: Event) -> str | None:
    """Where an incident was, if its own sentence names the place; in the source's spelling."""
    if event.incident is None or event.incident.place is None:
        return None
    article = request.article(event.sentence.article)
    named = [place for place in request.annotation(article.id).places if place.span in event.sentence]
    return next((flat(place.span.of(article.text)) for place in named if place.name == event.incident.place), None)
