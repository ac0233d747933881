"""Delivered issues: their numbers, what they told, which articles were theirs to tell, and what their files are."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from briefer.archive.store import Store, moment_of, parts
from briefer.archive.tables import BriefRow, FileRow, WindowRow
from briefer.errors import InputError
from briefer.model import codec
from briefer.model.brief import Brief
from briefer.model.issue import Delivered, Imprint, Previous
from briefer.model.span import ArticleId

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A delivered issue as it lies in the archive: its record is the JSON of the brief, in one line."""

    audience: str
    as_of: str
    issue: int
    record: str
    files: tuple[tuple[str, str], ...]


class Issues(Store):
    """The archive's part for issues."""

    def issue_of(self, audience: str, as_of: str) -> int:
        """An audience and an as-of time → the issue's number: the one it had when it was made before, else the next."""
        same = BriefRow.moment == moment_of(datetime.fromisoformat(as_of))
        mine = BriefRow.audience == audience
        with self._session("read") as session:
            before = session.scalar(select(BriefRow.issue).where(mine, same))
            if before is not None:
                return before
            return (session.scalar(select(func.max(BriefRow.issue)).where(mine)) or 0) + 1

    def keep_brief(self, brief: Brief, *, delivered_at: datetime, imprint: Imprint) -> None:
        """A delivered brief, in the place of the one with the same audience and as-of time, with its window and files.

        An article that another issue of the audience has in its window stays in that one.
        """
        moment = moment_of(datetime.fromisoformat(brief.as_of))
        row = BriefRow(
            audience=brief.audience,
            as_of=brief.as_of,
            issue=brief.issue,
            record=codec.to_json(brief),
            moment=moment,
            delivered_at=delivered_at.isoformat(),
            collected=imprint.collected,
            named=json.dumps({name: reference.sha256 for name, reference in brief.articles.items()}),
            turn=imprint.turn,
        )
        mine = BriefRow.audience == brief.audience
        with self._session("written") as session:
            for as_of in session.scalars(select(BriefRow.as_of).where(mine, BriefRow.moment == moment)).all():
                for table in (WindowRow, FileRow, BriefRow):
                    session.execute(delete(table).where(table.audience == brief.audience, table.as_of == as_of))
            session.add(row)
            own = list(dict.fromkeys(imprint.window or ()))
            others: set[str] = set()
            for part in parts(own):
                taken = select(WindowRow.article).where(WindowRow.audience == brief.audience, WindowRow.article.in_(part))
                others.update(session.scalars(taken))
            session.add_all(
                WindowRow(audience=brief.audience, article=name, as_of=brief.as_of) for name in own if name not in others
            )
            session.add_all(
                FileRow(audience=brief.audience, as_of=brief.as_of, ending=ending, sha256=sha256)
                for ending, sha256 in imprint.files.items()
            )

    def last_delivered(self, audience: str, *, until: datetime, collected: bool) -> Delivered | None:
        """An audience and an as-of time → its last delivered issue as of earlier, None where there is none."""
        query = (
            select(BriefRow.issue, BriefRow.as_of, BriefRow.turn)
            .where(BriefRow.audience == audience, BriefRow.collected == collected, BriefRow.delivered_at.is_not(None))
            .where(BriefRow.moment < moment_of(until))
            .order_by(BriefRow.moment.desc())
            .limit(1)
        )
        with self._session("read") as session:
            row = session.execute(query).first()
            return Delivered(row.issue, datetime.fromisoformat(row.as_of), row.turn) if row else None

    def told_as_of(self, audience: str, ids: Sequence[ArticleId]) -> dict[ArticleId, datetime]:
        """Articles → of those that are in the window of an issue of the audience, what that issue is as of."""
        issue = (WindowRow.audience == BriefRow.audience) & (WindowRow.as_of == BriefRow.as_of)
        found: dict[ArticleId, datetime] = {}
        with self._session("read") as session:
            for part in parts(ids):
                query = select(WindowRow.article, WindowRow.as_of).join(BriefRow, issue)
                query = query.where(WindowRow.audience == audience, WindowRow.article.in_(part))
                found.update((ArticleId(name), datetime.fromisoformat(as_of)) for name, as_of in session.execute(query))
        return found

    def previous(self, audience: str, *, since: datetime, until: datetime, collected: bool) -> Previous | None:
        """An audience and two as-of times → its last delivered issue behind the first and before the second, with the articles
        that it and the issues before it name; None where there is none. Issues of files and of sources do not see each other.
        """
        mine = (BriefRow.audience == audience, BriefRow.collected == collected, BriefRow.delivered_at.is_not(None))
        inside = (BriefRow.moment > moment_of(since), BriefRow.moment < moment_of(until))
        issues = select(BriefRow.as_of, BriefRow.named).where(*mine, *inside).order_by(BriefRow.moment, BriefRow.as_of)
        named: dict[ArticleId, str] = {}
        last = None
        with self._session("read") as session:
            for as_of, articles in session.execute(issues):
                named |= json.loads(articles or "{}")
                last = as_of
            row = session.get(BriefRow, (audience, last)) if last is not None else None
            if row is None:
                return None
            try:
                return Previous(codec.from_json(Brief, row.record, where=self._where), named)
            except InputError:
                log.warning(
                    "%s: issue %d was made by another version of briefer: nothing is compared with it", audience, row.issue
                )
                return None

    def issues(self) -> Iterator[Kept]:
        """Every delivered issue, by audience and number."""
        query = select(BriefRow).where(BriefRow.delivered_at.is_not(None)).order_by(BriefRow.audience, BriefRow.issue)
        with self._session("read") as session:
            for row in session.scalars(query).yield_per(20):
                files = select(FileRow.ending, FileRow.sha256).where(
                    FileRow.audience == row.audience, FileRow.as_of == row.as_of
                )
                made = tuple((ending, sha256) for ending, sha256 in session.execute(files.order_by(FileRow.ending)))
                yield Kept(row.audience, row.as_of, row.issue, row.record, made)

    def files_of(self, audience: str, as_of: str) -> dict[str, str]:
        """A delivered issue → the hash of each of its files, by ending."""
        mine = FileRow.audience == audience, FileRow.as_of == as_of
        with self._session("read") as session:
            return {row.ending: row.sha256 for row in session.scalars(select(FileRow).where(*mine).order_by(FileRow.ending))}
