"""Dates as sources write them become ISO 8601, or nothing: a date that can be read in two ways is not guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
"""A month's English name or abbreviation, to be matched without regard to case."""

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_WRITTEN = (
    re.compile(rf"(?<!\d){_DAY}\s+(?P<month>{MONTH})(?:,?\s+{_YEAR})?(?!\d)", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{MONTH})\s+{_DAY}(?:,?\s+{_YEAR})?(?!\d)", re.IGNORECASE),
)
_NUMBERS = (
    re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\b"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b"),
)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
_OLDEST = 1600


def iso(text: str) -> str | None:
    """A date as feeds, pages and records write it → ISO 8601, with the time of day where it is sure, or None.

    Read are ISO 8601, RFC 822, English dates with the month in words, `2019/09/02` and `02.09.2019`; `02/09/2019` is not, since
    it is another day on the other side of the Atlantic (`13/09/2019` is).
    """
    stripped = " ".join(text.split())
    for parse in (_iso, _mail, _written, _numbers):
        try:
            found = parse(stripped)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found is not None:
            return found.isoformat() if found.year >= _OLDEST else None
    return None


def in_words(text: str, published: str | None = None) -> str | None:
    """`Sept. 2, 2019`, `4 JAN 90`, `2 September` → an ISO date; without a year, the one nearest to `published` (else None)."""
    for pattern in _WRITTEN:
        match = pattern.search(text)
        if match is None:
            continue
        month = 1 + next(i for i, name in enumerate(MONTHS) if name.startswith(match["month"].lower()[:3]))
        try:
            return _near(month, int(match["day"]), match["year"], published)
        except ValueError:
            return None
    return None


def _near(month: int, day: int, year: str | None, published: str | None) -> str | None:
    known = date.fromisoformat(published[:10]) if published else None
    if year is not None and len(year) == 4:
        return date(int(year), month, day).isoformat()
    if year is not None:
        return date(_century(int(year.lstrip("'")), known), month, day).isoformat()
    if known is None:
        return None
    near = [date(y, month, day) for y in (known.year - 1, known.year, known.year + 1) if _exists(y, month, day)]
    return min(near, key=lambda day: abs(day - known)).isoformat() if near else None


def _century(year: int, known: date | None) -> int:
    """Two digits → a year: the one nearest to a known date, else POSIX's rule (69 to 99 are the 1900s)."""
    if known is not None:
        return min((1900 + year, 2000 + year), key=lambda full: abs(full - known.year))
    return (1900 if year >= 69 else 2000) + year


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _iso(text: str) -> date | datetime | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d{2}:?\d{2}$)|\s*(?:UTC|GMT)$", _zone, text)).replace(microsecond=0)


def _zone(match: re.Match[str]) -> str:
    return "+00:00" if match[0].strip() else ""


def _mail(text: str) -> datetime | None:
    if not re.search(r"\d:\d", text):
        return None
    found = parsedate_to_datetime(text)
    if found.tzinfo is None and text.endswith(("-0000", "UT", "Z")):
        return found.replace(tzinfo=UTC)
    return found


def _written(text: str) -> date | None:
    for pattern in _WRITTEN:
        match = pattern.search(text)
        if match is not None and match["year"] is not None and len(match["year"]) == 4:
            found = in_words(match[0])
            return date.fromisoformat(found) if found else None
    return None


def _numbers(text: str) -> date | None:
    for pattern in _NUMBERS:
        match = pattern.match(text)
        if match is not None:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
    match = _SLASHES.match(text)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.groups())
    if first > 12:
        return date(year, second, first)
    return date(year, first, second) if second > 12 or first == second else None
