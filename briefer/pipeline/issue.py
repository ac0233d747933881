"""Drafts become files, and are kept as issues."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefer import render
from briefer.archive import Archive
from briefer.deliver import folder
from briefer.pipeline.draft import Draft
from briefer.pipeline.intake import Intake
from briefer.pipeline.order import Edition, Order, Outcome, Progress


def finish(order: Order, archive: Archive, drafts: Sequence[Draft], intake: Intake, progress: Progress) -> Outcome:
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
