"""Where it happened: the period's incidents at places that have coordinates, one item for each place of a story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from briefer.model.annotation import Annotation, Effect, Incident, Place
from briefer.model.brief import Harm, IncidentItem, Item
from briefer.model.span import ArticleId, Span
from briefer.model.story import FigureClaim, Story
from briefer.model.words import flat
from briefer.sections.figure_claims import merged, sides
from briefer.sections.figure_lines import place_of
from briefer.sections.relevance import topics_of
from briefer.sections.request import Request, sentence_of

LIMIT = 16
KINDS = 3
"""Kinds of incident that an item names."""
RECENT = timedelta(days=1)
"""An incident so long before the period still belongs to its news."""
OUTCOMES = frozenset({"killing", "injury"})
"""Kinds that say what an attack did: named where nothing says how."""
EFFECTS: tuple[Effect, ...] = ("killed", "injured", "missing")
"""What was done to people, in the order in which an item tells it."""
_SET_IN = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout|within|on|into|through|hit|struck|rocked|attack\w*|bomb\w*|shell\w*|"
    r"raid\w*|storm\w*|for|over|between|"
    r"(?<!mayor )(?<!governor )(?<!chief )(?<!head )(?<!president )(?<!university )(?<!bishop )(?<!\d )(?<!, )of)"
    r"(?:\s+[\w’'-]+){0,3}[\s,]+(?:and\s+)?$",
    re.IGNORECASE,
)
"""What stands before a place that something is set in, or that is itself attacked."""
_SPOKEN_IN = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells|announced|wrote|conference|briefing|interview\w*|statement|reporters|spoke|speaking|talks|"
    r"negotiat\w+|meeting|correspondents?|based|officials?|spokes\w+|ministry|embassy|investigators?|prosecutors?|authorities|"
    r"lawmakers?|diplomats?|ambassador|analysts?|experts?|born|natives?|live[sd]?|living|court)"
    r"(?:\W+(?:an?|the|his|her|its|their|state|local|news|press|radio|television|conference|briefing|interview|reporters|"
    r"journalists|agency|associated|reuters|afp|ap|by|phone|telephone|on|late|early|\w+day|morning|evening|night|afternoon|held))*"
    r"\W+(?:in|at|from|near|outside)"
    r"(?:\W+(?:the|capital|city|town|of|northern|southern|eastern|western|central|nearby|neighbou?ring))*\W+$",
    re.IGNORECASE,
)
"""What stands before a place where somebody spoke, sits or comes from."""
_BROUGHT_TO = re.compile(
    r"\b(?:transferred|transported|taken|flown|airlifted|rushed|moved|brought|evacuated|fled|arrived)\b[^,;]*\b(?:to|at|into|in)\b[^,;]*$",
    re.IGNORECASE,
)
"""What stands before a place that people came to afterwards."""
_BODY = re.compile(
    r"(?:[’']s?)?\s+(?:provincial\s+(?:council|government|gover\w+|police|assembly|health)|(?:city\s+|province\s+|county\s+|state\s+)?"
    r"(?:police|government|council\w*|governor|mayor|ministry|authorities|officials?|(?:district\s+)?court|parliament|assembly|chief|residents?|natives?|"
    r"times|post|herald|news|hospital|university|department|fire|sheriff))\b",
    re.IGNORECASE,
)
"""What stands behind a place that only says whose a body is."""


@dataclass(frozen=True, slots=True)
class Found:
    """An incident in its article, and the place where it was, as the article names it."""

    article: ArticleId
    incident: Incident
    place: Place
    sentence: Span


@dataclass(slots=True)
class Spot:
    """A place of a story, and what happened there, in the order in which it was told."""

    story: Story
    rank: int
    found: list[Found] = field(default_factory=list)


def build(request: Request) -> tuple[Item, ...]:
    """The period's topical stories → what happened where, the most important story first, and with it the others of its place.

    An incident counts whose day lies in the period, or is the one before it, and whose place the gazetteer gives coordinates:
    countries have none, and districts neither. A province has those of its largest town.
    """
    spots: dict[tuple[str, float, float], Spot] = {}
    for rank, story in enumerate(request.material.stories):
        if topics_of(request, story):
            for found in _of_story(request, story):
                key = (story.id, found.place.latitude or 0.0, found.place.longitude or 0.0)
                spots.setdefault(key, Spot(story, rank)).found.append(found)
    chosen = sorted(spots.values(), key=lambda spot: (spot.rank, -len(spot.found)))[: request.settings.limit or LIMIT]
    turns = {where: turn for turn, where in reversed([*enumerate(map(_where, chosen))])}
    chosen.sort(key=lambda spot: turns[_where(spot)])
    return tuple(_item(request, spot, number) for number, spot in enumerate(chosen, 1))


def _where(spot: Spot) -> tuple[float | None, float | None]:
    return spot.found[0].place.latitude, spot.found[0].place.longitude


def _of_story(request: Request, story: Story) -> Iterator[Found]:
    period = request.material.period
    first, last = (period.start.date() - RECENT).isoformat(), period.end.date().isoformat()
    for id_ in request.current(story):
        annotation = request.annotation(id_)
        for incident in annotation.incidents:
            if incident.place is None or incident.date is None or not first <= incident.date[:10] <= last:
                continue
            sentence = annotation.sentences[incident.sentence].span
            place = _named(incident, sentence, annotation, request.article(id_).text)
            if place is not None:
                yield Found(id_, incident, place, sentence)


def _named(incident: Incident, sentence: Span, annotation: Annotation, text: str) -> Place | None:
    """An incident → the words of its own sentence that set it in its place; None where they only name that place.

    Not where somebody spoke of it, where a body has its seat or a person comes from, nor a place that stands farther from the
    incident's word than another one that something is set in.
    """
    line = annotation.dateline
    set_in = [
        place
        for place in annotation.places
        if place.span in sentence
        and not (line is not None and place.span in line.span)
        and _holds_something(place.span, sentence, text)
    ]
    set_in.sort(key=lambda place: (_between(place.span, incident.span), place.span))
    nearest = [place.name for place in set_in if place.latitude is not None or place.name == incident.place][:1]
    named = [place for place in set_in if place.name == incident.place and place.latitude is not None]
    beside = named and nearest != [incident.place] and _go_together(named[0], set_in, text)
    return named[0] if named and (nearest == [incident.place] or beside) else None


def _holds_something(place: Span, sentence: Span, text: str) -> bool:
    before, behind = flat(text[sentence.start : place.start]) + " ", text[place.end : place.end + 30]
    elsewhere = _SPOKEN_IN.search(before) or _BROUGHT_TO.search(before) or _BODY.match(behind)
    return _SET_IN.search(before) is not None and elsewhere is None


def _between(one: Span, other: Span) -> int:
    """How many characters lie between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)


