"""The brief: one frozen record that feeds every format, `brief.json`. What its sections hold is in `items`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from briefer.model.edits import Edit, Release
from briefer.model.items import (
    SCHEMA_VERSION,
    Change,
    ChangeItem,
    Citation,
    Claim,
    DateFrom,
    Delta,
    EventItem,
    FigureItem,
    Harm,
    Heading,
    Highlight,
    IncidentItem,
    Item,
    Mark,
    PlaceFrom,
    QuoteItem,
    Revision,
    SourceItem,
    Statement,
    StoryItem,
    Voice,
    Wording,
)
from briefer.model.span import ArticleId
from briefer.model.story import Gap

__all__ = [
    "SCHEMA_VERSION",
    "Brief",
    "Change",
    "ChangeItem",
    "Citation",
    "Claim",
    "Counts",
    "CoveredPeriod",
    "DateFrom",
    "Delta",
    "EventItem",
    "FigureItem",
    "Harm",
    "Heading",
    "Highlight",
    "IncidentItem",
    "Issue",
    "Item",
    "Layout",
    "Look",
    "MadeWith",
    "Mark",
    "PlaceFrom",
    "QuoteItem",
    "Reference",
    "Revision",
    "Section",
    "SourceItem",
    "Statement",
    "StoryItem",
    "Voice",
    "Wording",
]


@dataclass(frozen=True, slots=True)
class Section:
    """One section as the audience asked for it. `note` says why it is empty or shortened, `edited` what an editor did to it."""

    kind: str
    id: str
    title: str
    items: tuple[Item, ...]
    note: str | None
    edited: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class CoveredPeriod:
    """ISO 8601 date-times with offset, in the brief's timezone."""

    from_: Annotated[str, Field(alias="from")]
    to: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles came in and what became of them; `dropped_by_gate` counts items that failed the evidence gate."""

    collected: int
    read: int
    used: int
    duplicates: int
    skipped: int
    dropped_by_gate: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What a brief says of an article that it cites or counts. `from_feed`: what was read is its feed's text, not its page."""

    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    sha256: str
    from_feed: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A house's own logo (`data:` URI) with its text, colours (`#rrggbb`), fonts (in templates/fonts/); None: the usual."""

    logo: str | None = None
    logo_text: str | None = None
    accent: str | None = None
    ink: str | None = None
    paper: str | None = None
    dark_accent: str | None = None
    dark_ink: str | None = None
    dark_paper: str | None = None
    text_font: str | None = None
    text_font_bold: str | None = None
    heading_font: str | None = None
    label_font: str | None = None
    label_font_bold: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the audience wants its pages: a template's name, a page size, and the house's own look, where it has one."""

    template: str
    page: Literal["A4", "Letter"]
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What made the brief, so that it can be made again."""

    version: str
    config_sha256: str
    templates_sha256: str
    model: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An earlier issue of the same brief: its number and its as-of time."""

    issue: int
    as_of: str


@dataclass(frozen=True, slots=True)
class Brief:
    """`out/DATE/AUDIENCE/brief.json`. `compared_with` is the last issue that its readers were given, None in a first one.

    A `draft` waits for approval and is nobody's yet; `released` says who approved it. `edits` are all of its editor's acts, in
    the order of his file.
    `topics` has the titles in the brief's language of topics that have one in it, by their ids.
    """

    schema_version: int
    audience: str
    title: str
    language: str
    issue: int
    as_of: str
    timezone: str
    period: CoveredPeriod
    handling: str | None
    layout: Layout
    counts: Counts
    sections: tuple[Section, ...]
    articles: Mapping[ArticleId, Reference]
    gaps: tuple[Gap, ...]
    made_with: MadeWith
    compared_with: Issue | None = None
    draft: bool = False
    released: Release | None = None
    edits: tuple[Edit, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)
