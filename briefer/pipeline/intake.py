"""What a run has to tell of: documents collected, articles read, annotated, and of earlier ones what belongs to them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefer import collect, engine, read, stories
from briefer.annotate import models
from briefer.archive import Archive
from briefer.config.settings import Configuration, Limits
from briefer.model.annotation import Annotation
from briefer.model.article import Article, ArticleIn, Document, ReadRecord, Skipped
from briefer.model.issue import Previous
from briefer.model.moments import instant, universal, within
from briefer.model.sources import SourceState
from briefer.model.span import ArticleId
from briefer.model.story import Period
from briefer.pipeline.order import Order, Progress, silent
from briefer.pipeline.window import Window

logger = logging.getLogger(__name__)

NEVER = 1 << 62
"""A turn that no run has."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What all audiences of a run share: articles with what was found in them, oldest first, and what was left out.

    `given` are the articles of a run over files: what earlier issues named besides is their background, never news. `turn` is
    the run's, as the archive counts them.
    """

    articles: Mapping[ArticleId, Article]
    annotations: Mapping[ArticleId, Annotation]
    given: frozenset[ArticleId] | None
    skipped: tuple[Skipped, ...]
    collected: int
    read: int
    turn: int


def collect_documents(
    order: Order, states: Mapping[str, SourceState] = MappingProxyType({}), progress: Progress = silent
) -> collect.Collected:
    """The order's paths, or its configured sources as they were left at the last visit → what they give now."""
    settings = order.configuration.settings
    step = progress("collect", 1)
    found = (
        collect.paths(order.paths, settings.limits)
        if order.paths
        else collect.sources(settings.sources, settings.limits, Path(order.configuration.origin), states, order.now)
    )
    step()
    logger.info("collect: %d documents, %d left out", len(found.documents), len(found.skipped))
    return found


def read_documents(
    documents: Sequence[Document], limits: Limits, progress: Progress = silent
) -> tuple[list[Article], list[Skipped]]:
    """Documents → the articles that a brief can use, by id once each, and why the others cannot be used."""
    step = progress("read", len(documents))
    articles: dict[ArticleId, Article] = {}
    skipped = []
    for document in documents:
        result = read.article(document, limits)
        if isinstance(result, Article):
            result = _unusable(result) or result
        if isinstance(result, Skipped):
            skipped.append(replace(result, handling=document.hints.handling))
        else:
            articles.setdefault(result.id, replace(result, handling=document.hints.handling))
        step()
    logger.info("read: %d articles, %d left out", len(articles), len(skipped))
    return list(articles.values()), skipped


def records_of(paths: Sequence[str], limits: Limits, progress: Progress = silent) -> Iterator[ReadRecord]:
    """Files and pages → what `briefer read` prints of each, skipped ones included, in order."""
    found = collect.paths(paths, limits)
    for skipped in found.skipped:
        yield read.record(skipped)
    step = progress("read", len(found.documents))
    for document in found.documents:
        yield read.record(read.article(document, limits))
        step()


def extract(
    inputs: Sequence[ArticleIn],
    configuration: Configuration,
    *,
    summary_words: int,
    grouped: bool,
    progress: Progress = silent,
) -> Iterator[Annotation | Skipped]:
    """Records → what is found in each, in order; `grouped`: with the story that each belongs to."""
    articles = [read.from_record(record) for record in inputs]
    found = _found_in(articles, configuration, summary_words, progress)
    if not grouped:
        yield from found
        return
    results = list(found)
    annotated = {result.id for result in results if isinstance(result, Annotation)}
    story = stories.group({article.id: article for article in articles if article.id in annotated})
    for result in results:
        yield replace(result, story=story[result.id]) if isinstance(result, Annotation) else result


def _unusable(article: Article) -> Skipped | None:
    if article.published is None:
        return Skipped(article.id, "it has no date: neither its page nor its source says when it was published")
    if article.language not in (None, "en"):
        return Skipped(article.id, f"its language is '{article.language}', briefer reads English")
    return None


