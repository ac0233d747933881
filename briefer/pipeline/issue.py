"""Drafts become files, and are kept as issues."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefer import render
from briefer.archive import Archive
from briefer.model.brief import Brief
from briefer.model.issue import Imprint
from briefer.pipeline import editions
from briefer.pipeline.draft import Draft
from briefer.pipeline.intake import Intake
from briefer.pipeline.order import Edition, Order, Outcome, Progress


def finish(order: Order, archive: Archive, drafts: Sequence[Draft], intake: Intake, progress: Progress) -> Outcome:
    """Drafts → files, unless nothing may be written: in a dry run, or where --strict meets something left out."""
    dropped = tuple(drop for draft in drafts for drop in draft.dropped)
    writing = not order.dry_run and not (order.strict and (intake.skipped or dropped))
    made = [(draft, draft.brief) for draft in drafts if draft.brief is not None]
    step = progress("render", len(made))
    done = []
    for draft, brief in made:
        done.append(Edition(brief, _publish(order, archive, draft, brief, intake.turn) if writing else ()))
        step()
    empty = tuple(draft.audience for draft in drafts if draft.brief is None)
    return Outcome(tuple(done), empty, intake.skipped, dropped)


def _publish(order: Order, archive: Archive, draft: Draft, brief: Brief, turn: int) -> tuple[Path, ...]:
    """A brief → its files in their folder. It is an issue from the moment that the archive has it, not before."""
    wanted = order.formats or order.readers[brief.audience].formats
    rendered: dict[str, bytes] = {name: render.render(brief, name, order.templates) for name in sorted({*wanted, "json"})}
    with editions.ready(order.output / brief.as_of[:10] / brief.audience, rendered) as edition:
        imprint = Imprint(not order.paths, turn, None if order.paths else draft.told, edition.files)
        archive.keep_brief(brief, delivered_at=order.now, imprint=imprint)
        return edition.put()
