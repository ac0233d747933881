"""Values → the words of a page: dates, numbers, marks, names. Pure functions; the environment gives them their brief's zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefer.model import moments
from briefer.model.brief import Claim, FigureItem, Voice
from briefer.model.numbers import numbers_in
from briefer.render.labels import CHANGES, FORMS, LABELS, MARKS, MODIFIERS, MONTHS, SHORT_MONTHS, STATUSES

NBSP = "\u00a0"
_HEDGE = re.compile(
    r"(?:(?:at|least|most|about|around|some|nearly|almost|more|less|fewer|than|over|under|up|to|roughly|approximately|an|a|"
    r"estimated|the|another|as|many|much|between|from|US|[$€£])\s*)*",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:to|and|or|-|–)\s*[$€£]?")


def zone_of(name: str) -> ZoneInfo:
    """An IANA name → its zone; an unknown name, which only a hand-written record can hold, → UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day(text: str | None, zone: ZoneInfo) -> str:
    """An ISO date or date-time → `2 September 2019`, the day in `zone`. What is not ISO is shown as it stands."""
    found = _day(text, zone)
    return f"{found.day}{NBSP}{MONTHS[found.month - 1]} {found.year}" if found else text or LABELS["undated"]


def short_day(text: str | None, zone: ZoneInfo, year: int) -> str:
    """An ISO date or date-time → `2 Sep`, with its year where that is not the brief's."""
    found = _day(text, zone)
    if found is None:
        return text or LABELS["undated"]
    short = f"{found.day}{NBSP}{SHORT_MONTHS[found.month - 1]}"
    return short if found.year == year else f"{short}{NBSP}{found.year}"


def event_day(text: str, zone: ZoneInfo, year: int) -> str:
    """When an event was → `2 Sep`; `September 2019` where its source names the month alone."""
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return f"{MONTHS[int(month[2]) - 1]}{NBSP}{month[1]}"
    return short_day(text, zone, year)


def moment(text: str, zone: ZoneInfo) -> str:
    """An ISO date-time → `2 September 2019, 18:00 Kabul time (UTC+04:30)`."""
    try:
        when = moments.instant(text, zone)
    except ValueError:
        return text
    return f"{day(text, zone)}, {when:%H:%M} {zone_words(when)}"


def short_moment(text: str, zone: ZoneInfo) -> str:
    """An ISO date-time → `2 September 2019, 18:00`, for where the zone is said beside it."""
    try:
        return f"{day(text, zone)}, {moments.instant(text, zone):%H:%M}"
    except ValueError:
        return text


def timestamp(text: str, zone: ZoneInfo) -> str:
    """An ISO date-time → the same instant as PDF metadata want it: `2019-09-02T18:00:00+04:30`."""
    return moments.instant(text, zone).isoformat(timespec="seconds")


def zone_words(when: datetime) -> str:
    """An aware instant → its zone in words: `UTC`, `Kabul time (UTC+04:30)`."""
    name = getattr(when.tzinfo, "key", "UTC")
    offset = when.strftime("%z")
    if name in ("UTC", "Etc/UTC"):
        return "UTC"
    city = name.rpartition("/")[2].replace("_", NBSP)
    written = f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{city}{NBSP}{LABELS['time']} ({written})" if "/" in name and "GMT" not in name else f"{city} ({written})"


def number(value: float | None) -> str:
    """A number → `14,000`, `2.5`, `3.5 million`; from a million on in words where that is exact."""
    if value is None:
        return ""
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(value) >= scale and round(value / scale, 2) * scale == value:
            return f"{value / scale:,.6g}{NBSP}{word}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0")


def amount(item: FigureItem | Claim, unit: str | None = None) -> str:
    """A figure or a claim → its quantity in words: `at least 16`, `8 to 10`, `3%`; its text where that is vague."""
    bounds = [bound for bound in (item.low, item.high) if bound is not None]
    if not bounds or any(0 < abs(bound) < 1 or round(bound, 3) != bound for bound in bounds):
        return item.text
    low, high = (item.low, item.high) if item.low is not None else (item.high, item.high)
    written = number(low) if high is None or high == low else f"{number(low)} to {number(high)}"
    if item.modifier in ("at_most", "less_than") and item.high is not None:
        written = number(item.high)
    prefix, suffix = _unit(unit, written)
    words = f"{MODIFIERS[item.modifier]} {prefix}{written}{suffix}".strip()
    return words.replace(" ", NBSP) if len(words) < 14 else words


