"""What was found in articles, by whom: kept so that nothing is read twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import delete, select

from briefer.archive.store import Store, parts
from briefer.archive.tables import AnnotationRow
from briefer.errors import InputError
from briefer.model import codec
from briefer.model.annotation import Annotation
from briefer.model.article import Article
from briefer.model.span import ArticleId

TOGETHER = 16
"""Annotations that are written in one transaction."""


class Annotations(Store):
    """The archive's part for annotations."""

    def __init__(self, url: str) -> None:
        self._unwritten: dict[tuple[str, str], AnnotationRow] = {}
        super().__init__(url)

    def keep_annotation(self, article: Article, annotation: Annotation, made_by: str) -> None:
        """What was found in an article, under the name of all that found it."""
        version = version_of(article)
        self._unwritten[version, made_by] = AnnotationRow(
            id=article.id, article_sha256=version, made_by=made_by, record=codec.to_json(annotation)
        )
        if len(self._unwritten) >= TOGETHER:
            self.write_annotations()

    def annotations(self, articles: Sequence[Article], made_by: str) -> dict[ArticleId, Annotation]:
        """Articles, each id once → what `made_by` found in those very versions; what it has not read yet is not there.

        A record that this version of briefer cannot read is as good as none.
        """
        self.write_annotations()
        versions: dict[str, str] = {article.id: version_of(article) for article in articles}
        found = {}
        columns = (AnnotationRow.id, AnnotationRow.article_sha256, AnnotationRow.record)
        with self._session("read") as session:
            for part in parts(list(versions)):
                these = AnnotationRow.id.in_(part), AnnotationRow.article_sha256.in_([versions[name] for name in part])
                for name, version, record in session.execute(select(*columns).where(*these, AnnotationRow.made_by == made_by)):
                    if versions[name] == version and (known := self._read(name, record)) is not None:
                        found[ArticleId(name)] = known
        return found

    def write_annotations(self) -> None:
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

    def _read(self, name: str, record: str) -> Annotation | None:
        try:
            return codec.from_json(Annotation, record, where=self._where, article=name)
        except InputError:
            return None


def version_of(article: Article) -> str:
    """An article → a hash of all of it that an annotation may depend on: its text, and its dates, title and dateline."""
    return version_of_record(codec.to_json(article))


def version_of_record(record: str) -> str:
    """An article's record, as it is kept → the same hash."""
    return hashlib.sha256(record.encode("utf-8", "surrogatepass")).hexdigest()
