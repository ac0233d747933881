"""collect → read → annotate → stories → sections → gate → render → deliver: the only module that knows this line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from briefer import __version__, collect, engine, gate, read, render, sections, stories
from briefer.annotate import models
from briefer.archive import Archive
from briefer.config.settings import Audience, Configuration, Format, Importance, Limits
from briefer.deliver import folder
from briefer.freeze import freeze
from briefer.model import brief as records
from briefer.model.annotation import Annotation
from briefer.model.article import Article, ArticleIn, Document, ReadRecord, Skipped
from briefer.model.issue import Previous
from briefer.model.moments import before, cut_off_of, in_zone, instant, issue_day, period_before, within
from briefer.model.span import ArticleId
from briefer.model.story import Gap, Material, Period
from briefer.stories.versions import superseded

logger = logging.getLogger(__name__)

Progress = Callable[[str, int], Callable[[], None]]
"""A stage's name and its number of steps → the function that is called after each step."""


def silent(stage: str, steps: int) -> Callable[[], None]:
    """A Progress that shows nothing."""
    return lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a run is asked for. Without `paths`: the configured sources; `now` is the caller's clock, the only one there is."""

    configuration: Configuration
    templates: Path
    output: Path
    now: datetime
    paths: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    day: date | None = None
    as_of: datetime | None = None
    since: datetime | None = None
    formats: tuple[Format, ...] = ()
    strict: bool = False
    dry_run: bool = False

    @property
    def archive(self) -> str:
        return self.configuration.settings.archive or f"sqlite:///{self.output / 'archive.sqlite'}"

    @property
    def readers(self) -> dict[str, Audience]:
        """The audiences that were asked for, else the configured ones, else all."""
        names = self.audiences or self.configuration.settings.audiences or tuple(self.configuration.audiences)
        return {name: self.configuration.audiences[name] for name in names}


@dataclass(frozen=True, slots=True)
class Edition:
    """One audience's brief, and the files that were made of it (none in a dry run)."""

    brief: records.Brief
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run. `empty` names the audiences in whose period there was nothing to report."""

    editions: tuple[Edition, ...]
    empty: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    dropped: tuple[gate.Dropped, ...]

    @property
    def incomplete(self) -> bool:
        return bool(self.skipped or self.dropped)


@dataclass(frozen=True, slots=True)
class Intake:
    """What all audiences of a run share: articles with what was found in them, oldest first, and what was left out.

    `given` are the articles of a run over files: what earlier issues named besides is their background, never news.
    """

    articles: Mapping[ArticleId, Article]
    annotations: Mapping[ArticleId, Annotation]
    given: frozenset[ArticleId] | None
    skipped: tuple[Skipped, ...]
    collected: int
    read: int


def run(order: Order, progress: Progress = silent) -> Outcome:
    """An order → a brief for each audience that there is something to report to, and all that had to be left out."""
    with Archive(order.archive) as archive:
        documents, uncollected = collect_documents(order, progress)
        articles, unread = read_documents(documents, order.configuration.settings.limits, progress)
        archive.keep_articles(articles, collected=not order.paths)
        periods = {name: _period(order, audience, articles) for name, audience in order.readers.items()}
        previous = {name: _previous(order, archive, name, period) for name, period in periods.items()}
        known = _with_history(articles, archive, order, periods.values(), previous.values())
        wanted = _in_reach(known, periods.values(), order.configuration.settings.history_days)
        annotations, unfound = _annotate(wanted, archive, order, progress)
        intake = Intake(
            {article.id: article for article in wanted if article.id in annotations},
            annotations,
            frozenset(article.id for article in articles) if order.paths else None,
            (*uncollected, *unread, *unfound),
            len(documents) + len(uncollected),
            len(articles),
        )
        zones = {name: audience.timezone for name, audience in order.readers.items()}
        wanted_by = dict.fromkeys((period, zones[name]) for name, period in periods.items())
        told = {
            (period, zone): _material(period, zone, intake, order.configuration.settings.importance)
            for period, zone in wanted_by
        }
        drafts = [
            _draft(order, archive, name, told[period, zones[name]], _as_named(previous[name], intake, archive, order), intake)
            for name, period in periods.items()
        ]
        return _finish(order, archive, drafts, intake, progress)


def collect_documents(order: Order, progress: Progress = silent) -> tuple[Sequence[Document], tuple[Skipped, ...]]:
    """The order's paths, or its configured sources → documents, and what could not be collected."""
    settings = order.configuration.settings
    step = progress("collect", 1)
    found = (
        collect.paths(order.paths, settings.limits)
        if order.paths
        else collect.sources(settings.sources, settings.limits, Path(order.configuration.origin))
    )
    step()
    logger.info("collect: %d documents, %d left out", len(found.documents), len(found.skipped))
    return found.documents, found.skipped


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
            skipped.append(result)
        else:
            articles.setdefault(result.id, result)
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
    found = _annotations(articles, configuration, summary_words, progress)
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


