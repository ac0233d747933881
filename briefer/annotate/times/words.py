"""The words that time expressions are made of, as regular expressions and as values."""

from __future__ import annotations

import re

from briefer.model.numbers import TENS, UNITS, value_of_words

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
FULL_MONTHS = [name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")]
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
seventeenth eighteenth nineteenth twentieth twenty-first
"""
ORDINALS = {name: number for number, name in enumerate(_ORDINALS.split(), start=1)}
UNIT_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "E", "century": "C", "centurie": "C", "weekend": "D", "night": "D",
}  # fmt: skip
DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nights": "NI", "mornings": "MO", "afternoons": "AF",
    "evenings": "EV", "midday": "MI",
}  # fmt: skip

S = r"[\s\u00a0]+"
"""What separates words: an expression may run over the end of a line."""


def alternatives(words: object) -> str:
    """Words → an alternation, the longest first."""
    assert hasattr(words, "__iter__")
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


FULL_MONTH = rf"(?:{alternatives(FULL_MONTHS)})"
MONTH = rf"(?:(?:{alternatives(MONTHS)})\b\.?)"
WEEKDAY = rf"(?:{alternatives(name for name in WEEKDAYS if name.endswith('day'))})"
WEEKDAY_ANY = rf"(?:(?:{alternatives(WEEKDAYS)})\b\.?)"
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{alternatives(ORDINALS)})"
_SMALL = alternatives([*UNITS, *TENS, "hundred", "thousand", "dozen"])
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?:{S}1/2)?|half{S}an?|(?:an?{S}(?=(?:hundred|thousand|dozen)\b))?"
    rf"(?:{_SMALL})(?:[\s-]+(?:and[\s-]+)?(?:{_SMALL}))*)(?:{S}and{S}a{S}half)?"
)
VAGUE = (
    rf"(?:an?{S})?(?:few|several|many|some|number{S}of|handful{S}of)(?:{S}more)?"
    rf"|dozens{S}of|hundreds{S}of|thousands{S}of|countless"
)
UNIT = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|centurie)"
COARSE = r"(?:day|week|fortnight|month|quarter|year|decade|century|centurie)"
ABOUT = (
    rf"(?:(?:nearly|almost|about|around|approximately|roughly|some|(?:more|less|fewer){S}than|at{S}(?:least|most)"
    rf"|up{S}to|over|under|"
    rf"just(?:{S}(?:over|under))?|only|within|barely|a{S}mere){S})?"
)
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
PHASE = (
    rf"(?:(?:(?:very{S})?(?:early|late|later|earlier)(?:{S}in)?|mid-?|the{S}(?:beginning|start|middle|end|close){S}of){S}?)?"
)
ZONE = rf"(?:{S}\(?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|BST|IST|local(?:{S}time)?)\)?)?"


def number_of(text: str) -> float | None:
    """The words of an amount → its value: `two`, `2 1/2`, `5.5`, `a`, `half an`, `two and a half`; None for a vague one."""
    words = re.sub(r"[\s\u00a0]+", " ", text.strip().lower())
    extra = 0.0
    if words.endswith(" and a half"):
        words, extra = words[: -len(" and a half")], 0.5
    if words in ("a", "an", "the", "this", "that"):
        return 1 + extra
    if words.startswith("half a"):
        return 0.5
    if words in ("a couple of", "couple of", "a couple", "the couple of"):
        return 2
    if words.endswith(" 1/2"):
        words, extra = words[:-4], 0.5
    digits = words.replace(",", "")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits):
        return float(digits) + extra if len(digits) < 12 else None
    value = value_of_words(words) if words else None
    return None if value is None else value + extra


def unit_of(text: str) -> str:
    """`years`, `Hour` → the code of the unit: `Y`, `TH`."""
    word = text.lower()
    return UNIT_CODES[word] if word in UNIT_CODES else UNIT_CODES[word.removesuffix("s")]


def ordinal_of(text: str) -> int:
    """`third`, `3rd` → 3."""
    word = text.lower()
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))


def year_of_words(text: str) -> int | None:
    """`nineteen ninety-six`, `two thousand and eleven` → the year; None where the words name none."""
    words = re.split(r"[\s\u00a0-]+", text.lower())
    if words[0] in ("nineteen", "eighteen", "twenty"):
        rest = value_of_words(" ".join(words[1:])) if words[1:] else None
        return None if rest is None or not 10 <= rest <= 99 else (UNITS.get(words[0]) or TENS[words[0]]) * 100 + int(rest)
    value = value_of_words(" ".join(words))
    return int(value) if value is not None and 1500 <= value <= 2100 else None
