"""Calendar dates: days of a month, months, years, decades, centuries, weekdays, seasons, quarters, holidays."""

from __future__ import annotations

import re
from datetime import date

from briefer.annotate.times.calendar import day, less_a_year, month, move_days, move_months, quarter, season, weekday, year_of
from briefer.annotate.times.context import Context
from briefer.annotate.times.rule import Answer, rule
from briefer.annotate.times.words import (
    DAY,
    DECADES,
    FULL_MONTH,
    MONTH,
    MONTHS,
    ORDINAL,
    PHASE,
    WEEKDAY,
    WEEKDAY_ANY,
    WEEKDAYS,
    YEAR,
    S,
    alternatives,
    ordinal_of,
    year_of_words,
)  # fmt: skip
from briefer.model.numbers import TENS, UNITS

SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "this": 0, "current": 0, "same": 0}
_COUNTED = {
    "people",
    "men",
    "women",
    "troops",
    "soldiers",
    "dollars",
    "euros",
    "meters",
    "metres",
    "miles",
    "kilometers",
    "feet",
}
_NUMBERED = {
    "resolution", "flight", "route", "no", "no.", "number", "section", "article", "room", "chapter", "rule", "nearly", "almost",
    "than", "least", "most", "approximately", "roughly", "page", "highway", "boeing", "model", "windows", "a", "an", "these",
    "those", "his", "her", "their", "some",
}  # fmt: skip
_BEFORE_YEAR = {
    "in",
    "since",
    "from",
    "by",
    "of",
    "until",
    "till",
    "to",
    "between",
    "and",
    "during",
    "before",
    "after",
    "circa",
}
_SMALL = alternatives([*UNITS, *TENS])
_YEAR_WORDS = rf"(?:nineteen|eighteen|twenty|two{S}thousand)(?:[\s-]+(?:and[\s-]+)?(?:{_SMALL})(?:[\s-](?:{_SMALL}))?)?"
_HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
             "new year's eve": (12, 31), "halloween": (10, 31), "valentine's day": (2, 14)}  # fmt: skip


def month_number(text: str) -> int:
    return MONTHS[text.strip().rstrip(".").lower()]


def day_number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _shift(text: str | None) -> int | None:
    return None if text is None else SHIFTS[text.lower().removeprefix("the ").strip()]


def full_date(m: re.Match[str], context: Context) -> Answer:
    """Day, month and (perhaps two-figure) year."""
    year = int(m["year"].lstrip("'’"))
    if len(m["year"].lstrip("'’")) == 2:
        year += 2000 if year < 50 else 1900
    value = day(year, month_number(m["month"]), day_number(m["day"]))
    return ("DATE", value) if value else None


def iso_date(m: re.Match[str], context: Context) -> Answer:
    value = day(int(m["year"]), int(m["month"]), int(m["day"]))
    return ("DATE", value) if value else None


def slashed_date(m: re.Match[str], context: Context) -> Answer:
    """`9/2/2019` → month first, as American outlets write; day first where only that makes a date."""
    first, second, year = int(m["first"]), int(m["second"]), int(m["year"])
    year = year if year > 99 else year + (2000 if year < 50 else 1900)
    value = day(year, first, second) or day(year, second, first)
    return ("DATE", value) if value else None


def month_day(m: re.Match[str], context: Context) -> Answer:
    """Month and day without a year."""
    number, at = month_number(m["month"]), day_number(m["day"])
    if context.anchor is None:
        return ("DATE", f"XXXX-{number:02d}-{at:02d}") if day(2000, number, at) else None
    value = day(year_of(context.anchor, number, at, context.tense(m.start("month"))), number, at)
    return ("DATE", value) if value else None


def month_year(m: re.Match[str], context: Context) -> Answer:
    return "DATE", f"{int(m['year']):04d}-{month_number(m['month']):02d}"


def month_relative_year(m: re.Match[str], context: Context) -> Answer:
    """`June last year`, `March of next year`."""
    if context.anchor is None:
        return None
    return "DATE", f"{context.anchor.year + (_shift(m['shift']) or 0):04d}-{month_number(m['month']):02d}"


