"""A period's material becomes one audience's brief, through the gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefer import __version__, gate, render, sections, stories
from briefer.annotate import models
from briefer.archive import Archive
from briefer.config.settings import Importance
from briefer.freeze import freeze
from briefer.model import brief as records
from briefer.model.issue import Previous
from briefer.model.moments import before, within
from briefer.model.span import ArticleId
from briefer.model.story import Gap, Material, Period, Story
from briefer.pipeline.intake import Intake
from briefer.pipeline.order import Order
from briefer.stories.versions import superseded


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief before its files are made; `brief` is None where there was nothing to report. `told` is all of its window."""

    audience: str
    brief: records.Brief | None
    dropped: tuple[gate.Dropped, ...] = ()
    told: tuple[ArticleId, ...] = ()


def material_of(
    period: Period, timezone: str, told: frozenset[ArticleId], gap: Gap | None, intake: Intake, weights: Importance
) -> Material:
    """A period as a timezone has it, and the articles that are to be told → what all briefs of them are made of.

    Of an article's versions only the newest counts.
    """
    reachable = {
        key: article
        for key, article in intake.articles.items()
        if key in told or within(article.published or "", period) or before(article.published or "", period)
    }
    replaced = superseded(reachable)
    articles = {key: article for key, article in reachable.items() if key not in replaced}
    current = told & articles.keys()
    annotations = {key: intake.annotations[key] for key in articles}
    found = stories.build(reachable, intake.annotations, period, timezone, weights, replaced) if current else ()
    older = {new: old for old, new in replaced.items()}
    gaps = tuple(Gap(skipped.source, skipped.since, skipped.reason) for skipped in intake.skipped)
    return Material(
        period,
        timezone,
        articles,
        annotations,
        current,
        tuple(_as_collected(story, told, older) for story in found),
        (*gaps, gap) if gap else gaps,
        replaced,
    )


def _as_collected(story: Story, told: frozenset[ArticleId], older: Mapping[ArticleId, ArticleId]) -> Story:
    """A story of which an article came late, as of the issue that it came for: new where all of it did, else updated."""
    own = {*story.articles, *story.copies}
    if story.status != "ongoing" or not own & told:
        return story
    return replace(story, status="new" if own <= told and not own & older.keys() else "updated")


def draft_of(
    order: Order,
    archive: Archive,
    name: str,
    material: Material,
    previous: Previous | None,
    intake: Intake,
    told: tuple[ArticleId, ...],
) -> Draft:
    """One audience's brief, composed and through the gate."""
    if not material.current:
        return Draft(name, None)
    audience = order.readers[name]
    composed = sections.build(material, audience, order.configuration.topics, previous)
    passed, dropped = gate.check(composed, material.articles, material.annotations, previous)
    frozen = freeze(
        name,
        audience,
        material,
        passed,
        issue=archive.issue_of(name, material.period.end.isoformat()),
        counts=_counts(intake, material, told, len(dropped)),
        made_with=_made_with(order),
        previous=previous,
        topics=order.configuration.topics,
    )
    return Draft(name, frozen, dropped, told)


def _counts(intake: Intake, material: Material, told: tuple[ArticleId, ...], dropped: int) -> records.Counts:
    """What came in and what became of it: of given files all of them, of sources what the issue's window holds, however many
    runs collected it, so that a run made again counts the same."""
    copies = {copy for story in material.stories for copy in story.copies} & material.current
    of_sources = intake.given is None
    return records.Counts(
        collected=len(told) + len(intake.skipped) if of_sources else intake.collected,
        read=len(told) if of_sources else intake.read,
        used=len(material.current - copies),
        duplicates=len(copies),
        skipped=len(intake.skipped),
        dropped_by_gate=dropped,
    )


def _made_with(order: Order) -> records.MadeWith:
    configuration = order.configuration
    model = models.label(models.resolve(configuration.settings.model))
    return records.MadeWith(__version__, configuration.sha256, render.templates_sha256(order.templates), model)
