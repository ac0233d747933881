"""The items of a brief's sections, and what they are made of.

Every item has `id`, `text`, `citations`, `status` and `marks`, then its kind's own fields, and `kind` last. `text` is
either a source's own words, standing in the cited spans, or a line composed only from fields whose spans are cited; the gate
holds both. What an editor adds afterwards stands in `edited` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from briefer.model.annotation import Effect, FigureKind, Modifier, QuoteKind, Trend
from briefer.model.edits import Edit
from briefer.model.span import ArticleId, Span
from briefer.model.story import Status

SCHEMA_VERSION = 1

PlaceFrom = Literal["said", "dateline"]
DateFrom = Literal["said", "reported"]
Mark = Literal[
    "single-source", "anonymous-source", "party-claim", "wire-copy", "differing", "editor-pin", "editor-note", "editor-heading"
]
Change = Literal["corrected", "updated", "resumed", "new", "closed"]
"""Since the last issue: an article was corrected; a story got new reports, got them after a pause, is new, or has ended."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an item stands: an article, the spans in it, and the hash of the text they count in."""

    article: ArticleId
    spans: tuple[Span, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A story's heading: the title of one of its articles, word for word."""

    text: str
    article: ArticleId


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a source, word for word."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Another outlet's words for a quotation, in its form: only a direct one is set in quotation marks."""

    text: str
    citations: tuple[Citation, ...]
    form: QuoteKind


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said it, as the brief shows it: `name`, else `mention` in the source's own words.

    `role` is his whole title where role and affiliation stand together there ("head of the provincial council").
    """

    name: str | None
    mention: str | None
    role: str | None
    affiliation: str | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Highlight:
    """One fact of the bottom line, in a source's own sentence."""

    id: str
    text: str
    citations: tuple[Citation, ...]
    status: Status
    marks: tuple[Mark, ...]
    topic: str | None
    story: str
    edited: tuple[Edit, ...] = ()
    kind: Literal["highlight"] = "highlight"


@dataclass(frozen=True, slots=True)
class StoryItem:
    """A story under a topic: `text` is its statements' words in order; `articles` all that report it, copies included."""

    id: str
    text: str
    citations: tuple[Citation, ...]
    status: Status
    marks: tuple[Mark, ...]
    story: str
    heading: Heading | None
    statements: tuple[Statement, ...]
    articles: tuple[ArticleId, ...]
    importance: float
    reasons: Mapping[str, float]
    edited: tuple[Edit, ...] = ()
    kind: Literal["story"] = "story"


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """A quotation (direct, mixed) or a reported statement (indirect: never shown in quotation marks).

    `place` is where it was said as far as its sentence says so (`place_from` is `said`), else where the article was filed
    (`dateline`). `date` is the day on which it was said (`date_from` is `said`), else that of the article (`reported`).
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    status: Status
    marks: tuple[Mark, ...]
    story: str
    form: QuoteKind
    speaker: Voice
    medium: str | None
    place: str | None
    date: str | None
    versions: tuple[Wording, ...]
    place_from: PlaceFrom | None = None
    date_from: DateFrom | None = None
    edited: tuple[Edit, ...] = ()
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's figure: `text` its own words ("at least 16 people"), `said_by` who it quotes, `date` the as-of date.

    `role` is the title that the source gives him there; `party` marks a claim of a party to the conflict.
    """

    text: str
    citations: tuple[Citation, ...]
    low: float | None
    high: float | None
    modifier: Modifier
    said_by: str | None
    date: str | None
    role: str | None = None
    party: bool = False


@dataclass(frozen=True, slots=True)
class FigureItem:
    """A key figure: the conservative claim's bounds, what is counted, where, and every source's claim, conservative first.

    `rivals` are what parties to the conflict, or the other side, claim of the same thing: they never make the number or its
    range. `history` is the number as it stood on earlier days, oldest first, where it was another.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    status: Status
    marks: tuple[Mark, ...]
    story: str
    figure: FigureKind
    low: float | None
    high: float | None
    modifier: Modifier
    trend: Trend | None
    unit: str | None
    counted: str | None
    place: str | None
    date: str | None
    claims: tuple[Claim, ...]
    rivals: tuple[Claim, ...] = ()
    history: tuple[Claim, ...] = ()
    edited: tuple[Edit, ...] = ()
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class SourceItem:
    """An entry of the reference list: `number` as the page cites it; `copies` the outlets' articles that repeat it."""

    id: str
    text: str
    citations: tuple[Citation, ...]
    status: Status
    marks: tuple[Mark, ...]
    number: int
    article: ArticleId
    copies: tuple[ArticleId, ...]
    edited: tuple[Edit, ...] = ()
    kind: Literal["source"] = "source"


@dataclass(frozen=True, slots=True)
class EventItem:
    """What happened when, in a source's own sentence, or under its title (`heading`) where the sentence stands elsewhere.

    `when` is the ISO date or month that the time expression which `dated` cites was resolved to; `event` an incident's kind,
    where one was found.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    status: Status
    marks: tuple[Mark, ...]
    story: str
    when: str
    dated: Citation
    heading: Heading | None
    event: str | None
    place: str | None
    edited: tuple[Edit, ...] = ()
    kind: Literal["event"] = "event"


@dataclass(frozen=True, slots=True)
class Delta:
    """A figure of one thing as the last issue had it (`before`) and as this one has it (`after`), conservative claims first."""

    figure: FigureKind
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A sentence of an article that a newer version of it changed; None on the side that has no such sentence."""

    before: Statement | None
    after: Statement | None


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """What became of a story or an article since the last issue.

    `text` names it: the heading's words, else a sentence. `since` is the time of publication of the newest article that tells
    of it; `articles` are those that the last issue did not have (of a closed story all). What `deltas` and `revisions` hold as
    `before` is cited from the versions of articles that earlier issues cited.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    status: Status
    marks: tuple[Mark, ...]
    change: Change
    story: str
    heading: Heading | None
    since: str | None
    articles: tuple[ArticleId, ...]
    deltas: tuple[Delta, ...]
    revisions: tuple[Revision, ...]
    edited: tuple[Edit, ...] = ()
    kind: Literal["change"] = "change"


@dataclass(frozen=True, slots=True)
class Harm:
    """What a source says was done to people somewhere: the most cautious independent claim."""

    effect: Effect
    claim: Claim


@dataclass(frozen=True, slots=True)
class IncidentItem:
    """What happened at one place, of one story: a point of the map.

    `place` is the source's spelling of what the gazetteer has at these coordinates (`geonames_id`); `events` are the kinds of
    the incidents there, the first-told first, `date` the day of that one; `harms` what sources say was done to people in them.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    status: Status
    marks: tuple[Mark, ...]
    story: str
    events: tuple[str, ...]
    place: str
    country: str | None
    latitude: float
    longitude: float
    geonames_id: int | None
    date: str
    harms: tuple[Harm, ...]
    kind: Literal["incident"] = "incident"
    edited: tuple[Edit, ...] = ()


Item = Annotated[
    Highlight | StoryItem | QuoteItem | FigureItem | SourceItem | EventItem | ChangeItem | IncidentItem,
    Field(discriminator="kind"),
]
