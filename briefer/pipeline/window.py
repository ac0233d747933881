"""The time that an issue covers, which articles are its to tell, and what its audience was told before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from briefer.archive import Archive
from briefer.config.settings import Audience
from briefer.model.article import Article
from briefer.model.issue import Delivered, Previous
from briefer.model.moments import (
    before,
    cut_off_of,
    in_zone,
    instant,
    issue_day,
    last_cut_off,
    period_before,
    universal,
    within,
)
from briefer.model.span import ArticleId
from briefer.model.story import Gap, Period
from briefer.pipeline.order import Order


@dataclass(frozen=True, slots=True)
class Window:
    """The time that an audience's issue covers. `last` is the delivered issue that it follows on, None where it does not;
    `exclusive`: what another issue had to tell is not this one's.
    """

    audience: str
    period: Period
    exclusive: bool = False
    last: Delivered | None = None
    overlap: timedelta = timedelta()

    @property
    def reach(self) -> datetime:
        """The time of publication before which nothing is this issue's to tell."""
        return self.period.start if self.last is None else min(self.period.start, self.last.as_of - self.overlap)

    @property
    def gap(self) -> Gap | None:
        """What lies between the last issue and this one, and is told by none."""
        if self.last is None or universal(self.last.as_of) >= universal(self.period.start):
            return None
        since, start = self.last.as_of.isoformat(), self.period.start.isoformat(timespec="minutes")
        return Gap("Missed issues", since, f"no issue covers the time from the last one, No. {self.last.issue}, to {start}")


def window_of(order: Order, archive: Archive, name: str, articles: Iterable[Article]) -> Window:
    """An audience's name → its window: of configured sources it follows on the last issue that was delivered before its end.

    It ends at the order's day or as-of time, else (of given files) at the cut-off of their latest article's day, else (of
    sources) now, or at the last cut-off, as the audience has it. `--since` is where it begins, whatever was told before.
    """
    audience = order.readers[name]
    end = _end_of(order, audience, articles)
    zone = ZoneInfo(audience.timezone)
    if order.since is not None:
        return Window(name, Period(in_zone(order.since, zone), end))
    last = None if order.paths else archive.last_delivered(name, until=end, collected=True)
    if last is None:
        by_cut_off = order.as_of is None and (order.paths or order.day or audience.as_of == "cut_off")
        period = period_before(end, audience.period_hours, audience.cut_off if by_cut_off else None)
        return Window(name, period, exclusive=not order.paths)
    cap = universal(end) - timedelta(hours=audience.max_period_hours)
    start = max(universal(last.as_of), cap).astimezone(zone)
    return Window(name, Period(start, end), True, last, timedelta(hours=audience.overlap_hours))


def _end_of(order: Order, audience: Audience, articles: Iterable[Article]) -> datetime:
    zone = ZoneInfo(audience.timezone)
    if order.as_of is not None:
        return in_zone(order.as_of, zone)
    if order.day is not None:
        return cut_off_of(order.day, audience.cut_off, zone)
    if order.paths:
        days = [issue_day(article.published, audience.cut_off, zone) for article in articles if article.published]
        if days:
            return cut_off_of(max(days), audience.cut_off, zone)
    elif audience.as_of == "cut_off":
        return last_cut_off(order.now, audience.cut_off, zone)
    return in_zone(order.now, zone).replace(second=0, microsecond=0)


def told_in(
    window: Window, archive: Archive, articles: Mapping[ArticleId, Article], given: frozenset[ArticleId] | None
) -> tuple[ArticleId, ...]:
    """A window and all articles at hand → those that are this issue's to tell.

    Of given files: those of the period. Of sources: those published in the period, and those published before the last issue's
    end that were first collected after it was made; none that is in another issue's window, so that each is in one only.
    """
    published = {id_: article.published for id_, article in articles.items() if article.published}
    inside = {id_ for id_, when in published.items() if within(when, window.period) and (given is None or id_ in given)}
    if not window.exclusive:
        return tuple(id_ for id_ in articles if id_ in inside)
    earlier = set(_before_the_last(window, published))
    candidates = [id_ for id_ in articles if id_ in inside or id_ in earlier]
    told = archive.told_as_of(window.audience, candidates)
    last = window.last.turn if window.last else None
    first = archive.first_collected([id_ for id_ in candidates if id_ in earlier])
    own = {id_ for id_, as_of in told.items() if as_of == window.period.end}
    late = {id_ for id_, turn in first.items() if last is not None and turn > last}
    return tuple(id_ for id_ in candidates if id_ in own or (id_ not in told and (id_ in inside or id_ in late)))


def _before_the_last(window: Window, published: Mapping[ArticleId, str]) -> Iterator[ArticleId]:
    """The articles that the last issue could have told, had they come in time, as far back as the overlap."""
    zone = window.period.end.tzinfo
    if window.last is None or zone is None:
        return
    since, floor = Period(window.last.as_of.astimezone(zone), window.period.end), universal(window.reach)
    yield from (id_ for id_, when in published.items() if before(when, since) and universal(instant(when, zone)) > floor)


def previous_of(order: Order, archive: Archive, window: Window) -> Previous | None:
    """What an audience was told before: issues as of earlier than this one, as far back as a brief looks."""
    since = window.period.start - timedelta(days=order.configuration.settings.history_days)
    return archive.previous(window.audience, since=since, until=window.period.end, collected=not order.paths)
