"""Titles, bylines and names of outlets, as one line that a page can show."""

from __future__ import annotations

import re

from briefer.read.decoding import clean

LONGEST = 300
_MARKS = re.compile(r"[\u200e\u200f\u061c]")


def one_line(text: str | None) -> str | None:
    """Any string → one line of at most 300 characters, cut at a word, or None where nothing is left.

    Control characters, direction marks and runs of white space go.
    """
    if text is None:
        return None
    line = " ".join(_MARKS.sub("", clean(text)).split())
    if len(line) > LONGEST:
        cut = line[: LONGEST - 1]
        line = (cut[: cut.rfind(" ")] if " " in cut[LONGEST // 2 :] else cut).rstrip(" ,;:") + "…"
    return line or None


def title_above(text: str) -> str | None:
    """A text file → the title on its first line: short, without a full stop, an empty line below it.

    A Markdown heading's marks are no part of it. The line stays in the text, since offsets count from there.
    """
    match = re.match(r"(?:#{1,3} +)?(?P<title>[^\n]{3,160}?)[^\S\n]*#*\n[^\S\n]*\n", text[:2000].lstrip())
    if match is None:
        return None
    title = match["title"]
    if re.search(r"[.;,:]$", title) or re.match(r"date\s+\d{4}-", title, re.IGNORECASE) or not re.search(r"[^\W\d_]{2}", title):
        return None
    return title if len(title.split()) > 1 else None