def bare_month(m: re.Match[str], context: Context) -> Answer:
    """A month's name alone; "May" and "March" only where they are names, never beside a person's other name."""
    word = m["month"]
    token = context.token(m.start("month"))
    if word.islower() or (token.ent_type_ in ("PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART") and m["shift"] is None):
        return None
    before = context.before(m.start("month"))
    placed = m["shift"] is not None or m["phase"] or (before is not None and before.lower_ in _BEFORE_YEAR | {"this", "late"})
    after = context.after(m.end())
    if word.lower() == "march" and after is not None and after.lower_ in ("for", "of", "on", "against", "to"):
        return None
    if word.lower() in ("may", "march", "august") and not placed and (token.tag_ != "NNP" or word.isupper()):
        return None
    number, shift = month_number(word), _shift(m["shift"])
    if context.anchor is None:
        return "DATE", f"XXXX-{number:02d}"
    return "DATE", f"{_month_year(context, m, number, shift):04d}-{number:02d}"


def _month_year(context: Context, m: re.Match[str], number: int, shift: int | None) -> int:
    anchor = context.anchor
    assert anchor is not None
    if shift == -1:
        return anchor.year if number < anchor.month else anchor.year - 1
    if shift == 1:
        return anchor.year if number > anchor.month else anchor.year + 1
    return anchor.year if shift == 0 else year_of(anchor, number, None, context.tense(m.start("month")))


def bare_year(m: re.Match[str], context: Context) -> Answer:
    """Four figures that read as a year: not an amount, a number of something, or a time of day."""
    year, before, after = int(m["year"]), context.before(m.start("year")), context.after(m.end("year"))
    word = before.lower_ if before is not None else ""
    if word in _NUMBERED or (before is not None and before.tag_ == "$"):
        return None
    if after is not None and (
        after.lower_ in _COUNTED or after.lower_ in ("gmt", "hours", "hrs", "utc", "local", "percent", "%")
    ):
        return None
    if word not in _BEFORE_YEAR and not 1900 <= year <= 2060:
        return None
    if (
        after is not None
        and after.tag_ == "NNS"
        and context.token(m.start("year")).dep_ == "nummod"
        and (year % 100 == 0 or not 1960 <= year <= 2030)
    ):
        return None
    return "DATE", f"{year:04d}"


def spoken_year(m: re.Match[str], context: Context) -> Answer:
    year = year_of_words(m["words"])
    if year is None or (m["words"].lower().startswith("two") and m["lead"] is None):
        return None
    if m["month"]:
        return "DATE", f"{year:04d}-{month_number(m['month']):02d}"
    return "DATE", f"{year:04d}"


def short_year(m: re.Match[str], context: Context) -> Answer:
    return "DATE", f"19{m['year']}"


def decade(m: re.Match[str], context: Context) -> Answer:
    """`the 1990s`, `the '80s`, `the nineties` → the first three figures of its years."""
    if m["long"]:
        return "DATE", m["long"][:3]
    before = context.before(m.start())
    if before is not None and before.tag_ == "PRP$":
        return None
    figure = int(m["short"][0]) if m["short"] else DECADES[m["word"].lower()]
    return "DATE", f"{20 if figure < 2 else 19}{figure}"


def century(m: re.Match[str], context: Context) -> Answer:
    number = ordinal_of(re.sub(r"\s+", "-", m["ordinal"]))
    return ("DATE", f"{number - 1:02d}") if 0 < number < 40 else None


def on_weekday(m: re.Match[str], context: Context) -> Answer:
    """A weekday, alone or with `last`, `next`, `this`, `the previous`; its own date where one stands beside it."""
    number = WEEKDAYS[m["weekday"].rstrip(".").lower()]
    shift = _shift(m["shift"])
    if context.anchor is None:
        return "DATE", f"XXXX-WXX-{number}"
    return "DATE", resolve_weekday(context, number, shift, m.start("weekday")).isoformat()


def resolve_weekday(context: Context, number: int, shift: int | None, offset: int) -> date:
    """A weekday's number and its `last` or `next` → the day, from the anchor; `the previous` counts from the day before it."""
    anchor = context.anchor
    assert anchor is not None
    if shift == -1:
        return weekday(move_days(anchor, -1), number, "past")
    if shift == 1:
        return weekday(move_days(anchor, 1), number, "future")
    return weekday(anchor, number, context.tense(offset))


