"""What sources write as a time becomes an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime


def instant(written: str | None) -> datetime | None:
    """ISO 8601 or RFC 822 → an aware time in UTC, a date alone its beginning; None for anything else.

    A time without a zone is taken for UTC: it is only compared, never shown.
    """
    text = (written or "").strip()[:80]
    if not text:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(text)
            return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def is_older(written: str | None, hours: float | None, now: datetime) -> bool:
    """Was something published longer than so many hours ago? What has no date is not."""
    found = instant(written)
    if hours is None or found is None:
        return False
    return now - found > timedelta(hours=hours)
