"""The one order in which articles are taken: by publication, then by id. What has no date comes last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo

from briefer.model.article import Article
from briefer.model.moments import instant
from briefer.model.span import ArticleId


def published(article: Article, zone: tzinfo = UTC) -> datetime | None:
    """An article → when it came out: `published`, else its dateline's date; None where neither is a date that can be read."""
    dated = article.dateline.date if article.dateline else None
    for text in (article.published, dated):
        if text:
            try:
                return instant(text, zone)
            except (ValueError, OverflowError):
                continue
    return None


def in_order(articles: Mapping[ArticleId, Article], ids: Iterable[ArticleId], zone: tzinfo = UTC) -> list[ArticleId]:
    """Article ids → the same, by publication, then by id."""
    moments = {id_: published(articles[id_], zone) for id_ in ids}
    return sorted(moments, key=lambda id_: (moments[id_] is None, _sortable(moments[id_]), id_))


def _sortable(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(UTC).isoformat()
