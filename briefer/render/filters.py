"""Values → the words of a page: dates, numbers, marks, names. Pure functions; the environment gives them zone and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup

from briefer.model import moments
from briefer.model.brief import Claim, FigureItem, Voice
from briefer.model.numbers import numbers_in
from briefer.render.labels import UNITS, WORDS
from briefer.render.language import ENGLISH, Language
from briefer.render.language.conventions import NBSP

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


def day(text: str | None, zone: ZoneInfo, language: Language = ENGLISH) -> str:
    """An ISO date or date-time → `2 September 2019`, the day in `zone`. What is not ISO is shown as it stands."""
    found = _day(text, zone)
    return _written(found, language.forms.long_day, language) if found else text or language.labels["undated"]


def short_day(text: str | None, zone: ZoneInfo, year: int, language: Language = ENGLISH) -> str:
    """An ISO date or date-time → `2 Sep`, with its year where that is not the brief's."""
    found = _day(text, zone)
    if found is None:
        return text or language.labels["undated"]
    forms = language.forms
    return _written(found, forms.short_day if found.year == year else forms.short_day_of_year, language)


def event_day(text: str, zone: ZoneInfo, year: int, language: Language = ENGLISH) -> str:
    """When an event was → `2 Sep`; `September 2019` where its source names the month alone."""
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return _written(date(int(month[1]) or 1, int(month[2]), 2), language.forms.month_of_year, language)
    return short_day(text, zone, year, language)


def moment(text: str, zone: ZoneInfo, language: Language = ENGLISH) -> str:
    """An ISO date-time → `2 September 2019, 18:00 Kabul time (UTC+04:30)`."""
    try:
        when = moments.instant(text, zone)
    except ValueError:
        return text
    return language.say("moment", date=day(text, zone, language), time=f"{when:%H:%M}", zone=zone_words(when, language))


def short_moment(text: str, zone: ZoneInfo, language: Language = ENGLISH) -> str:
    """An ISO date-time → `2 September 2019, 18:00`, for where the zone is said beside it."""
    try:
        return language.say("short_moment", date=day(text, zone, language), time=f"{moments.instant(text, zone):%H:%M}")
    except ValueError:
        return text


def _written(day: date, pattern: str, language: Language) -> str:
    return language.forms.write(day, pattern, language.labels["first_of_month"])


def timestamp(text: str, zone: ZoneInfo) -> str:
    """An ISO date-time → the same instant as PDF metadata want it: `2019-09-02T18:00:00+04:30`."""
    return moments.instant(text, zone).isoformat(timespec="seconds")


def zone_words(when: datetime, language: Language = ENGLISH) -> str:
    """An aware instant → its zone in words: `UTC`, `Kabul time (UTC+04:30)`."""
    name = getattr(when.tzinfo, "key", "UTC")
    offset = when.strftime("%z")
    if name in ("UTC", "Etc/UTC"):
        return "UTC"
    written = f"UTC{offset[:3]}:{offset[3:5]}"
    if "/" not in name or "GMT" in name:
        return f"{name.rpartition('/')[2].replace('_', NBSP)} ({written})"
    return language.say("zone", city=language.forms.city(name), offset=written)


def number(value: float | None, language: Language = ENGLISH) -> str:
    """A number → `14,000`, `2.5`, `3.5 million`; from a million on in words where that is exact."""
    if value is None:
        return ""
    forms = language.forms
    for power, words in forms.scales.items():
        part = value / 10**power
        if abs(part) >= 1 and round(part, 2) * 10**power == value:
            return words.get(forms.plural(abs(part)), words["other"]).replace("0", forms.digits(part))
    return forms.digits(value)


