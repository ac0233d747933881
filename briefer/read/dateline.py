"""The line that says where and when an article was filed.

Forms: ` date 2019-09-02 AP, KABUL` alone on the first line; `KABUL (Reuters) - `, `KABUL, Sept 2 (AP) — `, `WASHINGTON — `,
`KABUL, Afghanistan (Jan. 10, 2011) – `, `SAN SALVADOR, 4 JAN 90 (AFP) -- [TEXT] ` (FBIS), `NEW YORK, Jan. 5, 2019 /Wire/ -- `,
`Dec 29 (Reuters) - `, `(CNN) `. One that has neither agency nor date must be in capitals and be followed by a sentence that is
not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.model.article import Dateline
from briefer.model.span import ArticleId, Span
from briefer.read.dates import MONTH, in_words, iso

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?:\d{4}|'?\d{2})\b)?"
_DATE = rf"(?:{MONTH}\s+{_DAY}{_YEAR}|{_DAY}\s+{MONTH}{_YEAR})"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_WHOLE_DATE = re.compile(rf"{_WEEKDAY}{_DATE}", re.IGNORECASE)
_LAST_DATE = re.compile(rf"(?:\A|[,\s])\s*(?:(?P<date>{_WEEKDAY}{_DATE})|NO DATE)\s*\Z", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<![\w.])(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2]))?(?![\w.])")
_LAST_NOTE = re.compile(r"[,\s]*(?:\(\s?([^()\n]{1,48})\)|/([A-Z][\w .&'-]{1,30})/)\s*\Z")
_AGENCY = re.compile(r"[A-Z][\w&.'’/ -]{1,47}")
_LINE = re.compile(
    r"\A\s*(?P<all>date\s+(?P<date>\d{4}-\d\d-\d\d)(?:\s+(?P<agency>[^\n,]{1,40}))?,"
    r"\s*(?P<place>[^\W\d_][^\n]{1,60}?))[^\S\n]*(?=\n|\Z)",
    re.IGNORECASE,
)
_START = re.compile(r"(?:\A|[\n\u2028]|(?<=\S)[^\S\n]{3,})[^\S\n]*(?=[^\s])")
_DASH = re.compile(r"(?:[^\S\n]*(?:-{2,3}|[—–―]+|_+)|[^\S\n]+[-|](?=\s)|(?<=\))-(?=\s)|:(?=\s))")
_BARE = re.compile(r"\((?P<agency>[A-Z]\w{1,10})\)(?=\s?[A-Z])")
_MARKS = re.compile(r"(?:\s*\[[A-Z][^\][a-z]{1,160}\])+")
_PLACE = re.compile(
    r"[^\W\d_][^,()\n]{1,48}?(?:\s?\([^\W\d_][^()\n]{1,40}\))?"
    r"(?:,\s*[^\W\d_a-z][^\W\d_]*\.?(?:[ .'’-]+[^\W\d_]+\.?){0,3}){0,2}"
)
_WIRES = frozenset({
    "AFP", "ANI", "ANSA", "AP", "Bloomberg", "CNN", "CNS", "DPA", "EFE", "IANS", "PTI", "REUTER", "REUTERS", "Reuter",
    "Reuters", "TASS", "UNI", "UPI", "XINHUA", "Xinhua",
})  # fmt: skip
_NO_PLACES = _WIRES | frozenset({
    "A", "ADVISORY", "ALERT", "ALSO", "ANALYSIS", "BREAKING", "COLUMN", "COMMENTARY", "CORRECTED", "CORRECTION",
    "DEVELOPING", "EDITOR", "EDITOR'S", "EDITORIAL", "EDITOR’S", "EXCLUSIVE", "EXPLAINER", "FACT", "FACTBOX", "FEATURE",
    "FILE", "FRIDAY", "GALLERY", "HEADLINES", "I", "INSIGHT", "INTERVIEW", "LATEST", "LIVE", "LOOK", "MONDAY", "MORE",
    "NEWS", "NOTE", "NOTES", "OBITUARY", "OPINION", "PHOTO", "PHOTOS", "POLL", "POSTED", "PREVIEW", "PROFILE", "PUBLISHED",
    "Q", "QUESTION", "READ", "RELATED", "REPORT", "REVIEW", "SATURDAY", "SCHEDULE", "SEE", "SPECIAL", "STORY", "SUMMARY",
    "SUNDAY", "THE", "THIS", "THURSDAY", "TIMELINE", "TRANSCRIPT", "TUESDAY", "UPDATE", "UPDATED", "URGENT", "VIDEO",
    "VIEWPOINT", "WATCH", "WEDNESDAY", "WRAPUP",
})  # fmt: skip
_SMALL = frozenset({
    "a", "al", "and", "da", "de", "del", "di", "do", "du", "el", "en", "near", "of", "on", "outside", "the", "van", "von",
    "y",
})  # fmt: skip
_ROLES = re.compile(r"^[^\S\n]*[A-Z][A-Z .'’-]{1,40}(?::|--)[^\S\n]*\S", re.MULTILINE)
_REACH, _LINES, _HEAD = 1500, 12, 130


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the dash, taken apart from its end: agency, date, place."""

    place: str | None
    agency: str | None
    said: str | None
    dated: bool
    apart: bool
    """Does a comma or bracket set the date off?"""


