"""The time that an issue covers, and what its audience was told before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from briefer.archive import Archive
from briefer.config.settings import Audience
from briefer.model.article import Article
from briefer.model.issue import Previous
from briefer.model.moments import cut_off_of, in_zone, issue_day, period_before
from briefer.model.story import Period
from briefer.pipeline.order import Order


def period_of(order: Order, audience: Audience, articles: Iterable[Article]) -> Period:
    """The order's day or as-of time, else (of given files) the day of their latest article, else (of sources) now."""
    zone = ZoneInfo(audience.timezone)
    days = [issue_day(article.published, audience.cut_off, zone) for article in articles if article.published]
    if order.as_of is not None:
        end = in_zone(order.as_of, zone)
    elif order.day is not None or (order.paths and days):
        end = cut_off_of(order.day or max(days), audience.cut_off, zone)
    else:
        end = in_zone(order.now, zone).replace(second=0, microsecond=0)
    return Period(in_zone(order.since, zone), end) if order.since else period_before(end, audience.period_hours)


def previous_of(order: Order, archive: Archive, name: str, period: Period) -> Previous | None:
    """What an audience was told before: issues as of earlier than this one, as far back as a brief looks."""
    since = period.end - timedelta(days=order.configuration.settings.history_days, hours=order.readers[name].period_hours)
    return archive.previous(name, since=since, until=period.end, collected=not order.paths)
