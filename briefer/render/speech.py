"""What a template says in the page's language, in its medium's markup; sources' own words stand in it as islands of theirs.

A page in another language than its sources' marks each island with their language (WCAG 2.2, 3.1.2), and sets it apart where
the page runs from right to left: numbers and points beside English words would change places otherwise (UAX 9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from markupsafe import Markup, escape

from briefer.render.language import Language
from briefer.render.markdown import escaped, plain

SOURCES = "en"
"""The language that briefer reads."""
FIRST, POP = "\u2068", "\u2069"
"""First strong isolate, and its end: in text without markup they do what `dir` does in HTML."""
_MARKED = ("comma", "semicolon", "colon", "arrow")
"""Labels that are signs and not words: no sign of them is markup."""


class Speech:
    """A language and a medium → the functions that templates call."""

    def __init__(self, language: Language, medium: str) -> None:
        self._language = language
        self._flat = medium in ("md", "text")
        self._escape: Callable[[object], Markup] = {"md": escaped, "text": plain}.get(medium, escape)
        self.finalize = self._escape if self._flat else None
        self.labels: Mapping[str, str] = MappingProxyType(
            {key: Markup(text) if key in _MARKED else text for key, text in language.labels.items()}
        )
        foreign = "" if language.english or self._flat else f' lang="{SOURCES}"'
        self.foreign = Markup(foreign + (' dir="ltr"' if foreign and self._mirrored else ""))
        self.own = Markup(f' lang="{language.tag}" dir="rtl"' if foreign and self._mirrored else "")
        if foreign and not self._mirrored:
            self.own = Markup(f' lang="{language.tag}"')

    @property
    def _mirrored(self) -> bool:
        return self._language.forms.direction == "rtl"

    def say(self, key: str, n: float | None = None, /, **given: object) -> Markup:
        """A phrase's key, its number and its names → the phrase, escaped for the medium."""
        if n is not None:
            given.setdefault("n", self._language.forms.digits(n))
        said = Markup("")
        for part in self._language.parts(key, n, given):
            said += part if isinstance(part, Markup) else self._within(part) if said else self._escape(part)
        return said

    def _within(self, part: object) -> Markup:
        """A piece that stands behind another: what is markup at a line's start alone is none here."""
        return Markup(self._escape(f"x{part}").removeprefix("x"))

    def original(self, text: object) -> object:
        """A source's own words within a line → the same, set apart where the page is in another language."""
        if self._language.english or not text:
            return text
        if self._flat:
            return Markup(f"{FIRST}{self._escape(text)}{POP}") if self._mirrored else text
        return Markup(f"<span{self.foreign}>{escape(text)}</span>")

    def noted(self, note: str | None) -> object:
        """Why a section is empty or shortened, as the record says → the same in the page's language, where that has it."""
        if not note:
            return self.labels["nothing"]
        told = self._language.known("note", note)
        return self.original(note) if told == note else told

    def isolated(self, text: object) -> object:
        """The same for words within a link, which holds plain text alone (ISO 14289-1): by signs instead of elements."""
        return f"{FIRST}{text}{POP}" if self._mirrored and not self._language.english and text else text

    def quoted(self, text: object) -> Markup:
        """Words → the same in the language's quotation marks."""
        return self.say("quoted", words=text)

    def counters(self, key: str) -> Markup:
        """The key of a phrase with {page} and {pages} → a value of the CSS property `content`."""
        pieces = re.split(r"\{(page|pages)\}", self._language.phrase(key))
        return Markup(" ").join(
            Markup(f"counter({piece})") if index % 2 else Markup('"' + re.sub(r'[\\"<\n]', "", piece) + '"')
            for index, piece in enumerate(pieces)
            if piece
        )
