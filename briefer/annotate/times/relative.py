"""Dates that are told from another: today, last month, two weeks ago, a year earlier, earlier this week, now, recently."""

from __future__ import annotations

import re

from briefer.annotate.times.calendar import date_of, less_a_year, month, move_days, moved, week
from briefer.annotate.times.context import Context
from briefer.annotate.times.dates import latest_quarter
from briefer.annotate.times.rule import Answer, rule
from briefer.annotate.times.words import ABOUT, COARSE, NUMBER, UNIT, VAGUE, S, number_of, unit_of

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_REFS = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "this": 0, "current": 0, "same": 0}
_PRESENT = {
    "now", "right now", "just now", "currently", "current", "at present", "presently", "at the moment", "these days",
    "nowadays",
    "this moment", "at this time", "for now", "at this point", "at this moment",
}  # fmt: skip
_PAST = {
    "recently", "recent", "previously", "formerly", "lately", "the past", "in the past", "more recently", "most recently",
    "once",
    "at the time", "the recent past", "just recently",
}  # fmt: skip


def deictic_day(m: re.Match[str], context: Context) -> Answer:
    """today, yesterday, tomorrow, the day before yesterday."""
    shift = _DAYS[m["day"].lower()]
    if m["beyond"]:
        shift *= 2
    if context.anchor is None:
        return "DATE", _REFS[(shift > 0) - (shift < 0)]
    return "DATE", move_days(context.anchor, shift).isoformat()


def shifted_unit(m: re.Match[str], context: Context) -> Answer:
    """`last month`, `next year`, `this week`, `the past year`, `earlier this week`."""
    shift, unit = _SHIFTS[m["shift"].lower()], unit_of(m["unit"])
    if m["unit"][0].isupper() and not m.group().isupper():
        return None
    if m["shift"].lower() in ("past", "coming") and unit in ("D", "E", "C"):
        return None
    if unit in ("TS", "TM", "TH") or (unit == "D" and shift == 0):
        return None
    if context.anchor is None:
        return "DATE", _REFS[shift]
    if m["shift"].lower() in ("previous", "following", "same"):
        told = context.last_day(context.paragraph_start(m.start()))
        base = told or context.anchor
    else:
        base = context.anchor
    value = moved(base, shift, unit)
    if value and unit == "E":
        return "DATE", value[:3]
    if value and unit == "C":
        return "DATE", value[:2]
    return ("DATE", value) if value else None


def weekend(m: re.Match[str], context: Context) -> Answer:
    """`the weekend`, `last weekend`, `this weekend` → its week: of a past clause, the one that ended last."""
    if context.anchor is None:
        return "DATE", "XXXX-WXX-WE"
    shift = _SHIFTS[m["shift"].lower()] if m["shift"] else None
    tense = context.tense(m.start("weekend"))
    late = context.anchor.isoweekday() >= 6
    back = shift == -1 or (shift is None and tense != "future" and not late) or (shift == 0 and tense == "past" and not late)
    base = move_days(context.anchor, -7 if back else 7 if shift == 1 else 0)
    return "DATE", f"{week(base)}-WE"


def told_unit(m: re.Match[str], context: Context) -> Answer:
    """`that year`, `that day`, `the same month` → the one named last."""
    unit = unit_of(m["unit"])
    size = {"D": 10, "M": 7, "Y": 4}.get(unit)
    if size is None:
        return None
    for _, kind, value in reversed(context.found):
        if kind in ("DATE", "TIME") and len(value) >= size and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value[:size]):
            return "DATE", value[:size]
    return None


