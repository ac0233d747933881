"""How a language writes dates, numbers and names of cities: the forms of CLDR, as data.

English is written down here, since its briefs are the most and Babel takes a tenth of a second to load: days come before
months, as in the news trade. Every other language is asked of Babel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal

NBSP = "\u00a0"
_TOKEN = re.compile(r"'((?:[^']|'')*)'|([dMLy]+)|(.)", re.DOTALL)
"""CLDR's patterns of dates (UTS 35, Date Field Symbols): a quoted text, a field, any other sign."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """A language's forms. `months` in a date, `months_alone` without a day; `scales`: power of ten → plural → `0 million`."""

    direction: Literal["ltr", "rtl"]
    script: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    months_alone: tuple[str, ...]
    long_day: str
    short_day: str
    short_day_of_year: str
    month_of_year: str
    group: str
    decimal: str
    scales: Mapping[int, Mapping[str, str]]
    plural: Callable[[float], str]
    city: Callable[[str], str]

    def write(self, day: date, pattern: str, first: str = "1") -> str:
        """A day and a pattern of CLDR's → the day as the language writes it; `first` stands for the first of a month."""
        return "".join(
            sign or (_field(self, day, field, first) if field else quoted.replace("''", "'") or "'")
            for quoted, field, sign in _TOKEN.findall(pattern)
        )

    def digits(self, value: float) -> str:
        """A number → its digits, grouped, with at most six decimals: `14,000`, `2.5`. They are 0 to 9, as sources have them."""
        whole, _, fraction = f"{abs(value):.6f}".rstrip("0").partition(".")
        if len(whole) > 3:
            whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", self.group, whole)
        return f"{'-' if value < 0 else ''}{whole}{self.decimal + fraction if fraction else ''}"


def _field(forms: Conventions, day: date, field: str, first: str) -> str:
    if field[0] == "d":
        return first if day.day == 1 else f"{day.day:0{len(field)}}"
    if field[0] == "y":
        return str(day.year)
    if len(field) < 3:
        return f"{day.month:0{len(field)}}"
    names = forms.short_months if len(field) == 3 else forms.months_alone if field[0] == "L" else forms.months
    return names[day.month - 1]


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", NBSP)


_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

ENGLISH = Conventions(
    direction="ltr",
    script="Latn",
    months=_ENGLISH_MONTHS,
    short_months=tuple(name[:3] for name in _ENGLISH_MONTHS),
    months_alone=_ENGLISH_MONTHS,
    long_day=f"d{NBSP}MMMM y",
    short_day=f"d{NBSP}MMM",
    short_day_of_year=f"d{NBSP}MMM{NBSP}y",
    month_of_year=f"MMMM{NBSP}y",
    group=",",
    decimal=".",
    scales=MappingProxyType(
        {power: {"other": f"0{NBSP}{word}"} for power, word in ((12, "trillion"), (9, "billion"), (6, "million"))}
    ),
    plural=lambda _: "other",
    city=_city,
)


@cache
def of(tag: str) -> Conventions:
    """A language's BCP 47 tag → its conventions, by CLDR; of one that CLDR does not know, the English ones."""
    if tag.lower() == "en":
        return ENGLISH
    from babel import Locale, UnknownLocaleError, dates

    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return ENGLISH
    symbols = locale.number_symbols.get("latn") or locale.number_symbols[locale.default_numbering_system]
    names = locale.months

    def month_names(context: str, width: str) -> tuple[str, ...]:
        return tuple(str(names[context][width][number]) for number in range(1, 13))

    def city(zone: str) -> str:
        return str(dates.get_timezone_location(zone, locale=locale, return_city=True)).replace(" ", NBSP)

    return Conventions(
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        script=locale.script or _SCRIPTS.get(locale.language, "Latn"),
        months=month_names("format", "wide"),
        short_months=tuple(name.replace(" ", NBSP) for name in month_names("format", "abbreviated")),
        months_alone=month_names("stand-alone", "wide"),
        long_day=_held(str(locale.date_formats["long"].pattern)),
        short_day=_pattern(locale.datetime_skeletons, "MMMd", ENGLISH.short_day).replace(" ", NBSP),
        short_day_of_year=_pattern(locale.datetime_skeletons, "yMMMd", ENGLISH.short_day_of_year).replace(" ", NBSP),
        month_of_year=_pattern(locale.datetime_skeletons, "yMMMM", ENGLISH.month_of_year).replace(" ", NBSP),
        group=str(symbols["group"]),
        decimal=str(symbols["decimal"]),
        scales=_scales(locale.compact_decimal_formats),
        plural=lambda number: str(locale.plural_form(int(number) if number == int(number) else number)),
        city=city,
    )


_SCRIPTS = MappingProxyType(
    {
        **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug", "sd"), "Arab"),
        **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"), "Cyrl"),
        "el": "Grek",
        "he": "Hebr",
        "yi": "Hebr",
    }
)
"""The scripts that change a page's fonts; tags name their script only where it is not the language's usual one."""


def _pattern(skeletons: Mapping[str, object], name: str, otherwise: str) -> str:
    found = skeletons.get(name)
    return str(getattr(found, "pattern", found)) if found is not None else otherwise


def _held(pattern: str) -> str:
    """A pattern that begins with the day → the same, with the day and its month on one line."""
    return re.sub(r"^(d+\.?) ", rf"\1{NBSP}", pattern)


def _scales(formats: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Mapping[int, Mapping[str, str]]:
    """CLDR's compact forms → million, billion, trillion, as far as the language counts in them."""
    long = formats.get("long", {})
    found: dict[int, dict[str, str]] = {}
    for power in (12, 9, 6):
        words = {plural: str(getattr(table.get(f"1{'0' * power}"), "pattern", "")) for plural, table in long.items()}
        words = {plural: word.replace(" ", NBSP) for plural, word in words.items() if re.fullmatch(r"0[^0]+|[^0]+0", word)}
        if words:
            found[power] = {str(plural): word for plural, word in words.items()}
    return found
