"""Handling marks: what a source's mark keeps from an audience below it, and from whatever that audience is shown."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefer.config.settings import Audience, Source
from briefer.model.article import Article, Document, Skipped
from briefer.model.handling import TLP, level, may_reach
from briefer.model.issue import Previous
from briefer.model.span import ArticleId
from briefer.pipeline.intake import Intake

log = logging.getLogger(__name__)

PUBLIC = TLP[0]
PLACES = ("path", "feed", "sitemap", "listing", "mail", "warc")
"""The keys of a source that say where its documents are."""


def marked(
    documents: Sequence[Document], skipped: Sequence[Skipped], sources: Iterable[Source]
) -> tuple[list[Document], tuple[Skipped, ...]]:
    """What was collected and what could not be → the same with the marks of their sources.

    A failure is a source's where it is told under the source's name, or under what begins with its address or folder.
    """
    bearing = [source for source in sources if source.handling]
    marks = {source.name: source.handling for source in bearing}
    places = [(value, source.handling) for source in bearing for key, value in source if key in PLACES and value]
    return (
        [replace(one, hints=replace(one.hints, handling=marks.get(one.source))) for one in documents],
        tuple(replace(one, handling=marks.get(one.source) or _mark_of(one.source, places)) for one in skipped),
    )


def _mark_of(told: str, places: Iterable[tuple[str, str | None]]) -> str | None:
    return max((mark for place, mark in places if told.startswith(place)), key=level, default=None)


def cleared(
    intake: Intake, audience: Audience, due: Sequence[ArticleId]
) -> tuple[Intake, tuple[ArticleId, ...], tuple[Article, ...]]:
    """An intake, an audience and the articles that are its issue's to tell → the intake that it may be shown, those that may be
    told, and those that may not.

    Its gaps say that something is marked above it, and how much; neither a title, an address nor a source's name of it.
    """
    mark = audience.handling
    articles = {key: article for key, article in intake.articles.items() if may_reach(article.handling, mark)}
    told = tuple(key for key in due if key in articles)
    withheld = tuple(intake.articles[key] for key in due if key not in articles)
    kept = [one for one in intake.skipped if may_reach(one.handling, mark)]
    hidden = len(intake.skipped) - len(kept)
    if withheld:
        kept.append(Skipped(_counted(len(withheld), "article"), f"marked above this brief’s handling ({mark or PUBLIC})"))
    if hidden:
        kept.append(Skipped(_counted(hidden, "input"), f"not read, and marked above this brief’s handling ({mark or PUBLIC})"))
    annotations = {key: annotation for key, annotation in intake.annotations.items() if key in articles}
    return replace(intake, articles=articles, annotations=annotations, skipped=tuple(kept)), told, withheld


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def refused(name: str, audience: Audience, withheld: Iterable[Article]) -> tuple[Skipped, ...]:
    """An audience and the articles that may not reach it → each with its source, for whoever runs briefer: an error.

    An audience that says `above_handling: leave-out` expects it; then nothing is told here.
    """
    if audience.above_handling == "leave-out":
        return ()
    found = []
    for article in withheld:
        source = article.outlet or "no outlet"
        reason = f"{article.handling} ({source}) is above {audience.handling or PUBLIC}, the mark of audience '{name}'"
        log.error("left out: %s: %s", article.id, reason)
        found.append(Skipped(article.id, reason, handling=article.handling))
    return tuple(found)


def known_to(previous: Previous | None, audience: Audience) -> Previous | None:
    """What an audience was told before → what of it it may still be told: nothing where that issue's mark was higher."""
    if previous is None or not may_reach(previous.brief.handling, audience.handling):
        return None
    articles = {key: one for key, one in previous.articles.items() if may_reach(one.handling, audience.handling)}
    annotations = {key: one for key, one in previous.annotations.items() if key in articles}
    return replace(previous, articles=articles, annotations=annotations)
