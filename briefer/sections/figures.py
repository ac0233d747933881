"""Key figures: each thing that was counted once, the conservative number first, with who says what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefer.model.annotation import Annotation, Figure
from briefer.model.article import Article
from briefer.model.brief import FigureItem, Item, Mark
from briefer.model.numbers import SCALES, TENS, UNITS
from briefer.model.span import ArticleId
from briefer.model.story import FigureClaim, FigureLine, Story
from briefer.model.words import flat
from briefer.sections.figure_claims import Side, history, merged, sides
from briefer.sections.figure_lines import (
    CASUALTIES,
    also_of,
    displaced_noun,
    line_of,
    place_of,
    repeats_another,
    states_a_number,
    tail_of,
    voice_of,
    whole_of,
)
from briefer.sections.relevance import topics_of
from briefer.sections.request import Request, day, passes, sentence_of
from briefer.sections.wording import content

LIMIT = 12
A_STORY = 6
A_KIND = {"killed": 4}
SEVERAL = 2
"""Lines of one kind for one story (`SEVERAL`, of the dead `A_KIND`), those that most outlets report: the rest is detail."""
OLD = timedelta(days=31)
"""A figure of a day so long before its article is background, not news."""
ORDER = ("killed", "injured", "missing", "detained", "displaced", "forces", "population", "money", "share", "other")
RECENT = timedelta(days=1)
"""The casualties of an event so long before the period stand beside the period's own."""
CROWD = 50
"""People from whom a count of them that tells no casualties is news."""
TAKEN_FROM = 10
"""People taken or freed, from whom a count is news."""
THINGS = 5
"""Things that a topic is about, from which a count is news."""
_HEDGES = "more|than|over|at|least|about|around|nearly|almost|some|up|to|roughly|or|fewer"
PEOPLE = frozenset(
    content(
        "people persons residents civilians villagers citizens families households children girls boys women men migrants "
        "refugees evacuees workers employees drivers passengers prisoners detainees inmates hostages captives protesters "
        "demonstrators marchers students pupils teachers patients cases voters members supporters soldiers troops police "
        "officers fighters militants insurgents rebels survivors victims homes houses"
    )
    | {"people"}
)
FAR = 1.5
"""Ratio from which two stories' numbers of casualties are of two events."""
DAYS = timedelta(days=3)
"""How far apart two days of one event may lie: one may be the day on which the number was given."""
_ANYBODY = content("people person persons others bodies victims dead wounded injured least more than nearly about around")
_NUMBERS = "|".join((*UNITS, *TENS, *SCALES, _HEDGES))
_SOMEBODY = re.compile(rf"^(?:[\W\d]|\b(?:{_NUMBERS})\b)*(?:people|persons?|others)$", re.IGNORECASE)
"""“more than 50 people”: a count that says of nobody in particular needs a phrase behind it that does."""
_RUNNING = re.compile(r"\b(?:since|as\s+of|so\s+far|to\s+date)\b", re.IGNORECASE)
_TAKEN = re.compile(r"\b(?:freed|released|abduct\w*|kidnap\w*|hostages?|captives?|taken|seized|trapped)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line to show: its story and that story's rank, what it tells of (`kind`), its number there, its claims.

    `found` is the index of the story's own line; `part`: it is not the first of its kind.
    """

    rank: int
    story: Story
    kind: str
    number: int
    found: int
    side: Side
    part: bool = False

    @property
    def claims(self) -> tuple[FigureClaim, ...]:
        return self.side.claims

    @property
    def order(self) -> tuple[int, int, bool, int, int]:
        """Casualties story by story, of each kind first the line for all; then kind by kind."""
        kind = ORDER.index(self.kind)
        if self.kind in CASUALTIES:
            return (0, self.rank, self.part, kind, self.number)
        return (kind, self.rank, self.part, 0, self.number)


def build(request: Request) -> tuple[Item, ...]:
    """Figure lines of the period's topical stories → items: casualties of the most important story first, then the rest."""
    found: list[_Line] = []
    for rank, story in enumerate(request.material.stories):
        if topics := topics_of(request, story):
            found += _of_story(request, rank, story, topics)
    shown: list[_Line] = []
    for line in sorted(found, key=lambda line: line.order):
        if any(_told_by(request, line, other) for other in shown):
            continue
        home = next((place for place, other in enumerate(shown) if _is_one_event(line, other)), None)
        if home is None:
            shown.append(line)
        else:
            shown[home] = _joined(shown[home], line)
    limit = request.settings.limit or LIMIT
    return tuple(_item(request, line, number) for number, line in enumerate(shown[:limit], 1))


def _is_one_event(line: _Line, other: _Line) -> bool:
    """Do two stories count one event's people: of one place, at about one time, the same people, in numbers that lie close?"""
    if line.kind != other.kind or line.kind not in CASUALTIES or line.story.id == other.story.id:
        return False
    places = {claim.figure.place for claim in line.claims} & {claim.figure.place for claim in other.claims} - {None}
    days = [_day(claim) for claim in (*line.claims, *other.claims)]
    known = [day for day in days if day is not None]
    numbers = [low for claim in (*line.claims, *other.claims) if (low := claim.figure.low)]
    close = bool(numbers) and max(numbers) <= FAR * min(numbers)
    near = not known or max(known) - min(known) <= DAYS
    return bool(places) and near and close and _whom(line) == _whom(other)


def _day(claim: FigureClaim) -> date | None:
    try:
        return date.fromisoformat(claim.figure.date or "")
    except ValueError:
        return None


def _whom(line: _Line) -> frozenset[str]:
    counted = frozenset(word for claim in line.claims for word in content(claim.figure.counted or "") if word.isalpha())
    return counted - _ANYBODY


def _joined(line: _Line, other: _Line) -> _Line:
    """A line with another story's claims of the same event, the conservative one first."""
    claims = sorted((*line.claims, *other.claims), key=lambda claim: claim.figure.low or 0.0)
    return replace(line, side=replace(line.side, claims=tuple(claims)))


def _of_story(request: Request, rank: int, story: Story, topics: Sequence[str]) -> list[_Line]:
    """A story's lines that are worth a place: at most `A_STORY`, of each kind those that most outlets report.

    Parties that contradict each other take one place together.
    """
    lines: list[_Line] = []
    for number, found in enumerate(story.figures):
        claims = [claim for claim in _claims(request, story, found) if _is_key(request, claim, topics)]
        for side in sides(request, claims) if claims else []:
            lines.append(_Line(rank, story, _kind(request, side.claims[0]), len(lines), number, side))
    numbered = {line.kind for line in lines if line.claims[0].figure.modifier != "vague"}
    kept = [line for line in lines if line.claims[0].figure.modifier != "vague" or line.kind not in numbered]
    current = [line for line in kept if line.kind not in CASUALTIES or any(_is_of_now(request, c, RECENT) for c in line.claims)]
    fresh = {line.kind for line in current}
    kept = [line for line in kept if line in current or line.kind not in fresh]
    kept.sort(key=lambda line: (ORDER.index(line.kind), not _is_of_all(line), -_outlets(request, line.claims), line.number))
    of_kind: Counter[str] = Counter()
    chosen: list[_Line] = []
    told: set[int] = set()
    for place, line in enumerate(kept):
        of_kind[line.kind] += line.found not in told
        told.add(line.found)
        if of_kind[line.kind] <= A_KIND.get(line.kind, SEVERAL):
            chosen.append(replace(line, number=place, part=of_kind[line.kind] > 1))
    chosen.sort(key=lambda line: line.order)
    first = list(dict.fromkeys(line.found for line in chosen))[:A_STORY]
    return [line for line in chosen if line.found in first]


def _claims(request: Request, story: Story, line: FigureLine) -> list[FigureClaim]:
    """A line's claims in the period's articles: yesterday's number does not contradict today's, it is older."""
    current = {
        id_ for id_ in request.current(story) if passes(request.settings.filters, request.article(id_), request.annotation(id_))
    }
    claims = [
        claim
        for claim in line.claims
        if claim.article in current and claim.figure.kind in ORDER and not _is_old(claim.figure, request.article(claim.article))
    ]
    claims = [claim for claim in claims if _is_of_now(request, claim)] or claims
    return _without_doubtful(request, claims)


def _without_doubtful(request: Request, claims: list[FigureClaim]) -> list[FigureClaim]:
    """A number whose speaker is in doubt is left out where somebody named gives the same one."""
    named = {(c.figure.low, c.figure.high) for c in claims if c.said_by and voice_of(request, c)[0]}
    return [c for c in claims if not c.said_by or voice_of(request, c)[0] or (c.figure.low, c.figure.high) not in named]


def _is_of_now(request: Request, claim: FigureClaim, before: timedelta = timedelta()) -> bool:
    """Is a figure of the period, or of so long before it, as far as its date, else the days that its sentence names, tell?

    What is counted "since Sunday" is a number of the day of its article.
    """
    start = (request.material.period.start.date() - before).isoformat()
    annotation = request.annotation(claim.article)
    sentence = sentence_of(annotation, claim.figure.span)
    if (
        sentence
        and claim.article in request.material.current
        and _RUNNING.search(sentence.span.of(request.article(claim.article).text))
    ):
        return True
    if claim.figure.date is not None:
        return claim.figure.date >= start[: len(claim.figure.date)]
    named = [
        time.value
        for time in annotation.times
        if sentence and time.type == "DATE" and time.span in sentence.span and re.match(r"\d{4}(-\d\d){0,2}", time.value)
    ]
    return not named or any(value >= start[: len(value)] for value in (name[:10] for name in named))


def _is_old(figure: Figure, article: Article) -> bool:
    """Does a figure date from long before its article?"""
    told, happened = day(article), figure.date
    if told is None or happened is None:
        return False
    try:
        return date.fromisoformat(told) - date.fromisoformat(happened[:10]) > OLD
    except ValueError:
        return happened[:4].isdigit() and int(happened[:4]) < int(told[:4]) - 1


def _kind(request: Request, claim: FigureClaim) -> str:
    """What a claim tells of: its kind, or the displaced where the words just before the number say so."""
    told = displaced_noun(claim.figure, request.article(claim.article), request.annotation(claim.article))
    return "displaced" if claim.figure.kind == "other" and told else claim.figure.kind


def _is_key(request: Request, claim: FigureClaim, topics: Sequence[str]) -> bool:
    """Is a figure worth a line in the table? docs/sections.md states the criterion of each kind."""
    figure, article, annotation = claim.figure, request.article(claim.article), request.annotation(claim.article)
    kind = _kind(request, claim)
    low = figure.low if figure.low is not None else figure.high or 0.0
    if not states_a_number(flat(figure.span.of(article.text))) or repeats_another(figure, article, annotation):
        return False
    if kind in CASUALTIES:
        return kind != figure.kind or not _is_one_of_them(figure, article)
    if kind in ("forces", "population"):
        return low >= CROWD
    if kind in ("money", "share"):
        tail = tail_of(figure, article, annotation)
        return tail.startswith("of ") if kind == "share" else bool(tail)
    if not figure.counted:
        return False
    counted = content(figure.counted)
    if counted & PEOPLE or "people" in figure.counted.lower():
        sentence = sentence_of(annotation, figure.span)
        taken = sentence is not None and _TAKEN.search(sentence.span.of(article.text)) is not None
        said = _SOMEBODY.search(figure.counted) is None or bool(tail_of(figure, article, annotation))
        return said and low >= (TAKEN_FROM if taken else CROWD)
    nouns = [noun for topic in topics for noun in request.topics[topic].nouns] if request.topics else []
    return low >= THINGS and bool(counted & content(" ".join(nouns)))


def _is_one_of_them(figure: Figure, article: Article) -> bool:
    """“one of the wounded” picks a person out, and “one Ann Lee” names him: neither counts."""
    words = flat(article.text[figure.span.start : figure.span.end + 12])
    return figure.low == 1 and re.match(r"(?:[Oo]ne\s+of\b|[Oo]ne\s+[A-Z])", words) is not None


def _is_of_all(line: _Line) -> bool:
    """Does a line count people without saying which, so that the others of its kind may be its parts?"""
    return any(re.search(r"\bpeople\b|\bpersons?\b", claim.figure.counted or "") for claim in line.claims)


def _told_by(request: Request, line: _Line, other: _Line) -> bool:
    """Does a line that is shown already tell what this one does?

    So it is with the same words in the same story, or for the same people in another, with a whole that stands in the line of
    its part, and with the dead of another story whose number a line has, if an article of each names the same place.
    """
    first, last = line.claims[0], other.claims[0]
    if first.article == last.article:
        whole = whole_of(last.figure, request.article(last.article), request.annotation(last.article))
        if whole is not None and whole.span == first.figure.span:
            return True
    if line.kind != other.kind:
        return False
    one_story = line.story.id == other.story.id
    if (one_story or len(_whom(line)) > 1) and _line(request, line).casefold() == _line(request, other).casefold():
        return True
    if one_story:
        return False
    told = {claim.figure.low for claim in other.claims}
    same = all(claim.figure.low in told for claim in line.claims)
    return line.kind in CASUALTIES and same and bool(_places(request, line) & _places(request, other))


def _places(request: Request, line: _Line) -> frozenset[str]:
    """The places that a line's sentences, and those just before them, name."""
    named: set[str] = set()
    for claim in line.claims:
        annotation, at = request.annotation(claim.article), claim.figure.span.start
        starts = [sentence.span.start for sentence in annotation.sentences if sentence.span.start <= at]
        end = next((s.span.end for s in annotation.sentences if s.span.start <= at < s.span.end), at)
        near = [place for place in annotation.places if (starts[-2:] or [0])[0] <= place.span.start < end]
        named.update(place.name for place in near)
    return frozenset(named)


def _line(request: Request, line: _Line) -> str:
    first = line.claims[0]
    return line_of(first.figure, request.article(first.article), request.annotation(first.article), line.kind)


def _outlets(request: Request, claims: Sequence[FigureClaim]) -> int:
    return len({request.outlet(claim.article) for claim in claims})


def _item(request: Request, line: _Line, number: int) -> FigureItem:
    first, story = line.claims[0], line.story
    article, annotation, figure = request.article(first.article), request.annotation(first.article), first.figure
    place = place_of(figure, article, annotation)
    told, rivals = merged(request, line.claims), merged(request, line.side.rivals)
    earlier = history(request, story.figures[line.found], line.claims)
    also = also_of(figure, article, annotation) if line.kind == "displaced" else None
    spans = [
        span
        for claim in (*told, *(rivals if line.side.leads else ()), *earlier)
        for citation in claim.citations
        for span in citation.spans
    ]
    marks: list[Mark] = [
        mark for mark in request.marks(story) if mark != "single-source" or _outlets(request, line.claims) == 1
    ]
    if any(claim.party for claim in told):
        marks.append("party-claim")
    if len({(claim.low, claim.high) for claim in (*told, *rivals) if claim.modifier != "vague"}) > 1:
        marks.append("differing")
    return FigureItem(
        id=request.item_id(number),
        text=_line(request, line),
        citations=request.cite([*spans, *([place] if place else []), *([also.span] if also else [])]),
        status=story.status,
        marks=tuple(dict.fromkeys(marks)),
        story=story.id,
        figure=figure.kind,
        low=figure.low,
        high=figure.high,
        modifier=figure.modifier,
        trend=figure.trend,
        unit=figure.unit,
        counted=_counted(figure, article, annotation),
        place=flat(place.of(article.text)) if place else None,
        date=figure.date if figure.date in _dates(article, annotation) else None,
        claims=told,
        rivals=rivals if line.side.leads else (),
        history=earlier,
    )


def _counted(figure: Figure, article: Article, annotation: Annotation) -> str | None:
    """What is counted, where the figure's sentence has those very words."""
    sentence = sentence_of(annotation, figure.span)
    around = flat((sentence.span if sentence else figure.span).of(article.text)).casefold()
    return figure.counted if figure.counted and flat(figure.counted).casefold() in around else None


def _dates(article: Article, annotation: Annotation) -> frozenset[ArticleId | str]:
    given = {time.value for time in annotation.times} | {day(article) or ""}
    return frozenset(given | {value[:10] for value in given})
