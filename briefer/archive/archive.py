"""The archive: what came in, what was found in it, what was made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import create_engine, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from briefer.archive.tables import AnnotationRow, ArticleRow, BriefRow, Table
from briefer.errors import ArchiveError, Fault
from briefer.model import codec
from briefer.model.annotation import Annotation
from briefer.model.article import Article
from briefer.model.brief import Brief


class Archive:
    """An SQLAlchemy URL, opened; tables are made where there are none. Use it in a `with` block.

    Each `keep_` is one transaction: a run that is killed leaves what was kept whole, and the same run again completes it.
    Raises ArchiveError where the archive cannot be opened, read or written.
    """

    def __init__(self, url: str) -> None:
        self._where = url
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
        self._engine.dispose()

    def keep_articles(self, articles: Iterable[Article], *, collected: bool) -> None:
        """Articles → rows. `collected`: they come from configured sources, which a later run of other files does not undo."""
        with self._session("written") as session:
            for article in articles:
                kept = session.get(ArticleRow, (article.id, article.sha256))
                row = ArticleRow(
                    id=article.id,
                    sha256=article.sha256,
                    published=article.published,
                    collected=collected or (kept is not None and kept.collected),
                    record=codec.to_json(article),
                )
                session.merge(row)

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
        with self._session("written") as session:
            session.merge(
                AnnotationRow(
                    id=article.id, article_sha256=version_of(article), made_by=made_by, record=codec.to_json(annotation)
                )
            )

    def annotation(self, article: Article, made_by: str) -> Annotation | None:
        """What `made_by` found in this very version of an article, None where it has not read it yet."""
        with self._session("read") as session:
            row = session.get(AnnotationRow, (article.id, version_of(article), made_by))
            return codec.from_json(Annotation, row.record, where=self._where, article=article.id) if row else None

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
