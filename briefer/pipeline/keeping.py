"""What a run removes at its end: what `keep` in briefer.yaml no longer wants, and no kept issue needs."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from briefer.archive import Archive
from briefer.pipeline import editions
from briefer.pipeline.order import Order

log = logging.getLogger(__name__)

SLACK = timedelta(days=2)


def tidy(order: Order, archive: Archive) -> None:
    """An order, done → an archive and a folder of briefs without what is past its time, reckoned from the run's.

    What the next issue may look back on stays, however little is to be kept.
    """
    settings = order.configuration.settings
    keep = settings.keep
    overlaps = [max(audience.overlap_hours, audience.max_period_hours) for audience in order.configuration.audiences.values()]
    needed = order.now - timedelta(days=settings.history_days, hours=max(overlaps, default=0)) - SLACK
    if keep.issues_days is not None:
        for audience, as_of in archive.forget_issues(min(needed, order.now - timedelta(days=keep.issues_days))):
            editions.remove(order.output / as_of[:10] / audience, as_of)
    if keep.output_days is not None:
        _remove_folders(order.output, order.now - timedelta(days=keep.output_days))
    gone = 0
    if keep.days is not None:
        gone += archive.forget_articles(min(needed, order.now - timedelta(days=keep.days)))
    if keep.megabytes is not None:
        gone += archive.shrink(keep.megabytes * 1024 * 1024, needed)
    if gone:
        log.info("keep: %d articles removed from the archive", gone)
        archive.compact()


def _remove_folders(output: Path, before: datetime) -> None:
    for path in sorted([*output.glob("*/*/brief.json"), *output.glob("*/*/No-*/brief.json")]):
        as_of = editions.told_by(path.parent).get("as_of")
        if isinstance(as_of, str) and datetime.fromisoformat(as_of) < before:
            editions.remove(output.joinpath(*path.relative_to(output).parts[:2]), as_of)
