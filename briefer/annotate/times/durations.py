"""Durations and sets: `nearly forty years`, `a two-week truce`, `several days`, `every day`, `twice a week`, `annually`."""

from __future__ import annotations

import re

from briefer.annotate.times.calendar import duration
from briefer.annotate.times.context import Context
from briefer.annotate.times.rule import Answer, rule
from briefer.annotate.times.words import ABOUT, NUMBER, UNIT, VAGUE, WEEKDAY, WEEKDAYS, S, number_of, unit_of

_EVERY = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H",
    "nightly": "P1D",
}  # fmt: skip
_RATES = {"$", "percent", "%", "times", "twice", "once", "dollars", "million", "billion", "barrels", "tons"}


def counted(m: re.Match[str], context: Context) -> Answer:
    """A number of units, with what says which (`the past`, `the first`) and how nearly."""
    unit, amount = unit_of(m["unit"]), number_of(m["amount"])
    if unit == "TS" and m["unit"].lower() == "second":
        return None
    if amount is None or (unit == "Q" and (m["unit"][-1] != "s" or amount > 12)):
        return None
    singular = not m["unit"].lower().endswith("s")
    if amount == 1 and singular and m["amount"].lower() in ("a", "an") and unit != "TS":
        return _single(m, context, unit)
    return "DURATION", duration(amount, unit)


def _single(m: re.Match[str], context: Context, unit: str) -> Answer:
    """`a year`, `an hour`: a set where it says how often or how much each ("$5 million a year"), else a duration."""
    before = context.before(m.start())
    if (
        before is not None
        and unit in ("D", "W", "M", "Y", "TH")
        and (before.like_num or before.lower_ in _RATES or _after_amount(m, context))
    ):
        return "SET", duration(1, unit)
    if unit == "D" and m.group().lower() == "a day" and before is not None and before.pos_ == "NOUN":
        return "SET", "P1D"
    return "DURATION", duration(1, unit)


def _after_amount(m: re.Match[str], context: Context) -> bool:
    """Does an amount of something stand right in front ("40,000 barrels a day", "ten people a month")?"""
    text = context.text[max(m.start() - 40, 0) : m.start()]
    return bool(
        re.search(
            r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion))\s+[a-z]+s\s+$", text
        )
    )


def attributive(m: re.Match[str], context: Context) -> Answer:
    """`two-week`, `30-day`, `16-hour`; an age (`-year-old`) is no duration."""
    amount, unit = number_of(m["amount"]), unit_of(m["unit"])
    return None if amount is None or unit == "Q" else ("DURATION", duration(amount, unit))


def vague(m: re.Match[str], context: Context) -> Answer:
    """`several months`, `a few days`, `a couple of years`."""
    return "DURATION", duration(number_of(m["amount"]), unit_of(m["unit"]))


def bare_units(m: re.Match[str], context: Context) -> Answer:
    """`for weeks`, `weeks or months`, `decades of war`, `hours later` → an amount that is not said."""
    before, word = context.before(m.start()), m.group().lower()
    if before is not None and (before.pos_ in ("ADJ", "NUM", "DET", "PRON") or before.like_num):
        return None
    after = context.after(m.end())
    if word.startswith("the") and (after is None or after.lower_ not in ("ahead", "since", "after", "before")):
        return None
    if m["way"]:
        return "DATE", "PAST_REF" if m["way"].lower() in ("ago", "earlier", "before") else "FUTURE_REF"
    return "DURATION", duration(None, unit_of(m["unit"]))


def long_lasting(m: re.Match[str], context: Context) -> Answer:
    """`decades-long`, `week-long`: an amount only where the unit is one of them."""
    one = "s-" not in m.group().lower()
    return "DURATION", duration(1 if one else None, unit_of(m["unit"]))


def some_time(m: re.Match[str], context: Context) -> Answer:
    return "DURATION", "PXM"


def every_unit(m: re.Match[str], context: Context) -> Answer:
    """`every day`, `each month`, `every two weeks`, `every other day`."""
    amount = 2.0 if m["other"] else number_of(m["amount"]) if m["amount"] else 1.0
    return None if amount is None else ("SET", duration(amount, unit_of(m["unit"])))


def every_weekday(m: re.Match[str], context: Context) -> Answer:
    """`every Monday`, `Tuesday nights`, `on Fridays`."""
    number = WEEKDAYS[m["weekday"].lower()]
    part = {"m": "TMO", "a": "TAF", "e": "TEV", "n": "TNI"}[m["part"][0].lower()] if m["part"] else ""
    return "SET", f"XXXX-WXX-{number}{part}"


def every_year(m: re.Match[str], context: Context) -> Answer:
    return "SET", _EVERY[m.group().lower()]


def per_unit(m: re.Match[str], context: Context) -> Answer:
    return "SET", duration(1, unit_of(m["unit"]))


_WHICH = (
    rf"(?:(?:the|these|those|this|that|his|her|its|their|a|another){S})?"
    rf"(?:(?:past|last|next|first|coming|final|previous|following|latest){S})?"
)
_MORE = (
    rf"(?:(?:more|consecutive|straight|full|additional|further|trading|business|working|calendar|solid|long|successive){S})?"
)

RULES = (
    rule(rf"{ABOUT}{_WHICH}{ABOUT}(?P<amount>{NUMBER}|an?)(?:{S}or{S}{NUMBER}|{S}to{S}{NUMBER}|-\d+)?{S}{_MORE}"
         rf"(?P<unit>{UNIT}s?)(?!{S}(?:old|of{S}age)\b)"
         rf"(?:{S}or{S}(?:so|two|more))?", counted),
    rule(rf"{ABOUT}(?P<amount>{NUMBER})-(?P<unit>{UNIT})s?(?:-long)?(?!-?\s?old)", attributive),
    rule(rf"{ABOUT}{_WHICH}(?P<amount>(?:an?{S})?(?:couple{S}of|couple)|{VAGUE}){S}{_MORE}(?P<unit>{UNIT}s)", vague),
    rule(rf"(?:the{S})?(?P<unit>(?:minute|hour|day|week|month|year|decade|centurie)s)"
         rf"(?:{S}(?:or|and){S}(?:even{S})?(?:hour|day|week|month|year|decade)s)?(?:{S}(?P<way>ago|earlier"
         rf"|later))?", bare_units),
    rule(r"(?P<unit>hour|day|week|month|year|decade|centurie)s?-long", long_lasting),
    rule(rf"some{S}time", some_time),
    rule(rf"(?:every|each)(?P<other>{S}other)?{S}(?:(?P<amount>{NUMBER}|few|several){S})?(?P<unit>{UNIT}s?)", every_unit),
    rule(rf"(?:every|each){S}(?P<weekday>{WEEKDAY})(?:{S}(?P<part>morning|afternoon|evening|night))?", every_weekday),
    rule(rf"(?P<weekday>{WEEKDAY})(?:s|{S}(?P<part>mornings|afternoons|evenings|nights))", every_weekday),
    rule(r"daily|weekly|monthly|quarterly|annually|yearly|hourly|nightly", every_year),
    rule(rf"(?:per|a{S}pop){S}(?P<unit>{UNIT})", per_unit),
)  # fmt: skip
