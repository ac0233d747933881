"""The archive: what came in, what was found in it, what was made of it."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlalchemy import delete, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from briefer.archive import schema
from briefer.archive.tables import AnnotationRow, ArticleRow, BriefRow
from briefer.errors import ArchiveError, Fault, InputError
from briefer.model import codec
from briefer.model.annotation import Annotation
from briefer.model.article import Article
from briefer.model.brief import Brief
from briefer.model.issue import Previous
from briefer.model.span import ArticleId

log = logging.getLogger(__name__)

Name = TypeVar("Name", bound=str)

TOGETHER = 16
"""Annotations that are written in one transaction."""
ASKED = 400
"""Ids that are looked up in one query: databases limit the parameters of a statement."""


class Archive:
    """An SQLAlchemy URL, opened; tables are made where there are none. Use it in a `with` block.

    Each `keep_` is one transaction, save that annotations are written some at a time: a run that is killed leaves what was kept
    whole and loses at most `TOGETHER` annotations, and the same run again completes it.
    Raises ArchiveError where the archive cannot be opened, read or written.
    """

    def __init__(self, url: str) -> None:
        self._where = url
        self._unwritten: dict[tuple[str, str], AnnotationRow] = {}
        with self._faults("opened"):
            parsed = make_url(url)
            self._where = parsed.render_as_string(hide_password=True)
            if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
                Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
            self._engine = schema.engine_of(parsed)
            schema.prepare(self._engine, self._where)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._write_annotations()
        finally:
            self._engine.dispose()

    def keep_articles(self, articles: Iterable[Article], *, collected: bool) -> None:
        """Articles → rows. `collected`: they come from configured sources, which a later run of other files does not undo."""
        given = {(article.id, article.sha256): article for article in articles}
        ids = list(dict.fromkeys(name for name, _ in given))
        with self._session("written") as session:
            turn = (session.scalar(select(func.max(ArticleRow.turn))) or 0) + 1
            kept: dict[tuple[str, str], bool] = {}
            for part in _parts(ids):
                query = select(ArticleRow.id, ArticleRow.sha256, ArticleRow.collected)
                found = session.execute(query.where(ArticleRow.id.in_(part)))
                kept.update({(name, sha256): before for name, sha256, before in found})
            for key, article in given.items():
                row = ArticleRow(
                    id=article.id,
                    sha256=article.sha256,
                    published=article.published,
                    collected=collected or kept.get(key, False),
                    record=codec.to_json(article),
                    turn=turn,
                )
                if key in kept:
                    session.merge(row)
                else:
                    session.add(row)

    def article(self, name: str, sha256: str) -> Article | None:
        """An article's id and its text's hash → that version of it, None where it was never kept."""
        with self._session("read") as session:
            row = session.get(ArticleRow, (name, sha256))
            return codec.from_json(Article, row.record, where=self._where, article=name) if row else None

    def articles_between(self, first: str, last: str) -> list[Article]:
        """Two ISO dates → each article that a source gave and that was published from the first to the last, both included.

        Of several versions under one id the one that was collected last; in the order of publication, then id.
        """
        behind = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        query = (
            select(ArticleRow.id, ArticleRow.record)
            .where(ArticleRow.collected, ArticleRow.published >= first, ArticleRow.published < behind)
            .order_by(func.coalesce(ArticleRow.turn, 0), ArticleRow.published, ArticleRow.sha256)
        )
        with self._session("read") as session:
            newest = {row.id: row.record for row in session.execute(query)}
        articles = [codec.from_json(Article, record, where=self._where, article=name) for name, record in newest.items()]
        return sorted(articles, key=lambda article: (article.published or "", article.id))

    def versions(self, wanted: Mapping[ArticleId, str]) -> list[Article]:
        """Articles' ids with their texts' hashes → those versions, as far as they were kept, in the order given."""
        found: dict[tuple[str, str], str] = {}
        with self._session("read") as session:
            for part in _parts(list(wanted)):
                query = select(ArticleRow.id, ArticleRow.sha256, ArticleRow.record).where(ArticleRow.id.in_(part))
                found.update({(name, sha256): record for name, sha256, record in session.execute(query)})
        kept = [key for key in wanted.items() if key in found]
        return [codec.from_json(Article, found[key], where=self._where, article=key[0]) for key in kept]

    def keep_annotation(self, article: Article, annotation: Annotation, made_by: str) -> None:
        """What was found in an article, under the name of all that found it."""
        version = version_of(article)
        self._unwritten[version, made_by] = AnnotationRow(
            id=article.id, article_sha256=version, made_by=made_by, record=codec.to_json(annotation)
        )
        if len(self._unwritten) >= TOGETHER:
            self._write_annotations()

    def annotations(self, articles: Sequence[Article], made_by: str) -> dict[ArticleId, Annotation]:
        """Articles, each id once → what `made_by` found in those very versions; what it has not read yet is not there."""
        self._write_annotations()
        versions: dict[str, str] = {article.id: version_of(article) for article in articles}
        found = {}
        columns = (AnnotationRow.id, AnnotationRow.article_sha256, AnnotationRow.record)
        with self._session("read") as session:
            for part in _parts(list(versions)):
                these = AnnotationRow.id.in_(part), AnnotationRow.article_sha256.in_([versions[name] for name in part])
                for name, version, record in session.execute(select(*columns).where(*these, AnnotationRow.made_by == made_by)):
                    if versions[name] == version:
                        found[ArticleId(name)] = codec.from_json(Annotation, record, where=self._where, article=name)
        return found

    def _write_annotations(self) -> None:
        """The annotations that wait → rows, in the place of those by the same finders for the same version of an article."""
        if not self._unwritten:
            return
        rows, self._unwritten = list(self._unwritten.values()), {}
        with self._session("written") as session:
            for made_by in dict.fromkeys(row.made_by for row in rows):
                versions = [row.article_sha256 for row in rows if row.made_by == made_by]
                old = AnnotationRow.article_sha256.in_(versions), AnnotationRow.made_by == made_by
                session.execute(delete(AnnotationRow).where(*old))
            session.add_all(rows)

    def issue_of(self, audience: str, as_of: str) -> int:
        """An audience and an as-of time → the issue's number: the one it had when it was made before, else the next."""
        with self._session("read") as session:
            row = session.get(BriefRow, (audience, as_of))
            if row is not None:
                return row.issue
            last = session.scalar(select(func.max(BriefRow.issue)).where(BriefRow.audience == audience))
            return (last or 0) + 1

    def keep_brief(self, brief: Brief, *, delivered_at: datetime, collected: bool) -> None:
        """A delivered brief, in the place of the one with the same audience and as-of time.

        `collected`: it was made of what configured sources gave, else of given files.
        """
        row = BriefRow(
            audience=brief.audience,
            as_of=brief.as_of,
            issue=brief.issue,
            record=codec.to_json(brief),
            moment=_moment(datetime.fromisoformat(brief.as_of)),
            delivered_at=delivered_at.isoformat(),
            collected=collected,
            named=json.dumps({name: reference.sha256 for name, reference in brief.articles.items()}),
        )
        with self._session("written") as session:
            session.merge(row)

    def previous(self, audience: str, *, since: datetime, until: datetime, collected: bool) -> Previous | None:
        """An audience and two as-of times → its last delivered issue behind the first and before the second, with the articles
        that it and the issues before it name; None where there is none. Issues of files and of sources do not see each other.
        """
        mine = (BriefRow.audience == audience, BriefRow.collected == collected)
        inside = (BriefRow.moment > _moment(since), BriefRow.moment < _moment(until))
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

    @contextmanager
    def _session(self, act: str) -> Iterator[Session]:
        engine = self._engine.execution_options(**{schema.WRITES: act == "written"})
        with self._faults(act), Session(engine) as session, session.begin():
            yield session

    @contextmanager
    def _faults(self, act: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as problem:
            cause = getattr(problem, "orig", None) or problem
            fix = "Look at `archive` in briefer.yaml." if isinstance(problem, ArgumentError) else "Look at its folder and disk."
            raise ArchiveError(Fault(f"the archive cannot be {act}: {cause}.", self._where, fix)) from problem


def _parts(names: Sequence[Name]) -> Iterator[Sequence[Name]]:
    """Names → the same, at most `ASKED` at a time."""
    for start in range(0, len(names), ASKED):
        yield names[start : start + ASKED]


def _moment(when: datetime) -> str:
    """An aware time → the same instant in UTC, in letters that sort as time does."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def version_of(article: Article) -> str:
    """An article → a hash of all of it that an annotation may depend on: its text, and its dates, title and dateline."""
    return hashlib.sha256(codec.to_json(article).encode("utf-8", "surrogatepass")).hexdigest()