def in_season(m: re.Match[str], context: Context) -> Answer:
    """`last spring`, `this fall`, `in the summer`, `the winter of 1998`."""
    name = m["season"].lower()
    if m["year"]:
        return "DATE", f"{m['year']}-{season(date(2000, 1, 1), name, 0, None)[-2:]}"
    after = context.after(m.end())
    if name in ("fall", "spring") and (
        m["shift"] is None or (after is not None and after.lower_ in ("in", "of", "from", "to"))
    ):
        return None
    if m["season"][0].isupper() and m["shift"] is None and not m["season"].isupper():
        return None
    if context.anchor is None:
        return "DATE", f"XXXX-{season(date(2000, 1, 1), name, 0, None)[-2:]}"
    return "DATE", season(context.anchor, name, _shift(m["shift"]), context.tense(m.start("season")))


def in_quarter(m: re.Match[str], context: Context) -> Answer:
    """`the third quarter`, `third-quarter`, `the fiscal first quarter`, `the second half`, with the year beside it if any."""
    number = ordinal_of(m["ordinal"])
    half = m["part"].lower().startswith("half")
    if number > (2 if half else 4):
        return None
    mark = f"{'H' if half else 'Q'}{number}"
    year = m["year"] or m["year_after"]
    if year:
        return "DATE", f"{year}-{mark}"
    named = m["shift"] or m["shift_after"]
    if half and not named:
        return None
    if context.anchor is None:
        return "DATE", f"XXXX-{mark}"
    if named:
        return "DATE", f"{context.anchor.year + (_shift(named) or 0):04d}-{mark}"
    started = number <= (context.anchor.month + 2) // 3
    year_number = context.anchor.year if started or context.tense(m.start("ordinal")) == "future" else context.anchor.year - 1
    return "DATE", f"{year_number:04d}-{mark}"


def same_quarter(m: re.Match[str], context: Context) -> Answer:
    """`the quarter`, `the latest period`, `the year-earlier quarter` → the quarter named last, or the same a year before."""
    named = latest_quarter(context)
    if m["year"]:
        return ("DATE", f"{m['year']}{named[4:]}") if named else None
    if named is None:
        if m["kind"].lower() == "period" or context.anchor is None:
            return None
        return "DATE", quarter(move_months(context.anchor, -3 if context.tense(m.start()) == "past" else 0))
    if m["current"] and context.anchor is not None:
        return "DATE", quarter(context.anchor)
    value = less_a_year(named) if m["earlier"] else named
    return ("DATE", value) if value else None


def latest_quarter(context: Context) -> str | None:
    """The quarter that a report is about: the one named last of those that have ended, the newest year's first."""
    quarters = [value for _, _, value in context.found if "-Q" in value and value[:4].isdigit()]
    if not quarters or context.anchor is None:
        return quarters[-1] if quarters else None
    ended = [value for value in quarters if value < quarter(context.anchor)] or quarters
    newest = max(value[:4] for value in ended)
    return [value for value in ended if value[:4] == newest][-1]


def fiscal_year(m: re.Match[str], context: Context) -> Answer:
    """`fiscal 1990`, `the fiscal year` → the year by its number."""
    if m["year"]:
        return "DATE", m["year"]
    if context.anchor is None:
        return None
    return "DATE", f"{context.anchor.year + (_shift(m['shift']) or 0):04d}"


