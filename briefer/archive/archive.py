"""The archive: what came in, what was found in it, what was made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import create_engine, delete, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from briefer.archive.tables import AnnotationRow, ArticleRow, BriefRow, Table
from briefer.errors import ArchiveError, Fault
from briefer.model import codec
from briefer.model.annotation import Annotation
from briefer.model.article import Article
from briefer.model.brief import Brief

TOGETHER = 16
"""Annotations that are written in one transaction."""
ASKED = 500
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
            self._engine = create_engine(parsed)
            Table.metadata.create_all(self._engine)

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
            kept: dict[tuple[str, str], bool] = {}
            for start in range(0, len(ids), ASKED):
                query = select(ArticleRow.id, ArticleRow.sha256, ArticleRow.collected)
                found = session.execute(query.where(ArticleRow.id.in_(ids[start : start + ASKED])))
                kept.update({(name, sha256): before for name, sha256, before in found})
            for key, article in given.items():
                row = ArticleRow(
                    id=article.id,
                    sha256=article.sha256,
                    published=article.published,
                    collected=collected or kept.get(key, False),
                    record=codec.to_json(article),
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

    def articles_since(self, day: str) -> list[Article]:
        """An ISO date → each article that a source gave and that was published on or after it, by publication, then id."""
        query = (
            select(ArticleRow)
            .where(ArticleRow.collected, ArticleRow.published >= day)
            .order_by(ArticleRow.published, ArticleRow.id, ArticleRow.sha256)
        )
        with self._session("read") as session:
            rows = {row.id: row.record for row in session.scalars(query)}
        return [codec.from_json(Article, record, where=self._where, article=name) for name, record in rows.items()]

    def keep_annotation(self, article: Article, annotation: Annotation, made_by: str) -> None:
        """What was found in an article, under the name of all that found it."""
        version = version_of(article)
        self._unwritten[version, made_by] = AnnotationRow(
            id=article.id, article_sha256=version, made_by=made_by, record=codec.to_json(annotation)
        )
        if len(self._unwritten) >= TOGETHER:
            self._write_annotations()

    def annotation(self, article: Article, made_by: str) -> Annotation | None:
        """What `made_by` found in this very version of an article, None where it has not read it yet."""
        self._write_annotations()
        key = (
            AnnotationRow.id == article.id,
            AnnotationRow.article_sha256 == version_of(article),
            AnnotationRow.made_by == made_by,
        )
        with self._session("read") as session:
            record = session.scalar(select(AnnotationRow.record).where(*key))
        return None if record is None else codec.from_json(Annotation, record, where=self._where, article=article.id)

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

    def keep_brief(self, brief: Brief) -> None:
        """A brief, in the place of the one with the same audience and as-of time."""
        with self._session("written") as session:
            row = BriefRow(audience=brief.audience, as_of=brief.as_of, issue=brief.issue, record=codec.to_json(brief))
            session.merge(row)

    @contextmanager
    def _session(self, act: str) -> Iterator[Session]:
        with self._faults(act), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _faults(self, act: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as problem:
            cause = getattr(problem, "orig", None) or problem
            fix = "Look at `archive` in briefer.yaml." if isinstance(problem, ArgumentError) else "Look at its folder and disk."
            raise ArchiveError(Fault(f"the archive cannot be {act}: {cause}.", self._where, fix)) from problem


def version_of(article: Article) -> str:
    """An article → a hash of all of it that an annotation may depend on: its text, and its dates, title and dateline."""
    return hashlib.sha256(codec.to_json(article).encode("utf-8", "surrogatepass")).hexdigest()