def ago(m: re.Match[str], context: Context) -> Answer:
    """`two weeks ago`, `several years ago`, `a year earlier`, `three days later`, `five months from now`."""
    word = m["way"].lower()
    if word == "before" and (after := context.after(m.end())) is not None and not after.is_punct:
        return None
    unit, way = unit_of(m["unit"]), 1 if word in ("later", "from now", "hence", "on") else -1
    amount = number_of(m["amount"])
    told = word in ("earlier", "later", "before", "previously", "on")
    if amount is None or unit == "TS":
        return "DATE", _REFS[way]
    if unit == "Y" and amount == 1 and way == -1:
        return _year_ago(context)
    if context.anchor is None:
        return "DATE", _REFS[way]
    base = context.anchor
    if told:
        base = context.last_day(context.paragraph_start(m.start())) or base
    if unit in ("TM", "TH"):
        return "DATE", base.isoformat()
    value = moved(base, way * round(amount), unit) if abs(amount) < 10_000_000 else None
    return ("DATE", value) if value else None


def _year_ago(context: Context) -> Answer:
    """A year before: of the quarter that a text reports, where it reports one."""
    value = less_a_year(latest_quarter(context) or "")
    if value:
        return "DATE", value
    return "DATE", f"{context.anchor.year - 1:04d}" if context.anchor else "PAST_REF"


def year_ago(m: re.Match[str], context: Context) -> Answer:
    """`year-earlier`, `year-ago` before a noun."""
    return _year_ago(context)


def past_decade(m: re.Match[str], context: Context) -> Answer:
    return "DURATION", "P10Y" if m["unit"].lower() == "decade" else "P100Y"


def reported_year(m: re.Match[str], context: Context) -> Answer:
    """`the year ended March 31` is a length; `the full year` the year that runs."""
    if m["ended"]:
        return "DURATION", "P1Y"
    return ("DATE", f"{context.anchor.year:04d}") if context.anchor else None


def end_of_unit(m: re.Match[str], context: Context) -> Answer:
    """`the end of the month`, `the end of this week`, `the end of the year`."""
    unit = unit_of(m["unit"])
    if context.anchor is None:
        return None
    shift = _SHIFTS.get((m["shift"] or "this").lower(), 0)
    value = moved(context.anchor, shift, unit)
    return ("DATE", value) if value else None


def present(m: re.Match[str], context: Context) -> Answer:
    words = re.sub(r"\s+", " ", m.group().lower())
    if words == "now":
        after = context.after(m.end())
        if after is not None and after.lower_ == "that":
            return None
    return ("DATE", "PRESENT_REF") if words in _PRESENT else None


def past(m: re.Match[str], context: Context) -> Answer:
    words = re.sub(r"\s+", " ", m.group().lower())
    if words == "once":
        token, after = context.token(m.start()), context.after(m.end())
        if (
            token.dep_ != "advmod"
            or after is None
            or after.pos_ not in ("VERB", "ADJ", "AUX")
            or token.head.tag_ not in ("VBD", "VBN")
        ):
            return None
    if words.endswith("the past"):
        after = context.after(m.end())
        if after is not None and after.pos_ in ("NOUN", "NUM", "ADJ", "PROPN"):
            return None
    return ("DATE", "PAST_REF") if words in _PAST else None


def recent_units(m: re.Match[str], context: Context) -> Answer:
    """`recent years`, `past weeks`, `coming months` → an amount that is not said."""
    unit = unit_of(m["unit"])
    return "DURATION", f"P{'T' if unit[0] == 'T' else ''}X{unit[-1] if unit not in ('E', 'C') else 'Y'}"


def future(m: re.Match[str], context: Context) -> Answer:
    word = m.group().lower()
    if word == "soon":
        before, after = context.before(m.start()), context.after(m.end())
        beside = {before.lower_ if before is not None else "", after.lower_ if after is not None else ""}
        return None if beside & {"as", "after", "too"} else ("DATE", "FUTURE_REF")
    if word != "future":
        return "DATE", "FUTURE_REF"
    after = context.after(m.end())
    if after is not None and after.lower_ in ("contract", "contracts"):
        return None
    return "DATE", "FUTURE_REF"


