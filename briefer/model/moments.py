"""When: ISO 8601 dates and date-times as sources give them, held against a brief's period."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from briefer.model.story import Period


def parse_moment(text: str) -> date | datetime:
    """`2019-09-02` → a date; `2019-09-02T18:00:00+04:30` → a date-time, aware with an offset. ValueError otherwise."""
    stripped = text.strip()
    try:
        return date.fromisoformat(stripped)
    except ValueError:
        return datetime.fromisoformat(stripped)


def instant(text: str, zone: tzinfo) -> datetime:
    """An article's `published` → an instant in `zone`: a date alone is the end of that day, a naive time is `zone`'s."""
    moment = parse_moment(text)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.max.replace(microsecond=0), zone)
    return in_zone(moment, zone)


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """A date-time → the same instant in `zone`; a naive one is taken for `zone`'s own."""
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def day_of(text: str, zone: tzinfo) -> date:
    """An article's `published` → the calendar day that it falls on in `zone`."""
    moment = parse_moment(text)
    if not isinstance(moment, datetime):
        return moment
    return in_zone(moment, zone).date()


def within(text: str, period: Period) -> bool:
    """Is an article's `published` in the period? A date alone belongs to the issue of that day, not of the day after."""
    zone = period.end.tzinfo
    if zone is None:
        raise ValueError("a period needs an aware end")
    moment = parse_moment(text)
    if isinstance(moment, datetime):
        return period.start < instant(text, zone) <= period.end
    start, first, last = period.start.astimezone(zone), period.start.astimezone(zone).date(), period.end.date()
    return first < moment <= last or (moment == first and (first == last or start.time() == time.min))


def before(text: str, period: Period) -> bool:
    """Was an article published before the period began?"""
    if within(text, period):
        return False
    zone = period.end.tzinfo
    assert zone is not None
    return instant(text, zone) <= period.end


def cut_off_of(day: date, cut_off: str, zone: tzinfo) -> datetime:
    """A calendar day and a time of day such as `18:00` → that instant in `zone`: what a day's brief is as of."""
    return datetime.combine(day, time.fromisoformat(cut_off), zone)


def issue_day(published: str, cut_off: str, zone: tzinfo) -> date:
    """An article's `published` → the day whose brief it belongs to: its own, or the next where the cut-off had passed."""
    day = day_of(published, zone)
    timed = isinstance(parse_moment(published), datetime)
    return day + timedelta(days=1) if timed and instant(published, zone) > cut_off_of(day, cut_off, zone) else day


def period_before(end: datetime, hours: int) -> Period:
    """The end of a period and its length in hours of elapsed time → the period, through changes of summer time."""
    start = (end.astimezone(UTC) - timedelta(hours=hours)).astimezone(end.tzinfo)
    return Period(start, end)
