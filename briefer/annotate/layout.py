"""Paragraphs, and the sentence starts that the layout of a text makes certain.

A blank line ends a paragraph. A single line break does too, unless the text is wrapped: its lines break in mid-sentence, at a
width, as agency and military traffic do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from statistics import median

from spacy.language import Language
from spacy.tokens import Doc

from briefer.annotate.findings import findings
from briefer.annotate.tokens import text_of

_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def is_wrapped(text: str) -> bool:
    """Do most of the full lines of a text end in mid-sentence, at about the same width?"""
    lines = [line for line in _LINE.findall(text) if line.strip()]
    inner = [line for line, after in pairwise(lines) if len(line) > 40 and after]
    if len(inner) < 4:
        return False
    width = median(len(line) for line in inner)
    open_ended = sum(not _ENDS.search(line) for line in inner)
    return 45 <= width <= 90 and open_ended / len(inner) > 0.6


def paragraphs(text: str) -> list[tuple[int, int]]:
    """A text → the half-open character offsets of its paragraphs, without the white space around them."""
    divider = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[ \t]{2,}\S)" if is_wrapped(text) else r"\n\s*")
    found, start = [], 0
    for end, after in [*((m.start(), m.end()) for m in divider.finditer(text)), (len(text), len(text))]:
        block = text[start:end]
        if block.strip():
            found.append((start + len(block) - len(block.lstrip()), start + len(block.rstrip())))
        start = after
    return found


@Language.factory("briefer_layout")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that marks paragraphs, and tells the parser behind it where sentences must begin."""

    def component(doc: Doc) -> Doc:
        found = findings(doc)
        dateline = found.article.dateline
        starts = [start for start, _ in paragraphs(text_of(doc))]
        if dateline is not None:
            starts.append(dateline.span.end)
        bounds = sorted({_first_token(doc, start) for start in starts} - {len(doc)})
        if bounds and all(token.is_space for token in doc[: bounds[0]]):
            bounds[0] = 0
        for token in bounds:
            doc[token].is_sent_start = True
        found.paragraphs = tuple(pairwise([*bounds, len(doc)]))
        return doc

    return component


def _first_token(doc: Doc, offset: int) -> int:
    """A character offset → the first token at or behind it that is not white space (the Doc's length where there is none)."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    while low < len(doc) and doc[low].is_space:
        low += 1
    return low
