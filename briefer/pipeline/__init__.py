"""collect → read → annotate → stories → sections → gate → render → deliver: the only package that knows this line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefer.archive import Archive
from briefer.model.article import Article, Skipped
from briefer.model.sources import SourceState
from briefer.model.story import Material
from briefer.pipeline import editions
from briefer.pipeline.clearance import cleared, known_to, marked, refused
from briefer.pipeline.draft import draft_of, material_of
from briefer.pipeline.intake import (
    Intake,
    annotate,
    as_named,
    collect_documents,
    extract,
    in_reach,
    read_documents,
    records_of,
    with_history,
)
from briefer.pipeline.issue import finish
from briefer.pipeline.keeping import tidy
from briefer.pipeline.lock import held
from briefer.pipeline.order import Edition, Order, Outcome, Progress, silent
from briefer.pipeline.window import previous_of, told_in, window_of

__all__ = ["Edition", "Order", "Outcome", "Progress", "extract", "records_of", "run", "silent"]


def run(order: Order, progress: Progress = silent) -> Outcome:
    """An order → a brief for each audience that there is something to report to, and all that had to be left out.

    One run at a time: BusyError where another is at work in the same folder.
    """
    with held(order.output, order.now), Archive(order.archive) as archive:
        editions.settle(order.output, archive.files_of)
        outcome = _made(order, archive, progress)
        if not order.dry_run:
            tidy(order, archive)
        return outcome


def _made(order: Order, archive: Archive, progress: Progress) -> Outcome:
    settings = order.configuration.settings
    articles, left_out, collected, states = _taken(order, archive, progress)
    turn = archive.keep_articles(articles, collected=not order.paths, now=order.now)
    archive.keep_source_states(states)
    windows = {name: window_of(order, archive, name, articles) for name in order.readers}
    previous = {name: previous_of(order, archive, window) for name, window in windows.items()}
    known = with_history(articles, archive, order, list(windows.values()), previous.values())
    wanted = in_reach(known, list(windows.values()), settings.history_days)
    annotations, unfound = annotate(wanted, archive, order, progress)
    intake = Intake(
        {article.id: article for article in wanted if article.id in annotations},
        annotations,
        frozenset(article.id for article in articles) if order.paths else None,
        (*left_out, *unfound),
        collected,
        len(articles),
        turn,
    )
    materials: dict[tuple[object, ...], Material] = {}
    drafts = []
    refusals: list[Skipped] = []
    for name, window in windows.items():
        audience = order.readers[name]
        due = told_in(window, archive, intake.articles, intake.given)
        mine, told, withheld = cleared(intake, audience, due)
        refusals += refused(name, audience, withheld)
        given = (window.period, audience.timezone, frozenset(told), window.gap)
        key = (*given, frozenset(mine.articles), mine.skipped)
        if key not in materials:
            materials[key] = material_of(*given, mine, settings.importance)
        before = known_to(as_named(previous[name], mine, archive, order), audience)
        drafts.append(draft_of(order, archive, name, materials[key], before, mine, told))
    intake = replace(intake, skipped=(*intake.skipped, *refusals))
    return replace(finish(order, archive, drafts, intake, progress), states=states)


def _taken(
    order: Order, archive: Archive, progress: Progress
) -> tuple[list[Article], tuple[Skipped, ...], int, Mapping[str, SourceState]]:
    """An order → its articles, what was left out, how many inputs there were, and the sources' states. Documents end here."""
    settings = order.configuration.settings
    found = collect_documents(order, archive.source_states(), progress)
    documents, uncollected = marked(found.documents, found.skipped, settings.sources)
    articles, unread = read_documents(documents, settings.limits, progress)
    return articles, (*uncollected, *unread), len(documents) + len(uncollected), found.states
