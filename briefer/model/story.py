"""What several articles tell together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from briefer.model.annotation import Annotation, Figure, Quote
from briefer.model.article import Article
from briefer.model.span import ArticleId

Status = Literal["new", "updated", "ongoing"]


@dataclass(frozen=True, slots=True)
class FigureClaim:
    """One article's figure as part of a reconciled line. `said_by` is None where the article says it in its own voice."""

    article: ArticleId
    figure: Figure
    said_by: str | None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """Figures of one story about the same thing, across its articles, the conservative one first; copies are folded away."""

    claims: tuple[FigureClaim, ...]


@dataclass(frozen=True, slots=True)
class QuoteVersion:
    """One article's wording of a quotation."""

    article: ArticleId
    quote: Quote


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """The same quotation in one article or several, the fullest wording first."""

    versions: tuple[QuoteVersion, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event, oldest first, near-duplicates folded.

    `copies` maps each wire copy or near-duplicate to the article it repeats (which is in `articles`); `copies` are not in
    `articles`. `status` is seen from the period: new (all of it reported within), updated (reported before, and within),
    ongoing (only before); in a brief, from what its readers were shown before. `importance` orders the stories of a brief;
    its parts stand in `reasons` for `trace`.
    """

    id: str
    articles: tuple[ArticleId, ...]
    copies: Mapping[ArticleId, ArticleId]
    status: Status
    importance: float
    reasons: Mapping[str, float]
    figures: tuple[FigureLine, ...]
    quotes: tuple[QuoteLine, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a brief covers: after `start`, up to and including `end`, both aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """What could not be collected or read, for the brief's readers."""

    source: str
    since: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that sections are made of. `articles` and `annotations` hold earlier ones too; `current` are those of the period.

    Mappings iterate in the order of publication, then id, so that equal inputs give equal briefs. `superseded` maps an article
    that a newer version has replaced to that version; only the newer one is among `articles`.
    """

    period: Period
    timezone: str
    articles: Mapping[ArticleId, Article]
    annotations: Mapping[ArticleId, Annotation]
    current: frozenset[ArticleId]
    stories: tuple[Story, ...]
    gaps: tuple[Gap, ...]
    superseded: Mapping[ArticleId, ArticleId] = field(default_factory=dict)
