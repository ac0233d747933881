"""Times of day: `10:35 a.m.`, `noon Thursday`, `Monday morning`, `last night`, `1430 GMT`, `overnight`."""

from __future__ import annotations

import re
from datetime import date

from briefer.annotate.times.calendar import day, move_days, year_of
from briefer.annotate.times.context import Context
from briefer.annotate.times.dates import day_number, month_number, resolve_weekday
from briefer.annotate.times.rule import Answer, rule
from briefer.annotate.times.words import DAY, MONTH, PARTS, WEEKDAY, WEEKDAYS, YEAR, ZONE, S

_BEHIND = re.compile(rf"\s*\([^()]{{3,20}}\),?\s(?:on\s)?(?P<weekday>{WEEKDAY})\b", re.IGNORECASE)
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1, "last": -1, "this": 0}


def _day_named(m: re.Match[str], context: Context) -> str:
    """The day that a match names, else the sentence's latest, else the anchor; `XXXX-XX-XX` where there is none."""
    words = m.groupdict()
    name = words.get("weekday") or words.get("weekday_before")
    if words.get("month"):
        number, at = month_number(words["month"]), day_number(words["day"])
        if words.get("year"):
            return day(int(words["year"]), number, at) or "XXXX-XX-XX"
        if context.anchor:
            year = year_of(context.anchor, number, at, context.tense(m.start("month")))
            return day(year, number, at) or "XXXX-XX-XX"
        return f"XXXX-{number:02d}-{at:02d}"
    if name:
        number = WEEKDAYS[name.lower()]
        if context.anchor is None:
            return f"XXXX-WXX-{number}"
        shift = {"last": -1, "next": 1}.get((words.get("shift") or "").lower())
        return resolve_weekday(context, number, shift, m.start("weekday")).isoformat()
    relative = words.get("relative")
    if relative:
        return move_days(context.anchor, _RELATIVE[relative.lower()]).isoformat() if context.anchor else "XXXX-XX-XX"
    behind = _BEHIND.match(context.text, m.end())
    if behind and context.anchor:
        return resolve_weekday(context, WEEKDAYS[behind["weekday"].lower()], None, behind.start("weekday")).isoformat()
    told: date | None = context.last_day(context.paragraph_start(m.start())) or context.anchor
    return told.isoformat() if told else "XXXX-XX-XX"


def clock(m: re.Match[str], context: Context) -> Answer:
    """Hours of the twelve- or twenty-four-hour clock, with their day."""
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    half = (m["half"] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        return None
    return "TIME", f"{_day_named(m, context)}T{hour:02d}:{minute:02d}"


def plain_clock(m: re.Match[str], context: Context) -> Answer:
    """`14:30`, `1430 GMT`, `0600 hours`."""
    hour, minute = int(m["hour"]), int(m["minute"])
    return ("TIME", f"{_day_named(m, context)}T{hour:02d}:{minute:02d}") if hour <= 24 and minute <= 59 else None


def noon(m: re.Match[str], context: Context) -> Answer:
    hour = "00:00" if m["word"].lower() == "midnight" else "12:00"
    return "TIME", f"{_day_named(m, context)}T{hour}"


def part_of_day(m: re.Match[str], context: Context) -> Answer:
    """`Monday morning`, `yesterday evening`, `this afternoon`, `last night`."""
    return "TIME", f"{_day_named(m, context)}T{PARTS[m['part'].lower()]}"


def told_part(m: re.Match[str], context: Context) -> Answer:
    """`that night`, `the morning`, `in the evening` → of the day named last."""
    return part_of_day(m, context)


def tonight(m: re.Match[str], context: Context) -> Answer:
    return "TIME", f"{context.anchor.isoformat() if context.anchor else 'XXXX-XX-XX'}TNI"


def overnight(m: re.Match[str], context: Context) -> Answer:
    return "TIME", f"{_day_named(m, context)}TNI"


_DATE = (
    rf"(?:(?:,?{S}(?:on{S}|late{S}|early{S}|local{S}time{S}|this{S})?(?:(?P<weekday>{WEEKDAY})|(?P<relative>today"
    rf"|yesterday|tomorrow)))?"
    rf"(?:,?{S}(?:on{S})?(?P<month>{MONTH}){S}(?P<day>{DAY})(?:,{S}(?P<year>{YEAR}))?)?)"
)
_NAMED = (
    rf"(?:(?:the{S})?(?P<shift>last|next|this|previous){S})?"
    rf"(?:(?P<weekday>{WEEKDAY})|(?P<relative>today|yesterday|tomorrow|this|last))"
)

RULES = (
    rule(rf"(?:(?P<weekday_before>{WEEKDAY}),?{S}at{S})?(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{S}?"
         rf"(?P<half>[ap]\.?m\b\.?){ZONE}{_DATE}", clock),
    rule(rf"(?P<hour>\d{{1,2}})(?P<minute>(?!x)x)?(?P<half>(?!x)x)?{S}o['’]?clock{_DATE}", clock),
    rule(rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!:?\d){ZONE}{_DATE}", plain_clock),
    rule(rf"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)[-\s]?(?:hours|hrs|GMT|UTC|Z|local(?:{S}time)?)"
         rf"(?:{S}GMT)?{_DATE}", plain_clock),
    rule(rf"(?P<word>noon|midnight|midday){_DATE}", noon),
    rule(rf"(?:early{S}|late{S})?{_NAMED}{S}(?P<part>morning|afternoon|evening|night)", part_of_day),
    rule(rf"(?:late{S}|early{S})?(?:that|the{S}same|the){S}(?P<part>morning|afternoon|evening|night)"
         rf"(?:{S}of{S}(?P<month>{MONTH}){S}(?P<day>{DAY})(?:,{S}(?P<year>{YEAR}))?)?", told_part),
    rule(r"tonight", tonight),
    rule(r"overnight", overnight),
)  # fmt: skip
