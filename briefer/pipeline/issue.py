"""Drafts become files, and are kept as issues and delivered; those that an editor has to see stop as drafts."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from briefer.archive import Archive
from briefer.archive.deliveries import Draft as Waiting
from briefer.model.article import Skipped
from briefer.model.issue import Imprint
from briefer.pipeline import release
from briefer.pipeline.draft import Draft
from briefer.pipeline.intake import Intake
from briefer.pipeline.order import Edition, Order, Outcome, Progress

log = logging.getLogger(__name__)


def finish(order: Order, archive: Archive, drafts: Sequence[Draft], intake: Intake, progress: Progress) -> Outcome:
    """Drafts → files, unless nothing may be written: in a dry run, or where --strict meets something left out.

    What an editor wants is done first. All files are there before anything is delivered.
    """
    desk = release.Desk(configuration=order.configuration, templates=order.templates, output=order.output)
    made = [(draft, brief, *desk.edited(brief)) for draft in drafts if (brief := draft.brief) is not None]
    undone = [fault for _, _, _, faults in made for fault in faults]
    for fault in undone:
        log.error("%s", fault)
    skipped = (*intake.skipped, *(Skipped(one.where or "edits", f"{one.problem} {one.fix or ''}".strip()) for one in undone))
    dropped = tuple(drop for draft in drafts for drop in draft.dropped)
    writing = not order.dry_run and not (order.strict and (skipped or dropped))
    step = progress("render", len(made))
    done, shipments = [], []
    for draft, base, brief, _ in made:
        formats = desk.formats(brief.audience, order.formats)
        imprint = Imprint(not order.paths, intake.turn, None if order.paths else draft.told, {})
        if order.readers[brief.audience].review:
            waiting = Waiting(base, replace(brief, draft=True), "", imprint)
            done.append(Edition(waiting.brief, release.keep_draft(desk, archive, waiting, formats) if writing else ()))
        elif writing:
            shipments.append(release.publish(desk, archive, brief, formats, order.now, imprint))
            done.append(Edition(brief, shipments[-1].files))
        else:
            done.append(Edition(brief, ()))
        step()
    receipts = release.deliver(desk, archive, shipments) if writing else ()
    empty = tuple(draft.audience for draft in drafts if draft.brief is None)
    return Outcome(tuple(done), empty, skipped, dropped, receipts)
