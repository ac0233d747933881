"""Receipts of deliveries, the drafts that wait for approval, and the issues that `briefer send` delivers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select

from briefer.archive.archive import Archive
from briefer.archive.store import moment_of
from briefer.archive.tables import BriefRow, DeliveryRow, DraftRow
from briefer.model import codec
from briefer.model.brief import Brief
from briefer.model.delivery import DeliveryState, Receipt
from briefer.model.issue import Imprint
from briefer.model.span import ArticleId


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief that waits for approval: as it was made, and as its editor has left it; `sha256` is that of its draft.json.

    `imprint` says what it was made of, for when it becomes an issue.
    """

    base: Brief
    brief: Brief
    sha256: str
    imprint: Imprint


class Deliveries:
    """An open archive → what of it deliveries and releases go by. Each call is one transaction."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def keep(self, receipts: Iterable[Receipt]) -> None:
        """Each receipt in the place of the one of the same version, target and recipient; all or none."""
        rows = [DeliveryRow(**asdict(receipt)) for receipt in receipts]
        with self._archive._session("written") as session:
            for row in rows:
                session.merge(row)

    def of(self, audience: str, as_of: str) -> list[Receipt]:
        """The receipts of an issue, of all its versions, in the order of targets and recipients."""
        return self._found(DeliveryRow.audience == audience, DeliveryRow.as_of == as_of)

    def unsent(self, *audiences: str) -> list[Receipt]:
        """The receipts that are pending or failed, of the audiences named, else of all; oldest issue first."""
        named = (DeliveryRow.audience.in_(audiences),) if audiences else ()
        found = self._found(DeliveryRow.state.in_(("pending", "failed")), *named)
        return sorted(found, key=lambda one: datetime.fromisoformat(one.as_of))

    def _found(self, *wanted: object) -> list[Receipt]:
        query = select(DeliveryRow).where(*wanted)  # type: ignore[arg-type]
        keys = (DeliveryRow.audience, DeliveryRow.as_of, DeliveryRow.target, DeliveryRow.recipient, DeliveryRow.sha256)
        with self._archive._session("read") as session:
            return [_receipt(row) for row in session.scalars(query.order_by(*keys))]

    def issue(self, audience: str, as_of: str) -> Brief | None:
        """A delivered issue, as it was released last."""
        with self._archive._session("read") as session:
            row = session.get(BriefRow, (audience, as_of))
            return codec.from_json(Brief, row.record, where=self._archive._where) if row is not None else None

    def last(self, audience: str, day: str | None = None) -> Brief | None:
        """An audience's newest delivered issue, of one day where that is named (YYYY-MM-DD)."""
        query = select(BriefRow).where(BriefRow.audience == audience).order_by(BriefRow.moment.desc())
        if day is not None:
            query = query.where(BriefRow.as_of.startswith(day, autoescape=True))
        with self._archive._session("read") as session:
            row = session.scalars(query.limit(1)).first()
            return codec.from_json(Brief, row.record, where=self._archive._where) if row is not None else None

    def keep_draft(self, draft: Draft, *, made_at: datetime) -> None:
        """A draft, in the place of the one with the same audience and as-of time."""
        brief = draft.brief
        row = DraftRow(
            audience=brief.audience,
            as_of=brief.as_of,
            moment=moment_of(datetime.fromisoformat(brief.as_of)),
            base=codec.to_json(draft.base),
            record=codec.to_json(brief),
            sha256=draft.sha256,
            made_at=made_at.isoformat(),
            collected=draft.imprint.collected,
            turn=draft.imprint.turn,
            told=json.dumps(draft.imprint.window) if draft.imprint.window is not None else None,
        )
        with self._archive._session("written") as session:
            session.merge(row)

    def draft(self, audience: str, day: str | None = None) -> Draft | None:
        """An audience's newest draft, of one day where that is named (YYYY-MM-DD)."""
        query = select(DraftRow).where(DraftRow.audience == audience).order_by(DraftRow.moment.desc(), DraftRow.as_of.desc())
        if day is not None:
            query = query.where(DraftRow.as_of.startswith(day, autoescape=True))
        with self._archive._session("read") as session:
            row = session.scalars(query.limit(1)).first()
            if row is None:
                return None
            base, brief = (codec.from_json(Brief, text, where=self._archive._where) for text in (row.base, row.record))
            told = tuple(ArticleId(name) for name in json.loads(row.told)) if row.told is not None else None
            return Draft(base, brief, row.sha256, Imprint(row.collected, row.turn, told))

    def forget_draft(self, audience: str, as_of: str) -> None:
        """A draft that was released, or that is no longer wanted."""
        with self._archive._session("written") as session:
            row = session.get(DraftRow, (audience, as_of))
            if row is not None:
                session.delete(row)


def _receipt(row: DeliveryRow) -> Receipt:
    return Receipt(
        row.audience, row.as_of, row.sha256, row.target, row.recipient, cast(DeliveryState, row.state), row.attempts, row.at,
        row.reason, row.round,
    )  # fmt: skip
