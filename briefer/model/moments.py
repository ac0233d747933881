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
        return universal(period.start) < universal(instant(text, zone)) <= universal(period.end)
    start, first, last = period.start.astimezone(zone), period.start.astimezone(zone).date(), period.end.date()
    return first < moment <= last or (moment == first and (first == last or start.time() == time.min))


def before(text: str, period: Period) -> bool:
    """Was an article published before the period began?"""
    if within(text, period):
        return False
    zone = period.end.tzinfo
    assert zone is not None
    return universal(instant(text, zone)) <= universal(period.end)


def universal(moment: datetime) -> datetime:
    """An aware date-time → the same instant in UTC: two times of one zone compare by their clocks, which go back in autumn."""
    return moment.astimezone(UTC)


def cut_off_of(day: date, cut_off: str, zone: tzinfo) -> datetime:
    """A calendar day and a time of day such as `18:00` → that instant in `zone`: what a day's brief is as of.

    Where clocks go forward over that time it is as long after the change as it was to be after the old hour; where they go back
    and it comes twice, it is the first.
    """
    return universal(datetime.combine(day, time.fromisoformat(cut_off), zone)).astimezone(zone)


def last_cut_off(now: datetime, cut_off: str, zone: tzinfo) -> datetime:
    """A moment → the latest cut-off that has come by then."""
    today = in_zone(now, zone).date()
    ends = (cut_off_of(day, cut_off, zone) for day in (today, today - timedelta(days=1)))
    return next(end for end in ends if universal(end) <= universal(in_zone(now, zone)))


def issue_day(published: str, cut_off: str, zone: tzinfo) -> date:
    """An article's `published` → the day whose brief it belongs to: its own, or the next where the cut-off had passed."""
    day = day_of(published, zone)
    timed = isinstance(parse_moment(published), datetime)
    late = timed and universal(instant(published, zone)) > universal(cut_off_of(day, cut_off, zone))
    return day + timedelta(days=1) if late else day


def period_before(end: datetime, hours: int, cut_off: str | None = None) -> Period:
    """The end of a period and its length → the period. Whole days go by the calendar, to the same time of day or to `cut_off`:
    a day's period meets the one before it when clocks change, and has 23 or 25 hours then. Hours besides are elapsed time.
    """
    days, rest = divmod(hours, 24)
    zone = end.tzinfo
    assert zone is not None
    start = cut_off_of(end.date() - timedelta(days=days), cut_off or end.time().isoformat(), zone) if days else end
    return Period((universal(start) - timedelta(hours=rest)).astimezone(zone), end)