def with_history(
    articles: list[Article], archive: Archive, order: Order, windows: Sequence[Window], previous: Iterable[Previous | None]
) -> list[Article]:
    """This run's articles, and of earlier ones how the brief knows what goes on: of sources what was collected from them, of
    files what earlier issues named."""
    ours = {article.id for article in articles}
    named = {name: sha256 for before in previous if before for name, sha256 in before.named.items() if name not in ours}
    if order.paths:
        return [*articles, *archive.versions(named)]
    settings, day = order.configuration.settings, timedelta(days=1)
    starts = [min(window.period.start - settings.history_days * day, window.reach) for window in windows]
    turns = [window.last.turn for window in windows if window.last and window.last.turn is not None]
    earlier = archive.articles_between(
        (min(starts) - 2 * day).date().isoformat(),
        (max(window.period.end for window in windows) + day).date().isoformat(),
        without=ours,
        named=named,
        news=((min(window.period.start for window in windows) - day).date().isoformat(), min(turns, default=NEVER)),
        older=settings.history_articles,
    )
    return [*articles, *earlier]


def as_named(previous: Previous | None, intake: Intake, archive: Archive, order: Order) -> Previous | None:
    """What an audience was told before, with the articles in the versions that it was told of."""
    if previous is None:
        return None
    same = {key for key, sha256 in previous.named.items() if key in intake.articles and intake.articles[key].sha256 == sha256}
    others = archive.versions({key: sha256 for key, sha256 in previous.named.items() if key not in same})
    annotations, _ = annotate(others, archive, order, silent) if others else ({}, [])
    articles = {key: intake.articles[key] for key in intake.articles if key in same}
    return replace(
        previous,
        articles=articles | {article.id: article for article in others if article.id in annotations},
        annotations={key: intake.annotations[key] for key in articles} | annotations,
    )


def in_reach(articles: Iterable[Article], windows: Sequence[Window], history_days: int) -> list[Article]:
    """The articles that a brief of one of the windows could speak of, oldest first, then by id."""
    history = timedelta(days=history_days)
    reaches = [Period(min(window.period.start - history, window.reach), window.period.end) for window in windows]
    kept = [article for article in articles if article.published and any(within(article.published, r) for r in reaches)]
    zone = reaches[0].end.tzinfo or UTC
    return sorted(kept, key=lambda article: (universal(instant(article.published or "", zone)), article.id))


def annotate(
    articles: Sequence[Article], archive: Archive, order: Order, progress: Progress
) -> tuple[dict[ArticleId, Annotation], list[Skipped]]:
    """Articles → annotations, from the archive where the same finders have read the same text before."""
    configuration = order.configuration
    made_by = models.fingerprint(models.resolve(configuration.settings.model), configuration.topics)
    known = archive.annotations(articles, made_by)
    missing = [article for article in articles if article.id not in known]
    skipped = []
    for article, result in zip(missing, _found_in(missing, configuration, None, progress), strict=True):
        if isinstance(result, Skipped):
            skipped.append(replace(result, handling=article.handling))
        else:
            archive.keep_annotation(article, result, made_by)
            known[article.id] = result
    archive.write_annotations()
    logger.info("annotate: %d articles, %d of them read before", len(articles), len(articles) - len(missing))
    return {article.id: known[article.id] for article in articles if article.id in known}, skipped


def _found_in(
    articles: Sequence[Article], configuration: Configuration, summary_words: int | None, progress: Progress
) -> Iterator[Annotation | Skipped]:
    step = progress("annotate", len(articles))
    prepare = partial(_annotator, configuration.settings.model, configuration.topics, summary_words)
    for result in engine.work(prepare, articles, configuration.settings.processes):
        step()
        yield result


def _annotator(
    model: str, topics: Mapping[str, Any], summary_words: int | None
) -> Callable[[Sequence[Article]], Iterable[Any]]:
    """Loads spaCy, so it is called only where there is something to annotate."""
    from briefer.annotate import record

    return record.annotator(model, topics, summary_words or record.SUMMARY_WORDS)
