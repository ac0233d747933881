"""Which numbers a text states, in digits or in English words. Finders read figures with it; the gate checks them with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SUFFIXES = {"k": 1_000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
SPECIAL = {"dozen": 12, "half": 0.5, "quarter": 0.25, "third": 1 / 3}

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_WORD = "|".join(sorted({*UNITS, *TENS, *SCALES, "dozen"}, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_SUFFIX = "|".join(sorted(SUFFIXES, key=len, reverse=True))
_SPACED = "|".join(suffix for suffix in SUFFIXES if len(suffix) > 1)
_CODES = "|".join(
    [
        *(f"(?<={code})" for code in ("USD", "EUR", "GBP", "AUD", "CAD", "NZD", "HKD", "JPY", "CHF", "INR")),
        *(rf"(?<={code})" for code in (r"\$US", r"\$A", r"\bRs", r"\bRM", r"\bPS")),
    ]
)
_GLUED = (
    r"mph|kph|kmh|mpg|bpd|lbs|sqm|kms|kgs|hrs|mins|yrs|bps|bhp|psi|ksi|ppm|ppb|[kmg]wh|[kmg]hz|[km]bps|gbps|percent|mm2|cm2"
)
_NUMBER = re.compile(
    rf"(?:(?<![\w.])|{_CODES})(?:(?P<digits>{_DIGITS})(?P<scale>[\s\u00a0-]?(?:(?:hundred|thousand)\s)?(?:{_SCALE}|dozen|{_SPACED})\b|(?:{_SUFFIX})\b(?!\.\w))?"
    rf"|(?P<words>(?:an?[\s-]+(?=(?:{'|'.join(SCALES)}|dozen)\b))?(?:{_WORD})(?:(?:[\s-]+(?:and[\s-]+)?)(?:{_WORD}))*)\b)",
    re.IGNORECASE,
)
_PART_OF_SCALE = re.compile(
    r"(?<![\w-])(?<!and )(?:a[\s-]+)?(?<!and a )"
    r"(?P<part>half|quarter[\s-]+of|third[\s-]+of|three[\s-]+quarters[\s-]+of|two[\s-]+thirds[\s-]+of)"
    rf"[\s-]+(?:an?[\s-]+)?(?P<scale>dozen|{_SCALE})\b",
    re.IGNORECASE,
)
_PARTS = {"half": 1 / 2, "quarter": 1 / 4, "third": 1 / 3, "three": 3 / 4, "two": 2 / 3}
_MORE = re.compile(
    rf"\s*(?P<sign>[½¼¾⅓⅔])|\s+and\s+an?\s+(?P<part>half|quarter)\b(?:\s+(?P<scale>dozen|{_SCALE})\b)?", re.IGNORECASE
)
_SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
_ORDINAL_OR_WORD = re.compile(rf"(?:st|nd|rd|th)\b|(?!(?:{_GLUED})\b)[A-Za-z]{{3,}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the half-open offsets of the characters that state it."""

    value: float
    start: int
    end: int


def numbers_in(text: str) -> list[Number]:
    """A text → every number in it, in order: `1,600`, `3.5 million`, `$5bn`, `two and a half million`, `half a dozen`.

    Ordinals ("22nd", "third") and digits inside words ("F16") are not numbers here.
    """
    found = [_part_of_scale(match) for match in _PART_OF_SCALE.finditer(text)]
    taken = [(number.start, number.end) for number in found]
    for match in _NUMBER.finditer(text):
        end = match.end()
        if any(start < end and match.start() < behind for start, behind in taken):
            continue
        if match["digits"]:
            if end == match.end("digits") and _ORDINAL_OR_WORD.match(text, end):
                continue
            value = float(re.sub(r"[,\u00a0\u202f]", "", match["digits"]))
            for scale in re.findall(r"[a-z]+", (match["scale"] or "").lower()):
                value *= 12 if scale == "dozen" else SCALES.get(scale) or SUFFIXES[scale]
            number = _with_more(text, Number(round(value, 6), match.start(), end))
            found.append(number)
            taken.append((number.start, number.end))
        else:
            spoken = _spoken(match["words"], match.start())
            if spoken and spoken[-1].end == end:
                spoken[-1] = _with_more(text, spoken[-1])
                taken.append((spoken[-1].start, spoken[-1].end))
            found.extend(spoken)
    return sorted(found, key=lambda number: number.start)


def _part_of_scale(match: re.Match[str]) -> Number:
    """ "half a million", "a half-dozen", "three quarters of a million"."""
    scale = 12 if match["scale"].lower() == "dozen" else SCALES[match["scale"].lower()]
    part = _PARTS[re.split(r"[\s-]", match["part"].lower())[0]]
    return Number(round(part * scale, 6), match.start(), match.end())


def _with_more(text: str, number: Number) -> Number:
    """A number, with the half or quarter behind it: "two and a half million", "2½"."""
    more = _MORE.match(text, number.end)
    if more is None:
        return number
    value = number.value + (_SIGNS[more["sign"]] if more["sign"] else _PARTS[more["part"].lower()])
    scale = (more["scale"] or "").lower()
    return Number(round(value * (12 if scale == "dozen" else SCALES.get(scale, 1)), 6), number.start, more.end())


def _spoken(words: str, offset: int) -> list[Number]:
    """Number words that stand in a row → the numbers that they make, the longest first: "five and seven" is two."""
    pieces = list(re.finditer(r"[^\s-]+", words))
    found, first = [], 0
    while first < len(pieces):
        for last in range(len(pieces), first, -1):
            start, end = pieces[first].start(), pieces[last - 1].end()
            value = None if pieces[last - 1][0].lower() in ("and", "a", "an") else value_of_words(words[start:end])
            if value is not None and pieces[first][0].lower() != "and":
                found.append(Number(round(value, 6), offset + start, offset + end))
                first = last
                break
        else:
            first += 1
    return found


def value_of_words(words: str) -> float | None:
    """`two hundred and six` → 206; None where the words do not make one number ("twenty thirty")."""
    total = current = 0.0
    last_scale, last = float("inf"), ""
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("and", "a", "an"):
            continue
        if word in UNITS:
            if last == "unit" or (last == "ten" and UNITS[word] > 9):
                return None
            current, last = current + UNITS[word], "unit"
        elif word in TENS:
            if last in ("unit", "ten"):
                return None
            current, last = current + TENS[word], "ten"
        elif word == "dozen":
            current, last = (current or 1) * 12, "unit"
        elif word == "hundred":
            current, last = (current or 1) * 100, "scale"
        elif word in SCALES:
            if SCALES[word] >= last_scale:
                return None
            total, current, last, last_scale = total + (current or 1) * SCALES[word], 0.0, "scale", SCALES[word]
        else:
            return None
    return total + current
