"""A page is laid out as its template wishes: on no more sheets than it allows, with a list of contents only where it is long.

A template says so in its head: `<meta name="briefer.pages" content="1">` for the most sheets, and by a `<nav class="contents">`
in its body, which is taken out where the document has few sheets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint import HTML, Document

SCALES = (0.95, 0.9, 0.86)
"""How far a page is made smaller before it may take more sheets than it should: below that nobody reads it."""
SHORT = 2
"""As many sheets need no contents."""
LETTERS = 3000
"""About so many letters of text fill a sheet."""

_MOST = re.compile(r'<meta name="briefer\.pages" content="(\d+)">')
_CONTENTS = re.compile(r'<nav class="contents".*?</nav>\n?', re.DOTALL)
_SIZE = re.compile(r"@page\s*\{\s*size:\s*(A4|Letter)\s*;")
_MILLIMETRES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}

Layout = Callable[[str], "HTML"]
"""A page → WeasyPrint's HTML of it."""


def lay_out(page: str, html: Layout, variant: str) -> tuple[Document, float]:
    """A filled template → its sheets, and the zoom at which they have the size of their paper."""
    if (most := _MOST.search(page)) is not None:
        return _on_few(page, int(most[1]), html, variant)
    if _CONTENTS.search(page):
        return _with_contents(page, html, variant), 1
    return html(page).render(pdf_variant=variant), 1


def _with_contents(page: str, html: Layout, variant: str) -> Document:
    """The list of contents is left out of a short document. What is likely is tried first: mostly one layout will do."""
    plain = _CONTENTS.sub("", page)
    long = len(_text(plain)) > SHORT * LETTERS
    document = html(page if long else plain).render(pdf_variant=variant)
    if (len(document.pages) > SHORT) != long:
        document = html(plain if long else page).render(pdf_variant=variant)
    return document


def _on_few(page: str, most: int, html: Layout, variant: str) -> tuple[Document, float]:
    """Laid out on larger sheets that are then made smaller, as little as possible; as it is where even that does not do."""
    whole = html(page).render(pdf_variant=variant)
    size = _SIZE.search(page)
    if len(whole.pages) <= most or size is None:
        return whole, 1
    for scale in SCALES:
        width, height = (side / scale for side in _MILLIMETRES[size[1]])
        larger = page.replace(size[0], f"@page {{ size: {width:.3f}mm {height:.3f}mm;")
        document = html(larger).render(pdf_variant=variant)
        if len(document.pages) <= most:
            return document, scale
    return whole, 1


def _text(page: str) -> str:
    """A page's text, about: without what stands in tags, styles and drawings."""
    return re.sub(r"\s+", " ", re.sub(r"<(style|svg|title)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL))