def next_day(m: re.Match[str], context: Context) -> Answer:
    """`the next day`, `the following day`, `the day before`, `the previous day` → told from the day named last."""
    base = context.last_day() or context.anchor
    if base is None:
        return "DATE", "XXXX-XX-XX"
    way = 1 if (m["way"] or m["side"]).lower() in ("next", "following", "after") else -1
    return "DATE", move_days(base, way).isoformat()


def start_of_month(m: re.Match[str], context: Context) -> Answer:
    """`the 15th of the month`, `the 3rd of this month`."""
    if context.anchor is None:
        return None
    value = f"{month(context.anchor)}-{int(m['day'][:-2]):02d}"
    return ("DATE", value) if date_of(value) else None


_PHASE = rf"(?:(?:early|earlier|late|later|mid)(?:{S}in)?{S})?"

RULES = (
    rule(rf"(?:(?P<beyond>the{S}day{S}(?:before|after)){S}|late{S}|early{S})?(?P<day>today|yesterday|tomorrow)", deictic_day),
    rule(
        rf"{_PHASE}(?:the{S})?(?P<shift>last|past|previous|next|coming|following|this|current|same){S}(?P<unit>{COARSE})",
        shifted_unit,
    ),
    rule(rf"(?:the{S}|over{S}the{S}|(?P<shift>this|last|next|past|coming){S})(?P<weekend>weekend)", weekend),
    rule(rf"(?:earlier{S}|later{S})?(?:that{S}(?:same{S})?|the{S}same{S})(?P<unit>day|month|year)", told_unit),
    rule(
        rf"{ABOUT}(?P<amount>{NUMBER}|an?|{VAGUE}|(?:a{S})?couple{S}of){S}(?P<unit>{UNIT}s?)(?:{S}or{S}(?:so|two|more))?[\s-]+"
        rf"(?P<way>ago|earlier|later|before|from{S}now|hence|previously)(?!{S}than\b)",
        ago,
    ),
    rule(r"year[\s-](?:earlier|ago)", year_ago),
    rule(rf"(?:the{S})?(?:past|last|coming|next){S}(?P<unit>decade|century)", past_decade),
    rule(rf"(?P<ended>the{S}(?:fiscal{S})?year(?={S}(?:ended|ending)\b))|(?:the|this){S}full{S}year", reported_year),
    rule(
        rf"(?:late{S}in|later{S}in|early{S}in|earlier{S}in|(?:the{S})?(?:end|beginning|start|middle|close){S}of){S}"
        rf"(?:the|(?P<shift>this|last|next)){S}(?P<unit>week|month|year|decade|century)",
        end_of_unit,
    ),
    rule(
        rf"(?:right{S}|just{S}|for{S})?now|current(?:ly)?|at{S}present|presently|at{S}(?:the|this){S}(?:moment|time|point)"
        rf"|th(?:ese{S}days|is{S}moment)|nowadays",
        present,
    ),
    rule(
        rf"(?:(?:more|most|just){S})?recently|recent(?!{S}(?:second|minute|hour|day|week|month|year|decade))|previously"
        rf"|formerly|lately"
        rf"|(?:in{S})?the{S}(?:recent{S})?past|once",
        past,
    ),
    rule(
        rf"(?:the{S})?(?:more{S})?(?:recent|past|coming|last{S}few|ensuing|preceding){S}(?P<unit>(?:hour|day|week|month"
        rf"|year|decade)s)",
        recent_units,
    ),
    rule(rf"as{S}soon{S}as{S}possible|soon|(?:the{S})?(?:near{S}|foreseeable{S}|immediate{S})?future", future),
    rule(rf"the{S}(?:(?P<way>next|following|previous){S}day|day{S}(?P<side>before|after))", next_day),
    rule(rf"the{S}(?P<day>\d{{1,2}}(?:st|nd|rd|th)){S}of{S}(?:the|this){S}month", start_of_month),
)