def _unit(unit: str | None, written: str) -> tuple[str, str]:
    """A normalised unit → what stands before and behind the number. A counted noun is said beside it, not here."""
    if unit in ("percent", "percentage", "percentage point"):
        return "", "%" if unit != "percentage point" else f"{NBSP}points"
    if unit is None:
        return "", ""
    words = unit.split(" ", 1)
    plural = words[0] if written == "1" else {"foot": "feet"}.get(words[0], f"{words[0]}s")
    known = ("dollar", "euro", "pound", "rupee", "kilometre", "metre", "mile", "hectare", "foot", "tonne", "barrel", "degree",
             "second", "minute", "hour", "day", "week", "month", "year", "decade")  # fmt: skip
    return ("", f" {' '.join([plural, *words[1:]])}") if words[0] in known else ("", "")


def spread(item: FigureItem) -> str:
    """A figure's claims → the range that they span, `16 to 20`, or nothing where they agree or none has a number."""
    values = [value for claim in item.claims for value in (claim.low, claim.high) if value is not None]
    return f"{number(min(values))} to {number(max(values))}" if values and min(values) != max(values) else ""


def what(item: FigureItem) -> str:
    """A figure → what it counts: its line without the quantity, which stands beside it; the whole line where that is not plain.

    `at least 16 people killed` → `People killed`.
    """
    found = numbers_in(item.text)
    if not found or (item.low is None and item.high is None) or not _HEDGE.fullmatch(item.text[: found[0].start]):
        return capital(item.text)
    end = found[0].end
    if len(found) > 1 and item.low != item.high and _TO.fullmatch(item.text[end : found[1].start]):
        end = found[1].end
    rest = item.text[end:].lstrip(" -\u00a0")
    if item.unit in ("percent", "percentage"):
        rest = re.sub(r"^(?:%|per ?cent\b)\s*", "", rest)
    elif item.unit and " per " in item.unit:
        return capital(item.text)
    elif item.unit and _unit(item.unit, "")[1]:
        rest = re.sub(rf"^{re.escape(item.unit[:4])}\w*\s*", "", rest, flags=re.IGNORECASE)
    if rest.startswith("of ") and item.unit not in ("percent", "percentage"):
        return capital(item.text)
    return capital(rest or item.counted or item.text)


def mark(name: str) -> str:
    """A mark → its words: `single-source` → `single source`."""
    return MARKS.get(name, name.replace("-", " "))


def status(name: str) -> str:
    return STATUSES.get(name, name)


def change(name: str) -> str:
    """What became of a story or an article → its word: `corrected` → `revised`."""
    return CHANGES.get(name, name)


def form(name: str) -> str:
    """A quotation's form → what the reader must know of it: nothing for a direct one."""
    return FORMS.get(name, name)


def speaker(voice: Voice) -> str:
    """A voice → the name to print: the person's, else the source's own words for them."""
    return voice.name or (voice.mention[:1].upper() + voice.mention[1:] if voice.mention else LABELS["unnamed"])


def capital(text: str) -> str:
    """A text → itself with a capital first letter, all else untouched."""
    return text[:1].upper() + text[1:]


def short(text: str, length: int = 60) -> str:
    """A text → at most so many characters, cut between words, with an ellipsis where it was cut."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def link(url: str | None) -> str | None:
    """A URL → itself where it is http or https, else None: a brief never links to a script or a local file."""
    if not url or not re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return None
    return url


def host(url: str | None) -> str | None:
    """A URL → its host without `www.`."""
    try:
        name = urlsplit(url).hostname if link(url) else None
    except ValueError:
        return None
    return str(name).removeprefix("www.") if name else None


def listed(words: Sequence[str]) -> str:
    """Words → `a, b, c`, without empty ones and repetitions."""
    return ", ".join(dict.fromkeys(word for word in words if word))


def _day(text: str | None, zone: ZoneInfo) -> date | None:
    try:
        return moments.day_of(text, zone) if text else None
    except ValueError:
        return None
