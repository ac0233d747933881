"""Articles, in every version that came in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from briefer.archive.store import Store, moment_of, parts
from briefer.archive.tables import ArticleRow, BriefRow
from briefer.model import codec
from briefer.model.article import Article
from briefer.model.span import ArticleId

NONE: Collection[str] = frozenset()


class Articles(Store):
    """The archive's part for articles."""

    def keep_articles(self, articles: Iterable[Article], *, collected: bool, now: datetime) -> int:
        """Articles → rows, and the number of the run's turn; each call is a turn, higher than all before.

        `collected`: they come from configured sources, which a later run of other files does not undo.
        """
        given = {(article.id, article.sha256): article for article in articles}
        ids = list(dict.fromkeys(name for name, _ in given))
        with self._session("written") as session:
            turn = _last_turn(session) + 1
            before = {"turn": turn, "last_seen": moment_of(now)}
            for part in parts(ids):
                wanted = set(part)
                versions = {key: article for key, article in given.items() if key[0] in wanted}
                _keep(session, part, versions, collected, before)
        return turn

    def article(self, name: str, sha256: str) -> Article | None:
        """An article's id and its text's hash → that version of it, None where it was never kept."""
        with self._session("read") as session:
            row = session.get(ArticleRow, (name, sha256))
            return codec.from_json(Article, row.record, where=self._where, article=name) if row else None

    def articles_between(
        self, first: str, last: str, *, without: Collection[str] = NONE, named: Collection[str] = NONE,
        news: tuple[str, int] = ("", -1), older: int | None = None,
    ) -> list[Article]:  # fmt: skip
        """Two ISO dates → each article that a source gave and that was published from the first to the last, both included.

        Of several versions under one id the one that was collected last; in the order of publication, then id. `without`: ids
        that the caller has. `older`: of articles that are `named`, published from the first of `news` on or first collected
        after the turn that is the second, all come, and of the others only so many, those published last.
        """
        behind = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        columns = (ArticleRow.id, ArticleRow.sha256, ArticleRow.published, ArticleRow.first_turn)
        query = (
            select(*columns)
            .where(ArticleRow.collected, ArticleRow.published >= first, ArticleRow.published < behind)
            .order_by(func.coalesce(ArticleRow.turn, 0), ArticleRow.published, ArticleRow.sha256)
        )
        with self._session("read") as session:
            found = {
                row.id: (row.published or "", row.id, row.sha256, row.first_turn or 0)
                for row in session.execute(query).yield_per(1000)
                if row.id not in without
            }
        newest = sorted(found.values())
        if older is not None:
            wanted = [one for one in newest if one[1] in named or one[0] >= news[0] or one[3] > news[1]]
            ids = {one[1] for one in wanted}
            rest = [one for one in newest if one[1] not in ids]
            newest = sorted([*wanted, *(rest[-older:] if older else ())])
        return self.versions({ArticleId(name): sha256 for _, name, sha256, _ in newest})

    def versions(self, wanted: Mapping[ArticleId, str]) -> list[Article]:
        """Articles' ids with their texts' hashes → those versions, as far as they were kept, in the order given."""
        found: dict[ArticleId, Article] = {}
        with self._session("read") as session:
            for part in parts(list(wanted)):
                hashes = [wanted[name] for name in part]
                query = select(ArticleRow.id, ArticleRow.sha256, ArticleRow.record)
                query = query.where(ArticleRow.id.in_(part), ArticleRow.sha256.in_(hashes))
                for key, sha256, record in session.execute(query):
                    name = ArticleId(key)
                    if wanted[name] == sha256:
                        found[name] = codec.from_json(Article, record, where=self._where, article=name)
        return [found[name] for name in wanted if name in found]

    def first_collected(self, ids: Sequence[ArticleId]) -> dict[ArticleId, int]:
        """Articles' ids → the turn in which a source first gave each, in whatever version."""
        found: dict[ArticleId, int] = {}
        with self._session("read") as session:
            for part in parts(ids):
                query = select(ArticleRow.id, func.min(ArticleRow.first_turn)).where(ArticleRow.id.in_(part))
                found.update((ArticleId(name), turn or 0) for name, turn in session.execute(query.group_by(ArticleRow.id)))
        return found


def _last_turn(session: Session) -> int:
    """The last turn that an article or an issue remembers."""
    return max(session.scalar(select(func.max(row.turn))) or 0 for row in (ArticleRow, BriefRow))


def _keep(
    session: Session,
    ids: Sequence[str],
    versions: Mapping[tuple[ArticleId, str], Article],
    collected: bool,
    stamps: Mapping[str, Any],
) -> None:
    """Some articles' versions → rows, new ones or in the place of those that were kept before."""
    query = select(ArticleRow.id, ArticleRow.sha256, ArticleRow.collected, ArticleRow.first_turn).where(ArticleRow.id.in_(ids))
    kept = {(row.id, row.sha256): row for row in session.execute(query)}
    first: dict[str, int] = {}
    for row in kept.values():
        if row.collected:
            first[row.id] = min(first.get(row.id, row.first_turn or 0), row.first_turn or 0)
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for key, article in versions.items():
        of_source = collected or (key in kept and kept[key].collected)
        values = {
            "id": article.id,
            "sha256": article.sha256,
            "published": article.published,
            "collected": of_source,
            "record": codec.to_json(article),
            "first_turn": first.get(article.id, stamps["turn"]) if of_source else None,
            **stamps,
        }
        (changed if key in kept else added).append(values)
    if added:
        session.execute(insert(ArticleRow), added)
    if changed:
        session.execute(update(ArticleRow), changed)
