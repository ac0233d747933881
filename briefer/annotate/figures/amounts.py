"""A text's numerals, number words, fractions and vague counts, with the money and units that they are measured in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefer.annotate.figures.lexicon import Lexicon, folded
from briefer.model.annotation import FigureKind
from briefer.model.numbers import TENS, UNITS, Number, numbers_in

Shape = Literal["number", "fraction", "vague"]

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
_COUNT = "one|two|three|four|five|six|seven|eight|nine"
_SMALL = rf"(?:{_COUNT}|ten|twelve|twenty|\d{{1,3}})"
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?P<top>{_COUNT})[\s-](?P<parts>{'|'.join(_PARTS)})(?![\w-])(?:(?<!\squarters)|(?=\s+of\b))"
    rf"|an?\s(?P<single>third|quarter|fifth|sixth|seventh|eighth|tenth)(?=\s+of\b)"
    rf"|(?P<half>(?<!second )(?<!first )(?<!other )half)(?=\s+(?:of|the|a|an|all|its|their|his|her|our|those|these)\b)"
    rf"|(?P<of>{_SMALL})\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?)\s+(?P<whole>{_SMALL})(?=\s+[a-z]))",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?<![\w./-])(?P<whole>\d+\s)?(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?![\w/.-]|\s+[A-Z])")
_MINUS = re.compile(r"(?:(?<!\w)minus[\s-]|(?:^|(?<=[\s(\[]))[-−])$", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\s*/\s*|[\s-]per[\s-])(?P<per>[A-Za-z]+\d?)"
    r"|[\s-](?:an?[\s-]|each\s|every\s)(?P<each>year|month|week|day|night|hour|minute|second|barrel|share|gallon|litre|liter|pound"
    r"|ounce|tonne|ton|head|person|piece)\b(?!\s+(?:ago|earlier|later|before|after|from|old|of)\b)",
    re.IGNORECASE,
)
_MERIDIEM = re.compile(r"\.?\s?m\b")
_AGED = re.compile(
    r"\b(?:aged|ages?(?:\s+of)?|turn(?:ed|s|ing))(?:\s+(?:between|from|over|under|about|around|just))?\s+$", re.IGNORECASE
)
_TURNED = re.compile(r"\bturn", re.IGNORECASE)
_ALONE = re.compile(r"(?!\s+(?!(?:this|last|next|on|in|just|years?|and|when|while|before|after|shortly)\b)\w)")
_YEARS = rf"(?:\d{{1,3}}|{'|'.join((*UNITS, *TENS))})"
_AGE_LISTED = re.compile(rf"\b(?:aged|ages?(?:\s+of)?)\s+{_YEARS}(?:,\s+{_YEARS})*,?\s+(?:(?:and|to|or)\s+)?$", re.IGNORECASE)
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_CATEGORY = re.compile(r"\bcategory[\s-]$", re.IGNORECASE)
_STORM = re.compile(r"[\s-](?:[a-z]+\s)?(?:hurricane|storm|typhoon|cyclone)s?\b", re.IGNORECASE)
_OLD = re.compile(r"[\s-]+olds?\b|\s+of\s+age\b", re.IGNORECASE)


@dataclass(slots=True)
class Amount:
    """A number where it stands: half-open offsets of its digits or words, widened by `measure` to its money mark and unit."""

    start: int
    end: int
    low: float | None
    high: float | None
    shape: Shape = "number"
    unit: str | None = None
    kind: FigureKind | None = None
    ranged: bool = False
    falling: bool = False


def amounts(text: str, words: Lexicon) -> list[Amount]:
    """A text → its amounts in order, no two overlapping: fractions first, then numbers, then words without a number."""
    numbers = numbers_in(text)
    found = [*_fractions(text, numbers)]
    taken = [(amount.start, amount.end) for amount in found]
    for number in numbers:
        if any(start < number.end and number.start < end for start, end in taken):
            continue
        amount = Amount(number.start, number.end, number.value, number.value)
        _complete(text, amount)
        found.append(amount)
        taken.append((amount.start, amount.end))
    for match in words.vague.finditer(text):
        clash = [a for a in found if a.start < match.end() and match.start() < a.end]
        for amount in clash:
            found.remove(amount)
        found.append(Amount(match.start(), match.end(), None, None, "vague"))
    found.sort(key=lambda amount: amount.start)
    return found


def _fractions(text: str, numbers: Sequence[Number]) -> list[Amount]:
    """Fractions in words and digits; "half a million" is a number."""
    found = []
    scaled = [(number.start, number.end) for number in numbers if number.value >= 3]
    for match in _FRACTION.finditer(text):
        share = _fraction_value(match)
        if share is not None and not any(start <= match.start() and match.end() <= end for start, end in scaled):
            found.append(Amount(match.start(), match.end(), share, share, "fraction", kind="share"))
    for match in _PLAIN.finditer(text):
        top, bottom = int(match["top"]), int(match["bottom"])
        if 0 < top < bottom <= 16 and (top, bottom) != (9, 11):
            value = int(match["whole"] or 0) + top / bottom
            found.append(Amount(match.start(), match.end(), value, value))
    return found


def _fraction_value(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["single"]:
        return 1 / _PARTS[match["single"].lower()]
    if match["parts"]:
        value = UNITS[match["top"].lower()] / _PARTS[match["parts"].lower()]
        return value if value < 1 else None
    top, whole = (numbers_in(match[group])[0].value for group in ("of", "whole"))
    return top / whole if 0 < top < whole else None


def _complete(text: str, amount: Amount) -> None:
    """Add the minus that stands before a number."""
    minus = _MINUS.search(text, max(0, amount.start - 6), amount.start)
    if minus and amount.low is not None:
        amount.low = amount.high = -amount.low
        amount.start = minus.start()


def measure(text: str, amount: Amount, words: Lexicon) -> None:
    """Widen an amount by the money mark before it and the unit, rate or age behind it, and name its unit and kind."""
    mark = words.mark_before.search(text, max(0, amount.start - 6), amount.start)
    if mark:
        amount.start, amount.unit, amount.kind = mark.start(), words.mark_names[folded(mark["mark"])], "money"
    else:
        money = words.money_after.match(text, amount.end)
        if money:
            amount.end, amount.unit, amount.kind = money.end(), words.money_names[folded(money["unit"])], "money"
        else:
            _unit(text, amount, words)
    before = text[max(0, amount.start - 24) : amount.start]
    aged = _AGED.search(before)
    if aged and _TURNED.match(aged[0]):
        aged = aged if 0 < (amount.low or 0) <= 110 and _ALONE.match(text, amount.end) else None
    if amount.unit in (None, "year") and (aged or _AGE_LISTED.search(before)):
        amount.unit, amount.kind = "year of age", "age"
    elif amount.unit is None and _CATEGORY.search(before) and _STORM.match(text, amount.end):
        amount.unit, amount.kind = "category", "other"
    elif amount.unit is None and (scale := words.scale_before.search(before)):
        amount.unit, amount.kind = folded(scale["scale"]), "other"
    elif amount.unit:
        rate(text, amount, words)


def _unit(text: str, amount: Amount, words: Lexicon) -> None:
    """The unit behind an amount; a lone `m` is metres, unless a noun follows it ("1.5m people")."""
    if text[amount.end - 1 : amount.end] == "m" and text[amount.end - 2 : amount.end - 1].isdigit() and amount.low is not None:
        if not re.match(r"\s+[a-z]{2,}s\b|\s+people\b", text[amount.end :]) and amount.low == amount.high:
            amount.low = amount.high = round(amount.low / 1e6, 6)
            amount.unit, amount.kind = "metre", "distance"
        return
    match = words.unit_after.match(text, amount.end)
    if match is None or (match["gap"] and match["unit"] in words.bare_symbols and re.match(r"\s*\w", text[match.end() :])):
        return
    form = match["unit"]
    if form == "p" and (_MERIDIEM.match(text, match.end()) or text[amount.start - 1 : amount.start] == ":"):
        return
    name = words.unit_names.get(form) or (words.unit_names.get(folded(form)) if len(form) > 1 else None)
    if name is None or (len(form) == 1 and match["gap"] and form not in words.bare_symbols and form != "%"):
        return
    amount.unit, amount.kind, amount.end = name, words.unit_kinds[name], match.end()
    if name == "pound-mass" and form.startswith("p") and (amount.low or 0) >= 1e6 and not _OF.match(text, amount.end):
        amount.unit, amount.kind = "pound sterling", "money"
    old = _OLD.match(text, amount.end)
    if old and amount.kind == "duration":
        amount.unit, amount.kind, amount.end = f"{name} of age", "age", old.end()


def rate(text: str, amount: Amount, words: Lexicon) -> None:
    """What an amount is reckoned by: "a barrel", "per gram", "/h"."""
    match = _RATE.match(text, amount.end)
    if match is None or amount.unit is None:
        return
    per = match["per"] or match["each"]
    name = words.unit_names.get(per) or words.unit_names.get(per.casefold()) or per.lower()
    if name in ("percentage", "cent", "basis point"):
        return
    amount.unit, amount.end = f"{amount.unit} per {name}", match.end()