def amount(item: FigureItem | Claim, unit: str | None = None, language: Language = ENGLISH) -> str:
    """A figure or a claim → its quantity in words: `at least 16`, `8 to 10`, `3%`; its text where that is vague."""
    bounds = [bound for bound in (item.low, item.high) if bound is not None]
    if not bounds or any(0 < abs(bound) < 1 or round(bound, 3) != bound for bound in bounds):
        return item.text
    low, high = (item.low, item.high) if item.low is not None else (item.high, item.high)
    last = high if high is not None else low
    if item.modifier in ("at_most", "less_than") and item.high is not None:
        low = high = last = item.high
    assert low is not None and last is not None
    written = number(low, language)
    if high is not None and high != low:
        written = language.say("range", low=written, high=number(high, language))
    words = _with_unit(unit, written, last, language)
    if item.modifier in HEDGES:
        words = language.say(item.modifier, amount=words)
    return words.replace(" ", NBSP) if len(words) < 14 else words


def signed(item: FigureItem | Claim, language: Language = ENGLISH) -> str:
    """A figure or a claim → its quantity in digits and signs, `≥ 16`, `8–10`: for drawings, where some letters cannot stand."""
    bounds = [language.forms.digits(bound) for bound in dict.fromkeys((item.low, item.high)) if bound is not None]
    sign = SIGNS.get(item.modifier)
    return f"{sign}{NBSP}{bounds[-1]}" if sign and bounds else "–".join(bounds)


HEDGES = frozenset({"about", "at_least", "more_than", "at_most", "less_than"})
SIGNS = {"about": "≈", "at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}


def _with_unit(unit: str | None, written: str, number: float, language: Language) -> str:
    """A number as it is written and its normalised unit → both. A counted noun is said beside it, not here."""
    if unit in ("percent", "percentage"):
        return language.say("percent", number=written)
    if unit == "percentage point":
        one = language.phrase("points", 1 if written == "1" else max(number, 2) if language.catalogue is None else number)
        return one.replace("{n}", written)
    if unit is None or (first := unit.split(" ", 1)[0]) not in UNITS:
        return written
    scaled = written[-1:].isalpha()
    words = language.with_unit(first, written, number, scaled=scaled)
    rest = unit[len(first) :].removeprefix(" ")
    if rest.startswith("per "):
        return language.say("per", amount=words, unit=language.unit(rest.removeprefix("per ")))
    return f"{words} {rest}".rstrip()


def _has_unit(unit: str) -> bool:
    return unit.split(" ", 1)[0] in UNITS


def spread(item: FigureItem, language: Language = ENGLISH) -> str:
    """A figure's claims → the range that they span, `16 to 20`, or nothing where they agree or none has a number."""
    values = [value for claim in item.claims for value in (claim.low, claim.high) if value is not None]
    if not values or min(values) == max(values):
        return ""
    return language.say("range", low=number(min(values), language), high=number(max(values), language))


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
    elif item.unit and (_has_unit(item.unit) or item.unit == "percentage point"):
        rest = re.sub(rf"^{re.escape(item.unit[:4])}\w*\s*", "", rest, flags=re.IGNORECASE)
    if rest.startswith("of ") and item.unit not in ("percent", "percentage"):
        return capital(item.text)
    return capital(rest or item.counted or item.text)


def mark(name: str, language: Language = ENGLISH) -> str:
    """A mark → its words: `single-source` → `single source`."""
    return language.word("mark", name) if name in WORDS["mark"] else name.replace("-", " ")


def form(name: str, language: Language = ENGLISH) -> str:
    """A quotation's form → what the reader must know of it: nothing for a direct one."""
    return "" if name == "direct" else language.word("form", name)


def speaker(voice: Voice, language: Language = ENGLISH) -> str:
    """A voice → the name to print: the person's, else the source's own words for them."""
    return voice.name or (capital(voice.mention) if voice.mention else language.labels["unnamed"])


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


def listed(words: Sequence[str], language: Language = ENGLISH) -> str:
    """Words → `a, b, c`, without empty ones and repetitions."""
    kept = list(dict.fromkeys(word for word in words if word))
    comma = language.labels["comma"]
    return Markup(comma).join(kept) if any(isinstance(word, Markup) for word in kept) else comma.join(kept)


def _day(text: str | None, zone: ZoneInfo) -> date | None:
    try:
        return moments.day_of(text, zone) if text else None
    except ValueError:
        return None
