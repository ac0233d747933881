"""What is found in one article, each finding with the span it stands on: the `extract` record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefer.model.article import Dateline
from briefer.model.span import ArticleId, Span

QuoteKind = Literal["direct", "indirect", "mixed"]
Modifier = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range", "vague"]
Trend = Literal["up", "down"]
FigureKind = Literal[
    "killed", "injured", "missing", "detained", "displaced", "forces", "population",
    "money", "share", "distance", "area", "duration", "age", "other",
]  # fmt: skip
Effect = Literal["killed", "injured", "missing", "detained", "displaced"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the id of the topic that it belongs to (None: none of them)."""

    span: Span
    section: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `mention` is the words that name the speaker there ("he"), `name` the person that they resolve to."""

    mention: Span | None
    name: str | None
    role: str | None
    affiliation: str | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """Attributed speech. One quotation that its cue interrupts is one quote with two content spans.

    Content spans hold the words alone, without the quotation marks around them.
    """

    content: tuple[Span, ...]
    cue: Span | None
    kind: QuoteKind
    medium: str | None
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the source gives it, hedge and all. A vague one ("several") has neither `low` nor `high`.

    `unit` is normalised and singular; `concept` the words of what it is about, as in the text; `counted` the counted noun
    phrase; `quote` the index of the quote that holds it; `date` an ISO date where one is known.
    """

    span: Span
    low: float | None
    high: float | None
    modifier: Modifier
    trend: Trend | None
    unit: str | None
    concept: tuple[str, ...]
    counted: str | None
    kind: FigureKind
    quote: int | None
    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Casualty:
    """One group of people to whom something was done; a named victim is a group of one. Never a total beside its parts."""

    effect: Effect
    low: float | None
    high: float | None
    modifier: Modifier
    span: Span
    who: str | None
    place: str | None
    date: str | None
    incident: int | None
    quote: int | None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened: attack, bombing, shooting, airstrike, clash, detention, abduction, …; `sentence` is an index."""

    kind: str
    span: Span
    place: str | None
    date: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people with its bounds and the words that say so."""

    low: float | None
    high: float | None
    modifier: Modifier
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """The article's own total, from its casualties."""

    killed: Count | None
    injured: Count | None
    detained: Count | None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression and its TIMEX3 value, resolved against the dateline, else `published`."""

    span: Span
    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place name in the gazetteer: `name` as the gazetteer has it, `country` ISO 3166-1 alpha-2, degrees WGS 84."""

    span: Span
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person under the fullest name that the article gives, with every mention."""

    name: str
    role: str | None
    affiliation: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that is found in one article; indices (`quote`, `incident`, `sentence`) point into this record's own lists."""

    id: ArticleId
    published: str | None
    dateline: Dateline | None
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    casualties: tuple[Casualty, ...]
    incidents: tuple[Incident, ...]
    toll: Toll | None
    times: tuple[Timex, ...]
    places: tuple[Place, ...]
    provinces: tuple[str, ...]
    people: tuple[Person, ...]
    summary: tuple[Span, ...]
    story: str | None