def _go_together(place: Place, others: Sequence[Place], text: str) -> bool:
    """Does a place stand directly behind another, as the wider one that holds it: "in Tolvar, Marland province"?"""
    before = [other for other in others if other.span.end < place.span.start]
    return (
        bool(before)
        and re.fullmatch(r",?\s*(?:in\s+)?(?:the\s+)?(?:\w+\s+)?", text[before[-1].span.end : place.span.start]) is not None
    )


def _item(request: Request, spot: Spot, number: int) -> IncidentItem:
    """A place and what happened there → its item. Each article is cited for the first that it tells of it."""
    kinds = list(dict.fromkeys(found.incident.kind for found in spot.found))
    events = tuple(kind for kind in kinds if kind not in OUTCOMES)[:KINDS] or tuple(kinds[:1])
    lead = next(found for found in spot.found if found.incident.kind == events[0])
    cited = [lead]
    for found in spot.found:
        known = {(one.article, one.incident.kind) for one in cited}
        fresh = found.article not in {one.article for one in cited}
        if found.incident.kind in events and (fresh or found.incident.kind not in {kind for _, kind in known}):
            cited.append(found)
    spans = [span for found in cited for span in (found.sentence, found.place.span)]
    place = _spelling(request, lead)
    assert lead.place.latitude is not None
    assert lead.place.longitude is not None
    assert lead.incident.date is not None
    return IncidentItem(
        id=request.item_id(number),
        text=f"{place}: {', '.join(events)}",
        citations=request.cite(spans),
        status=spot.story.status,
        marks=request.marks(spot.story, [found.sentence for found in cited]),
        story=spot.story.id,
        events=events,
        place=place,
        country=lead.place.country,
        latitude=lead.place.latitude,
        longitude=lead.place.longitude,
        geonames_id=lead.place.geonames_id,
        date=lead.incident.date[:10],
        harms=tuple(_harms(request, spot)),
    )


def _spelling(request: Request, found: Found) -> str:
    """A place as its article spells it; in capitals, as datelines are, the gazetteer's name stands for it."""
    words = flat(found.place.span.of(request.article(found.article).text))
    return found.place.name if words.isupper() else words


def _harms(request: Request, spot: Spot) -> Iterator[Harm]:
    """A place of a story → for each effect on people the first line of the story's figures that is of that place.

    Its own sentence says that it was there, or tells one of the place's incidents and names no other place for its number.
    """
    for effect in EFFECTS:
        for line in spot.story.figures:
            claims = [claim for claim in line.claims if claim.figure.kind == effect and _is_of(request, claim, spot)]
            if claims:
                yield Harm(effect, merged(request, sides(request, claims)[0].claims)[0])
                break


def _is_of(request: Request, claim: FigureClaim, spot: Spot) -> bool:
    annotation = request.annotation(claim.article)
    if claim.article not in request.material.current or claim.figure.modifier == "vague":
        return False
    names = {found.place.name for found in spot.found}
    if claim.figure.place is not None and claim.figure.place not in names:
        return False
    if place_of(claim.figure, request.article(claim.article), annotation) is not None:
        return claim.figure.date is None or claim.figure.date[:10] in {found.incident.date for found in spot.found}
    sentence = sentence_of(annotation, claim.figure.span)
    return sentence is not None and _tells(claim.article, sentence.span, spot.found)


def _tells(article: ArticleId, sentence: Span, found: Sequence[Found]) -> bool:
    return any(one.article == article and one.sentence == sentence for one in found)
