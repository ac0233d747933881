"""When: ISO 8601 dates and date-times as sources give them, held against a brief's period."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from briefer.model.story import Period


def parse_moment(text: str) -> date | datetime:
    """`2019-09-02` → a date; `2019-09-02T18:00:00+04:30` → a date-time, aware where an offset is given. ValueError otherwise."""
    stripped = text.strip()
    try:
        return date.fromisoformat(stripped)
    except ValueError:
        return datetime.fromisoformat(stripped)


def instant(text: str, zone: tzinfo) -> datetime:
    """An article's `published` → one instant in `zone`: a date alone stands for the end of that day, a naive time for `zone`'s."""
    moment = parse_moment(text)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.max.replace(microsecond=0), zone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def day_of(text: str, zone: tzinfo) -> date:
    """An article's `published` → the calendar day that it falls on in `zone`."""
    moment = parse_moment(text)
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if moment.tzinfo is None else moment.astimezone(zone).date()


def within(text: str, period: Period) -> bool:
    """Is an article's `published` in the period? A date alone is, where that day ends in the period or holds its end."""
    zone = period.end.tzinfo
    if zone is None:
        raise ValueError("a period needs an aware end")
    moment = parse_moment(text)
    if isinstance(moment, datetime):
        return period.start < instant(text, zone) <= period.end
    first = (period.start.astimezone(zone) + timedelta(microseconds=1)).date()
    return first <= moment <= period.end.date() and (moment > period.start.date() or period.start.time() == time.min)


def before(text: str, period: Period) -> bool:
    """Was an article published before the period began?"""
    if within(text, period):
        return False
    zone = period.end.tzinfo
    assert zone is not None
    return instant(text, zone) <= period.end
