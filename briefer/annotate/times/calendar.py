"""Arithmetic on TIMEX3 calendar values: days, ISO weeks, months, quarters, years, and amounts of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def date_of(text: str | None) -> date | None:
    """An ISO date or date-time → its calendar day; None where there is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def day(year: int, month: int, number: int) -> str | None:
    """Year, month and day → `2019-09-02`; None where the calendar has no such day."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]:
        return f"{year:04d}-{month:02d}-{number:02d}"
    return None


def week(moment: date) -> str:
    """A day → its ISO week, `2019-W36`."""
    year, number, _ = moment.isocalendar()
    return f"{year:04d}-W{number:02d}"


def month(moment: date) -> str:
    return f"{moment.year:04d}-{moment.month:02d}"


def quarter(moment: date) -> str:
    return f"{moment.year:04d}-Q{(moment.month + 2) // 3}"


def move_days(moment: date, days: int) -> date:
    """A day and a number of days → the day that far off, held inside the calendar."""
    try:
        return moment + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def move_months(moment: date, months: int) -> date:
    """A day and a number of months → the same day of that month, or its last; held inside the calendar."""
    index = moment.year * 12 + moment.month - 1 + months
    year = min(max(index // 12, 1), 9999)
    number = index % 12 + 1
    return date(year, number, min(moment.day, monthrange(year, number)[1]))


def moved(moment: date, amount: int, unit: str) -> str | None:
    """A day, an amount and a unit (`D W M Q Y E C`) → the value that far off, as coarse as the unit is."""
    if abs(amount) > 4000 and unit != "D":
        return None
    if unit == "D":
        return move_days(moment, max(min(amount, 4_000_000), -4_000_000)).isoformat()
    if unit == "W":
        return week(move_days(moment, 7 * amount))
    if unit == "M":
        return month(move_months(moment, amount))
    if unit == "Q":
        return quarter(move_months(moment, 3 * amount))
    years = {"Y": 1, "E": 10, "C": 100}[unit] * amount
    year = moment.year + years
    return f"{year:04d}" if 1 <= year <= 9999 else None


def weekday(anchor: date, number: int, tense: str | None) -> date:
    """A day of the week (Monday is 1) → the latest on or before the anchor; in a future clause the next one."""
    back = (anchor.isoweekday() - number) % 7
    return move_days(anchor, (7 - back) % 7 if tense == "future" else -back)


def year_of(anchor: date, number: int, in_month: int | None, tense: str | None) -> int:
    """A month (and a day in it) without a year → the year that is meant: the nearest, unless the tense looks the other way."""
    at = min(in_month or 15, monthrange(2000, number)[1])

    def distance(year: int) -> int:
        return (date(year, number, min(at, monthrange(year, number)[1])) - anchor).days

    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= year <= 9999]
    same = anchor.year if number == anchor.month and in_month is None else None
    if same is not None:
        return same
    past = [year for year in years if distance(year) <= 0]
    future = [year for year in years if distance(year) >= 0]
    nearest = min(years, key=lambda year: abs(distance(year)))
    if tense == "future" and future and distance(future[0]) <= 300:
        return future[0]
    if tense == "past" and past and distance(nearest) > 31:
        return past[-1]
    return nearest


def season(anchor: date, name: str, shift: int | None, tense: str | None) -> str:
    """A season's name → `1989-SU`; `shift` is -1 for "last", 1 for "next", 0 for "this", None where nothing says."""
    code = SEASONS[name]
    begun = anchor.month >= _SEASON_STARTS[code]
    year = anchor.year
    if shift == -1 or (shift is None and tense == "past"):
        ended = anchor.month >= _SEASON_STARTS[code] + 3
        year = year if (ended if shift == -1 else begun) else year - 1
    elif shift == 1 or (shift is None and tense == "future"):
        year = year + 1 if begun else year
    return f"{year:04d}-{code}"


def less_a_year(value: str, years: int = 1) -> str | None:
    """A calendar value → the same one a year (or more) before: `1989-Q3` → `1988-Q3`."""
    if not value[:4].isdigit():
        return None
    year = int(value[:4]) - years
    return f"{year:04d}{value[4:]}" if 1 <= year <= 9999 else None


def duration(amount: float | None, unit: str) -> str:
    """An amount (None: not said) and a unit → `P2D`, `PXW`, `PT5H30M`, `P2Y6M`; decades and centuries count as years."""
    if unit in ("E", "C"):
        if amount is None:
            return "PXY"
        amount, unit = amount * (10 if unit == "E" else 100), "Y"
    clock = unit in ("TH", "TM", "TS")
    head, letter = ("PT", unit[1]) if clock else ("P", unit)
    if amount is None:
        return f"{head}X{letter}"
    halves = {"TH": "30M", "Y": "6M"}.get(unit)
    if halves and amount % 1 == 0.5:
        whole = f"{int(amount)}{letter}" if amount >= 1 else ""
        return f"{head}{whole}{halves}"
    return f"{head}{amount:.10g}{letter}"