def _previous(order: Order, archive: Archive, name: str, period: Period) -> Previous | None:
    """What an audience was told before: issues as of earlier than this one, as far back as a brief looks."""
    since = period.end - timedelta(days=order.configuration.settings.history_days, hours=order.readers[name].period_hours)
    return archive.previous(name, since=since, until=period.end, collected=not order.paths)


def _with_history(
    articles: list[Article],
    archive: Archive,
    order: Order,
    periods: Iterable[Period],
    previous: Iterable[Previous | None],
) -> list[Article]:
    """This run's articles, and of earlier ones how the brief knows what goes on: of sources what was collected from them, of
    files what earlier issues named."""
    ours = {article.id for article in articles}
    if order.paths:
        named = {name: sha256 for before in previous if before for name, sha256 in before.named.items() if name not in ours}
        return [*articles, *archive.versions(named)]
    reach = timedelta(days=order.configuration.settings.history_days + 2)
    starts, ends = zip(*((period.start - reach, period.end + timedelta(days=1)) for period in periods), strict=True)
    earlier = archive.articles_between(min(starts).date().isoformat(), max(ends).date().isoformat())
    return [*articles, *(article for article in earlier if article.id not in ours)]


def _as_named(previous: Previous | None, intake: Intake, archive: Archive, order: Order) -> Previous | None:
    """What an audience was told before, with the articles in the versions that it was told of."""
    if previous is None:
        return None
    same = {key for key, sha256 in previous.named.items() if key in intake.articles and intake.articles[key].sha256 == sha256}
    others = archive.versions({key: sha256 for key, sha256 in previous.named.items() if key not in same})
    annotations, _ = _annotate(others, archive, order, silent) if others else ({}, [])
    articles = {key: intake.articles[key] for key in intake.articles if key in same}
    return replace(
        previous,
        articles=articles | {article.id: article for article in others if article.id in annotations},
        annotations={key: intake.annotations[key] for key in articles} | annotations,
    )


def _period(order: Order, audience: Audience, articles: Iterable[Article]) -> Period:
    """The order's day or as-of time, else (of given files) the day of their latest article, else (of sources) now."""
    zone = ZoneInfo(audience.timezone)
    days = [issue_day(article.published, audience.cut_off, zone) for article in articles if article.published]
    if order.as_of is not None:
        end = in_zone(order.as_of, zone)
    elif order.day is not None or (order.paths and days):
        end = cut_off_of(order.day or max(days), audience.cut_off, zone)
    else:
        end = in_zone(order.now, zone).replace(second=0, microsecond=0)
    return Period(in_zone(order.since, zone), end) if order.since else period_before(end, audience.period_hours)


def _in_reach(articles: Iterable[Article], periods: Iterable[Period], history_days: int) -> list[Article]:
    """The articles that a brief of one of the periods could speak of, oldest first, then by id."""
    reaches = [Period(period.start - timedelta(days=history_days), period.end) for period in periods]
    kept = [article for article in articles if article.published and any(within(article.published, r) for r in reaches)]
    return sorted(
        kept, key=lambda article: (instant(article.published or "", reaches[0].end.tzinfo or ZoneInfo("UTC")), article.id)
    )


