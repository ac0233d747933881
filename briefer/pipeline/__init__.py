"""collect → read → annotate → stories → sections → gate → render → deliver: the only package that knows this line."""

from __future__ import annotations

from dataclasses import replace

from briefer.archive import Archive
from briefer.model.article import Skipped
from briefer.model.handling import level
from briefer.model.story import Material, Period
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
from briefer.pipeline.order import Edition, Order, Outcome, Progress, silent
from briefer.pipeline.window import period_of, previous_of

__all__ = ["Edition", "Order", "Outcome", "Progress", "extract", "records_of", "run", "silent"]


def run(order: Order, progress: Progress = silent) -> Outcome:
    """An order → a brief for each audience that there is something to report to, and all that had to be left out."""
    with Archive(order.archive) as archive:
        documents, uncollected = marked(*collect_documents(order, progress), order.configuration.settings.sources)
        articles, unread = read_documents(documents, order.configuration.settings.limits, progress)
        archive.keep_articles(articles, collected=not order.paths)
        periods = {name: period_of(order, audience, articles) for name, audience in order.readers.items()}
        previous = {name: previous_of(order, archive, name, period) for name, period in periods.items()}
        known = with_history(articles, archive, order, periods.values(), previous.values())
        wanted = in_reach(known, periods.values(), order.configuration.settings.history_days)
        annotations, unfound = annotate(wanted, archive, order, progress)
        intake = Intake(
            {article.id: article for article in wanted if article.id in annotations},
            annotations,
            frozenset(article.id for article in articles) if order.paths else None,
            (*uncollected, *unread, *unfound),
            len(documents) + len(uncollected),
            len(articles),
        )
        drafts = []
        refusals: list[Skipped] = []
        told: dict[tuple[Period, str, int], Material] = {}
        for name, period in periods.items():
            audience = order.readers[name]
            mine, withheld = cleared(intake, audience, period)
            refusals += refused(name, audience, withheld)
            key = (period, audience.timezone, level(audience.handling))
            if key not in told:
                told[key] = material_of(period, audience.timezone, mine, order.configuration.settings.importance)
            before = known_to(as_named(previous[name], mine, archive, order), audience)
            drafts.append(draft_of(order, archive, name, told[key], before, mine))
        intake = replace(intake, skipped=(*intake.skipped, *refusals))
        return finish(order, archive, drafts, intake, progress)