def find_dateline(article: ArticleId, text: str, published: str | None = None) -> Dateline | None:
    """A text → its dateline, or None. The span ends behind the dash and FBIS's marks (`[TEXT]`), before the next white space.

    Looked at are the starts of the first dozen lines, and what stands behind a gap of three spaces. `published` gives the
    year of a date that has none.
    """
    line = _LINE.match(text)
    if line is not None:
        agency = line["agency"].strip() if line["agency"] else None
        return Dateline(Span(article, line.start("all"), line.end("all")), line["place"].strip(), agency, iso(line["date"]))
    for start in _START.finditer(text, 0, _REACH):
        if text.count("\n", 0, start.end()) > _LINES:
            break
        found = _opening(text, start.end())
        if found is not None:
            head, end = found
            date = in_words(head.said, published or _year_above(text[: start.start()])) if head.said else None
            return Dateline(Span(article, start.end(), end), head.place, head.agency, date)
    return None


def _year_above(head: str) -> str | None:
    """What stands above a dateline → the middle of the one year that it states, as a date; None where it states none or two.

    Releases write `KABUL, Afghanistan (June 14)` below a number such as `2012-06-S-026`, which gives the month, too.
    """
    years = {(found["year"], found["month"] or "07") for found in _NUMBERED.finditer(head)}
    return "-".join([*min(years), "02"]) if len({year for year, _ in years}) == 1 else None


def _opening(text: str, start: int) -> tuple[_Head, int] | None:
    """A text and where a line of it starts → what the dateline there says and where it ends."""
    bare = _BARE.match(text, start)
    if bare is not None and bare["agency"] in _WIRES:
        return _Head(None, bare["agency"], None, dated=False, apart=False), bare.end()
    stop = re.compile(r"[\n\u2028]|\Z").search(text, start)
    assert stop is not None
    for dash in list(_DASH.finditer(text, start, min(stop.start() + 1, start + _HEAD)))[:3]:
        head = _take_apart(text[start : dash.start()])
        if head is not None and _holds(head, dash[0], text, dash.end()):
            marks = _MARKS.match(text, dash.end())
            return head, marks.end() if marks else dash.end()
    head = _take_apart(text[start : stop.start()].rstrip()) if stop.start() - start < _HEAD else None
    if head is not None and head.place is not None and head.dated and _is_capitals(head.place) and text[stop.end() :].strip():
        return head, start + len(text[start : stop.start()].rstrip())
    return None


def _take_apart(head: str) -> _Head | None:
    """`KABUL, Afghanistan (AP) (Jan. 10)` → place, agency and date, or None where it holds anything else."""
    agency = said = None
    dated = apart = False
    while head:
        note, day = _LAST_NOTE.search(head), _LAST_DATE.search(head)
        if day is not None and not dated:
            said, dated, apart, head = day["date"], True, day[0].startswith(","), head[: day.start()]
        elif note is not None:
            words = (note[1] or note[2]).strip()
            if _WHOLE_DATE.fullmatch(words) and not dated:
                said, dated, apart = words, True, True
            elif agency is None and _AGENCY.fullmatch(words) and (not dated or words in _WIRES):
                agency = words
            elif agency is None and not dated and words.upper() == "NO DATE":
                dated = True
            else:
                break
            head = head[: note.start()]
        else:
            break
    place = head.strip(" ,\t\u2028") or None
    if place is not None and ("   " in place or not _PLACE.fullmatch(place)):
        return None
    return _Head(place, agency, said, dated, apart)


def _holds(head: _Head, dash: str, text: str, end: int) -> bool:
    """Is this a dateline, and not a headline, a speaker's name or a sentence that has a dash in it?"""
    rest = text[end : end + 160]
    if not rest.strip():
        return False
    if head.place is None:
        return head.agency is not None and (dash != ":") and (head.dated or head.agency in _WIRES or head.agency.isupper())
    if not (_is_capitals(head.place) or ((head.agency in _WIRES or head.apart) and _is_name(head.place))):
        return False
    if head.dated or head.agency is not None:
        return True
    words = rest.split("\n\n")[0].split() if rest.strip() == rest.lstrip("\n").strip() else rest.split()
    words = words or rest.split()
    following = rest.lstrip().lstrip("\"“‘'[(")
    if not (following[:1].isupper() or following[:1].isdigit()):
        return False
    small = sum(word[:1].islower() for word in words)
    if dash == ":":
        return len(head.place.split()) <= 2 and len(words) > 8 and small > len(words) / 2 and len(_ROLES.findall(text)) < 2
    dialogue = not dash[:1].isspace() and len(_ROLES.findall(text)) > 2
    return small > len(words) / 4 and not dialogue


def _city(place: str) -> list[str]:
    return re.split(r"[\s/]+", re.split(r"[,(]", place)[0].strip())


def _is_capitals(place: str) -> bool:
    """Is the first part of a place's name in capitals, as agencies write a town, and no rubric (`EXCLUSIVE`)?"""
    named = [word for word in _city(place) if word not in _SMALL]
    return (
        0 < len(named) <= 6
        and sum(c.isalpha() for c in place) > 2
        and not any(c.isdigit() for c in place)
        and not any(word.strip(".") in _NO_PLACES for word in named)
        and all(word.upper() == word or re.fullmatch(r"Ma?c[A-Z.'-]+", word) for word in named)
    )


def _is_name(place: str) -> bool:
    words = _city(place)
    return (
        len(words) <= 4 and all(word[:1].isupper() or word in _SMALL for word in words) and words[0].upper() not in _NO_PLACES
    )