def _annotate(
    articles: Sequence[Article], archive: Archive, order: Order, progress: Progress
) -> tuple[dict[ArticleId, Annotation], list[Skipped]]:
    """Articles → annotations, from the archive where the same finders have read the same text before."""
    configuration = order.configuration
    made_by = models.fingerprint(models.resolve(configuration.settings.model), configuration.topics)
    known = archive.annotations(articles, made_by)
    missing = [article for article in articles if article.id not in known]
    skipped = []
    for article, result in zip(missing, _annotations(missing, configuration, None, progress), strict=True):
        if isinstance(result, Skipped):
            skipped.append(result)
        else:
            archive.keep_annotation(article, result, made_by)
            known[article.id] = result
    logger.info("annotate: %d articles, %d of them read before", len(articles), len(articles) - len(missing))
    return {article.id: known[article.id] for article in articles if article.id in known}, skipped


def _annotations(
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


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief before its files are made; `brief` is None where there was nothing to report."""

    audience: str
    brief: records.Brief | None
    dropped: tuple[gate.Dropped, ...] = ()


def _material(period: Period, timezone: str, intake: Intake, weights: Importance) -> Material:
    """A period as a timezone has it → what all briefs of it are made of. Of an article's versions only the newest counts."""
    reachable = {
        key: article
        for key, article in intake.articles.items()
        if within(article.published or "", period) or before(article.published or "", period)
    }
    replaced = superseded(reachable)
    articles = {key: article for key, article in reachable.items() if key not in replaced}
    current = frozenset(
        key
        for key, article in articles.items()
        if within(article.published or "", period) and (intake.given is None or key in intake.given)
    )
    annotations = {key: intake.annotations[key] for key in articles}
    told = stories.build(reachable, intake.annotations, period, timezone, weights, replaced) if current else ()
    gaps = tuple(Gap(skipped.source, skipped.since, skipped.reason) for skipped in intake.skipped)
    return Material(period, timezone, articles, annotations, current, told, gaps, replaced)


def _draft(order: Order, archive: Archive, name: str, material: Material, previous: Previous | None, intake: Intake) -> Draft:
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
        counts=_counts(intake, material, len(dropped)),
        made_with=_made_with(order),
        previous=previous,
    )
    return Draft(name, frozen, dropped)


def _counts(intake: Intake, material: Material, dropped: int) -> records.Counts:
    copies = {copy for story in material.stories for copy in story.copies} & material.current
    return records.Counts(
        collected=intake.collected,
        read=intake.read,
        used=len(material.current - copies),
        duplicates=len(copies),
        skipped=len(intake.skipped),
        dropped_by_gate=dropped,
    )


def _made_with(order: Order) -> records.MadeWith:
    configuration = order.configuration
    model = models.label(models.resolve(configuration.settings.model))
    return records.MadeWith(__version__, configuration.sha256, render.templates_sha256(order.templates), model)


def _finish(order: Order, archive: Archive, drafts: Sequence[Draft], intake: Intake, progress: Progress) -> Outcome:
    """Drafts → files, unless nothing may be written: in a dry run, or where --strict meets something left out."""
    dropped = tuple(drop for draft in drafts for drop in draft.dropped)
    writing = not order.dry_run and not (order.strict and (intake.skipped or dropped))
    made = [draft.brief for draft in drafts if draft.brief is not None]
    step = progress("render", len(made))
    editions = []
    for brief in made:
        files: tuple[Path, ...] = ()
        if writing:
            wanted = order.formats or order.readers[brief.audience].formats
            formats = sorted({*wanted, "json"})
            rendered: dict[str, bytes] = {name: render.render(brief, name, order.templates) for name in formats}
            files = folder.write(order.output / brief.as_of[:10] / brief.audience, rendered)
            archive.keep_brief(brief, delivered_at=order.now, collected=not order.paths)
        editions.append(Edition(brief, files))
        step()
    empty = tuple(draft.audience for draft in drafts if draft.brief is None)
    return Outcome(tuple(editions), empty, intake.skipped, dropped)
