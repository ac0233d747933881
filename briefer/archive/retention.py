"""What need not be kept any longer goes: by age, and where the archive has grown too large."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from briefer.archive.annotations import version_of_record
from briefer.archive.store import Store, moment_of, parts
from briefer.archive.tables import AnnotationRow, ArticleRow, BriefRow, FileRow, WindowRow

SPARE = 3
"""A file is written anew where one page in so many is empty: below that, the next days fill them."""
Version = tuple[str, str]


class Retention(Store):
    """The archive's part for forgetting. What an issue names is kept, in the version that it names, as long as the issue is."""

    def forget_issues(self, before: datetime) -> list[tuple[str, str]]:
        """A time → issues as of earlier are gone, with their windows; audience and as-of time of each."""
        with self._session("written") as session:
            query = select(BriefRow.audience, BriefRow.as_of).where(BriefRow.moment < moment_of(before))
            gone = [
                (audience, as_of) for audience, as_of in session.execute(query.order_by(BriefRow.moment, BriefRow.audience))
            ]
            for audience, as_of in gone:
                for table in (WindowRow, FileRow, BriefRow):
                    session.execute(delete(table).where(table.audience == audience, table.as_of == as_of))
        return gone

    def forget_articles(self, before: datetime) -> int:
        """A time → versions that came in earlier and that no issue names are gone, and what was found in any that did; how
        many versions."""
        with self._session("written") as session:
            old = ArticleRow.last_seen < moment_of(before)
            candidates = {
                (name, sha256) for name, sha256 in session.execute(select(ArticleRow.id, ArticleRow.sha256).where(old))
            }
            return _forget(session, sorted(candidates), _unnamed(session, candidates))

    def shrink(self, to: int, spare: datetime) -> int:
        """A number of bytes and a time → the oldest versions that no issue names are gone, save what came in since that time,
        until the archive fits; how many versions."""
        surplus = self.bytes() - to
        if surplus <= 0:
            return 0
        with self._session("written") as session:
            found = func.coalesce(select(func.sum(func.length(AnnotationRow.record))).where(
                AnnotationRow.id == ArticleRow.id
            ).scalar_subquery(), 0)  # fmt: skip
            query = select(ArticleRow.id, ArticleRow.sha256, func.length(ArticleRow.record) + found)
            query = query.where(ArticleRow.last_seen < moment_of(spare)).order_by(ArticleRow.last_seen, ArticleRow.id)
            sizes = {(name, sha256): size for name, sha256, size in session.execute(query)}
            unnamed = _unnamed(session, set(sizes))
            gone = []
            for version in (version for version in sizes if version in unnamed):
                if surplus <= 0:
                    break
                gone.append(version)
                surplus -= sizes[version]
            return _forget(session, gone, set(gone))

    def bytes(self) -> int:
        """What the archive's content weighs: SQLite's pages in use, elsewhere its records."""
        with self._session("read") as session:
            if self._engine.dialect.name == "sqlite":
                pages, free, size = (session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in _PAGES)
                return int(size) * (int(pages) - int(free))
            tables = (ArticleRow, AnnotationRow, BriefRow)
            return sum(session.scalar(select(func.sum(func.length(table.record)))) or 0 for table in tables)

    def compact(self) -> None:
        """SQLite's file is written anew where much of it is empty; a kill meanwhile leaves it as it was."""
        if self._engine.dialect.name != "sqlite":
            return
        with self._faults("written"):
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                pages, free = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in _PAGES[:2])
                if free * SPARE > pages:
                    cursor.execute("VACUUM")
            finally:
                connection.close()


_PAGES = ("page_count", "freelist_count", "page_size")


def _unnamed(session: Session, versions: set[Version]) -> set[Version]:
    """Versions → those that no issue names."""
    left = set(versions)
    for named in session.scalars(select(BriefRow.named).execution_options(yield_per=50)):
        left.difference_update(json.loads(named or "{}").items())
    return left


def _forget(session: Session, old: Sequence[Version], gone: set[Version]) -> int:
    """Versions that are old lose what was found in them, and those that are to be gone are."""
    for name, record in _records(session, old):
        version = version_of_record(record)
        session.execute(delete(AnnotationRow).where(AnnotationRow.id == name, AnnotationRow.article_sha256 == version))
    for name, sha256 in sorted(gone):
        session.execute(delete(ArticleRow).where(ArticleRow.id == name, ArticleRow.sha256 == sha256))
    for part in parts(sorted({name for name, _ in gone})):
        left = set(session.scalars(select(ArticleRow.id).where(ArticleRow.id.in_(part))))
        session.execute(delete(AnnotationRow).where(AnnotationRow.id.in_([name for name in part if name not in left])))
    return len(gone)


def _records(session: Session, versions: Sequence[Version]) -> Iterator[tuple[str, str]]:
    """Versions → their ids and records, some at a time."""
    wanted = set(versions)
    for part in parts(sorted({name for name, _ in versions})):
        query = select(ArticleRow.id, ArticleRow.sha256, ArticleRow.record).where(ArticleRow.id.in_(part))
        yield from ((name, record) for name, sha256, record in session.execute(query).all() if (name, sha256) in wanted)
