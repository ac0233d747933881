"""How much an archive holds, and whether its file is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, text

from briefer.archive.store import Store
from briefer.archive.tables import AnnotationRow, ArticleRow, BriefRow


@dataclass(frozen=True, slots=True)
class Summary:
    """What an archive holds: `issues` maps each audience to its last number and that issue's as-of time in UTC."""

    articles: int
    annotations: int
    issues: Mapping[str, tuple[int, str | None]]
    problems: tuple[str, ...]


class Examination(Store):
    """What a doctor asks an archive."""

    def summary(self) -> Summary:
        """How much is kept, the last issue of each audience, and what the database itself finds wrong with its file."""
        with self._session("read") as session:
            articles = session.scalar(select(func.count()).select_from(ArticleRow)) or 0
            annotations = session.scalar(select(func.count()).select_from(AnnotationRow)) or 0
            last = select(BriefRow.audience, func.max(BriefRow.issue), func.max(BriefRow.moment)).group_by(BriefRow.audience)
            issues = {
                audience: (issue, moment) for audience, issue, moment in session.execute(last.order_by(BriefRow.audience))
            }
            problems: list[str] = []
            if self._engine.dialect.name == "sqlite":
                problems = [row[0] for row in session.execute(text("PRAGMA quick_check(10)")) if row[0] != "ok"]
        return Summary(articles, annotations, issues, tuple(problems))