def holiday(m: re.Match[str], context: Context) -> Answer:
    if context.anchor is None:
        return None
    shift, name = _shift(m["shift"]), m["holiday"].lower().replace("’", "'")
    anchor = context.anchor
    if name == "thanksgiving":
        days = [_thanksgiving(year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    else:
        days = [date(year, *_HOLIDAYS[name]) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    if shift == -1 or (shift is None and context.tense(m.start("holiday")) == "past"):
        return "DATE", [moment for moment in days if moment < anchor][-1].isoformat()
    return "DATE", next(moment for moment in days if moment >= anchor).isoformat()


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return move_days(first, (4 - first.isoweekday()) % 7 + 21)


def end_of(m: re.Match[str], context: Context) -> Answer:
    """`year-end`, `month-end` → the last day."""
    if context.anchor is None:
        return "DATE", "XXXX-12-31"
    anchor = context.anchor
    if m["unit"].lower() == "year":
        year = anchor.year - 1 if context.tense(m.start()) == "past" and anchor.month <= 10 else anchor.year
        return "DATE", f"{year:04d}-12-31"
    return "DATE", month(anchor)


_SHIFT = rf"(?:the{S})?(?:last|past|previous|next|coming|following|this|current)"
_COMMA_WEEKDAY = rf"(?:{WEEKDAY_ANY},?{S})?"
_TH = rf"(?:the{S})?"

RULES = (
    rule(rf"{_COMMA_WEEKDAY}(?P<month>{MONTH}){S}?(?P<day>{DAY})(?:,{S}?|{S})(?P<year>{YEAR})", full_date),
    rule(rf"{_COMMA_WEEKDAY}{_TH}(?P<day>{DAY})(?:{S}of)?[\s-](?P<month>{MONTH}),?[\s-](?P<year>{YEAR}|['’]?\d\d"
         rf"(?![:\d]))", full_date),
    rule(r"(?P<year>(?:1[5-9]|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])", iso_date),
    rule(rf"(?P<first>[01]?\d|[0-3]\d)[/.](?P<second>[0-3]?\d)[/.](?P<year>{YEAR}|\d\d)", slashed_date),
    rule(rf"{_COMMA_WEEKDAY}{PHASE}(?P<month>{MONTH}){S}?(?P<day>{DAY})(?!:?\d)(?!{S}?[ap]\.?m\b)", month_day),
    rule(rf"{_COMMA_WEEKDAY}{_TH}(?P<day>{DAY})(?:{S}of)?{S}(?P<month>{MONTH})", month_day),
    rule(rf"{PHASE}(?P<month>{MONTH}),?(?:{S}of)?{S}(?P<year>{YEAR})", month_year),
    rule(rf"{PHASE}(?P<month>{FULL_MONTH})(?:{S}of)?{S}(?P<shift>last|this|next){S}year", month_relative_year),
    rule(rf"(?P<phase>{PHASE})(?:(?P<shift>{_SHIFT}){S})?(?P<month>{FULL_MONTH})", bare_month),
    rule(rf"{PHASE}(?:the{S}year{S})?(?P<year>{YEAR})", bare_year),
    rule(rf"(?:(?P<lead>the{S}year|in|since|by|until|of){S})?(?:(?P<month>{FULL_MONTH}){S})?"
         rf"(?P<words>{_YEAR_WORDS})", spoken_year),
    rule(r"['’](?P<year>[4-9]\d)(?!['’]?s)", short_year),
    rule(rf"(?:the{S})?(?:(?:early|late|mid|last{S}half{S}of{S}the|first{S}half{S}of{S}the)[\s-]+)?"
         rf"(?:(?P<long>(?:1[5-9]|20)\d0)['’]?s|['’]?(?P<short>[1-9]0)['’]?s|(?P<word>{alternatives(DECADES)}))", decade),
    rule(rf"(?:the{S})?(?:(?:early|late|mid)[\s-]+)?(?P<ordinal>{ORDINAL})[\s-]+century", century),
    rule(rf"(?:(?P<shift>{_SHIFT}){S})?(?P<weekday>{WEEKDAY})", on_weekday),
    rule(rf"(?:(?P<shift>{_SHIFT}){S}|(?:early|late|mid){S})?(?:in{S}the{S}|the{S})?(?P<season>spring|summer|autumn"
         rf"|fall|winter)"
         rf"(?:{S}(?:of{S})?(?P<year>{YEAR}))?", in_season),
    rule(rf"(?:the{S})?(?:(?:fiscal[\s-]+)?(?P<year>{YEAR}){S}|(?P<shift>last|this|next){S}year['’]s{S})?"
         rf"(?:fiscal[\s-]+)?(?P<ordinal>"
         rf"first|second|third|fourth|[1-4](?:st|nd|rd|th))[\s-]+(?:fiscal[\s-]+)?(?P<part>quarter|half)"
         rf"(?:{S}of{S}(?:fiscal{S})?(?:(?P<year_after>{YEAR})|(?P<shift_after>last|this|next){S}year))?", in_quarter),
    rule(rf"(?:(?:the|this){S})(?:(?P<year>{YEAR}){S}|(?:(?P<current>current)|latest|recent|just-ended|same){S}"
         rf"|(?P<earlier>year[\s-](?:earlier|ago)){S})?(?P<kind>quarter|period)", same_quarter),
    rule(rf"(?:(?:the|(?P<shift>this|last|next|current)){S})?fiscal{S}(?:year{S})?(?P<year>{YEAR})"
         rf"|the{S}fiscal{S}year", fiscal_year),
    rule(rf"(?:(?P<shift>last|this|next){S})?(?P<holiday>thanksgiving"
         rf"|{alternatives(_HOLIDAYS).replace(chr(39), chr(39) + '’')})".replace(
        "'’", "['’]"), holiday),
    rule(r"(?P<unit>year|month)[\s-]end", end_of),
)  # fmt: skip
