"""Quotation marks: which of them open, which close, and which are apostrophes.

Straight and curly double marks, guillemets, and single marks where they cannot be apostrophes. A quotation may run over several
paragraphs: each opens with a mark, only the last closes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPENING = {"“": "”", "«": "»", "„": "”", "‟": "”"}
_CLOSING = {"”": "“", "»": "«"}
_MARK = re.compile(r"[\"“”«»„‟]|``|''")
_SINGLE = re.compile(r"(?<![\w’'.,!?])[‘'](?=[\w\[(“\"…$])(?!\d0s|\d\ds|em\b|til\b|tis\b|twas\b|cause\b|n\b)")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…\]\)%—-])[’'](?![\w’'])")
_BEFORE_OPENING = " \t\u00a0\n([{—–-/‘'"


@dataclass(frozen=True, slots=True)
class Passage:
    """Quoted words at character offsets: `start`, `end` without the marks, `first`, `last` with them.

    `carries`: the quotation goes on in the next passage, at the next paragraph's beginning.
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    single: bool = False
    carries: bool = False


def passages(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Passage]:
    """A text and its paragraphs' character offsets → the outermost quoted passages, in order."""
    found: list[Passage] = []
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        doubles = _doubles(text, start, end, number, following)
        for passage in sorted([*doubles, *_singles(text, start, end, number, doubles)], key=lambda passage: passage.first):
            if not found or found[-1].last <= passage.first:
                found.append(passage)
    return found


def _doubles(text: str, start: int, end: int, number: int, following: str) -> list[Passage]:
    stack: list[tuple[int, int, str]] = []
    found: list[Passage] = []
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if _opens(text, match, start, end, [kind for _, _, kind in stack]):
            stack.append((match.start(), match.end(), mark))
        elif stack:
            depth = _partner(mark, stack)
            if depth is not None:
                first, inner, _ = stack[depth]
                del stack[depth:]
                found = [passage for passage in found if passage.first < first]
                found.append(_passage(text, inner, match.start(), first, match.end(), number))
    for first, inner, mark in stack:
        carries = bool(following) and following in '"“«„' and (mark == following or mark == "“")
        inside = [passage for passage in found if passage.first > first]
        if carries or (
            (first == start or text[start:first].rstrip().endswith((".", "!", "?", "”", '"', ":", ","))) and not inside
        ):
            found = [passage for passage in found if passage.first < first]
            found.append(_passage(text, inner, end, first, end, number, carries))
            break
    return [passage for passage in found if passage.start < passage.end]


def _opens(text: str, match: re.Match[str], start: int, end: int, stack: list[str]) -> bool:
    mark = match.group()
    if mark in _OPENING or mark == "``":
        return True
    if mark in _CLOSING:
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    behind = text[match.end()] if match.end() < end else " "
    opens, closes = before in _BEFORE_OPENING and not behind.isspace(), not before.isspace() and not behind.isalnum()
    if opens == closes:
        return mark not in stack
    return opens and mark not in stack


def _partner(mark: str, stack: list[tuple[int, int, str]]) -> int | None:
    """The open mark that a closing one closes: its own kind where there is one, else a mixed pair."""
    own = {"”": ("“", "„", "‟"), "»": ("«",), '"': ('"',), "''": ("''", "``")}[mark]
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][2] in own:
            return depth
    if (mark == '"' and len(stack) == 1 and stack[0][2] == "“") or (mark == "”" and len(stack) == 1 and stack[0][2] == '"'):
        return 0
    return None


def _singles(text: str, start: int, end: int, number: int, doubles: list[Passage]) -> list[Passage]:
    found: list[Passage] = []
    position = start
    while match := _SINGLE.search(text, position, end):
        position = match.end()
        outer = next((passage for passage in doubles if passage.first <= match.start() < passage.last), None)
        if outer is not None:
            position = outer.last
            continue
        closers = "’" if match.group() == "‘" else "'"
        ends = [m for m in _SINGLE_END.finditer(text, position, end) if m.group() == closers]
        ends = [m for m in ends if not any(p.first <= m.start() < p.last for p in doubles)]
        close = next(
            (m for m in ends if text[m.start() - 1] in ".,!?…" or text[m.start() - 1] != "s"), ends[0] if ends else None
        )
        if close is not None and not _SINGLE.search(text, position, close.start()):
            found.append(_passage(text, match.end(), close.start(), match.start(), close.end(), number, single=True))
            position = close.end()
    return [passage for passage in found if passage.start < passage.end]


def _passage(
    text: str, start: int, end: int, first: int, last: int, number: int, carries: bool = False, single: bool = False
) -> Passage:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Passage(start, end, first, last, number, single, carries)
