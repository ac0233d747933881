"""The language of a page: its words (gettext catalogues) and its forms of dates and numbers (CLDR)."""

from __future__ import annotations

import gettext
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from briefer.config.names import did_you_mean
from briefer.render.labels import COUNTED, LABELS, PHRASES, UNITS, WORDS
from briefer.render.language import catalogue, conventions
from briefer.render.language.catalogue import Catalogue
from briefer.render.language.conventions import Conventions

__all__ = ["ENGLISH", "Language", "language_of"]


@dataclass(frozen=True)
class Language:
    """`tag` is what the page says of itself (BCP 47); without a catalogue its words are English."""

    tag: str
    forms: Conventions
    catalogue: Catalogue | None = None

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Every label by its key."""
        return MappingProxyType({key: self._one(key, text) for key, text in LABELS.items()})

    @property
    def english(self) -> bool:
        """Is the page in its sources' language?"""
        return self.tag.partition("-")[0].lower() == "en"

    @cached_property
    def _form_of(self) -> Callable[[int], int]:
        if self.catalogue is None:
            return lambda n: int(n != 1)
        form: Callable[[int], int] = gettext.c2py(self.catalogue.rule)
        return form

    def _one(self, context: str, text: str) -> str:
        entry = self.catalogue.entries.get((context, text)) if self.catalogue else None
        return entry.texts[0] if entry else text

    def _counted(self, context: str, one: str, more: str, n: int) -> str:
        entry = self.catalogue.entries.get((context, one)) if self.catalogue else None
        if entry is None or len(entry.texts) == 1:
            return one if n == 1 else more
        return entry.texts[min(self._form_of(n), len(entry.texts) - 1)]

    def phrase(self, key: str, n: float | None = None) -> str:
        """A key, and a number where words depend on one → the phrase with its names still in braces. LookupError for others."""
        if n is not None and key in COUNTED:
            return self._counted(key, *COUNTED[key], _whole(n))
        text = PHRASES.get(key) or LABELS.get(key)
        if text is None:
            need = "needs a number" if key in COUNTED else "is no phrase of the page"
            hint = did_you_mean(key, [*PHRASES, *COUNTED, *LABELS])
            raise LookupError(f"'{key}' {need}" + (f". {hint}" if hint and key not in COUNTED else ""))
        return self._one(key, text)

    def say(self, key: str, n: float | None = None, /, **given: object) -> str:
        """A key and what its phrase is about → the phrase."""
        return "".join(str(part) for part in self.parts(key, n, given))

    def parts(self, key: str, n: float | None, given: Mapping[str, object]) -> Iterator[object]:
        """The same in pieces: the phrase's own, and what it is about as it was given. LookupError where a name is not given."""
        named = given if n is None else {"n": self.forms.digits(n), **given}
        for text, name, _, _ in string.Formatter().parse(self.phrase(key, n)):
            yield text
            if name is not None and name not in named:
                raise LookupError(f"'{key}' is said without its '{name}'")
            if name is not None:
                yield named[name]

    def word(self, kind: str, name: str) -> str:
        """A value of the record's → its word; one that has none, as it stands."""
        return self._one(f"{kind} {name}", WORDS[kind][name]) if name in WORDS[kind] else name

    def known(self, kind: str, text: str) -> str:
        """A title or note that briefer gave a section → the same in this language; an editor's own as it stands."""
        if kind == "note" and text == LABELS["nothing"]:
            return self.labels["nothing"]
        return self._one(kind, text)

    def with_unit(self, unit: str, written: str, number: float, *, scaled: bool) -> str:
        """`dollar` and a number as it is written → both; `scaled` where a word such as 'million' ends the number."""
        if scaled:
            return self._one(f"unit of millions {unit}", f"{{n}} {UNITS[unit]}").replace("{n}", written)
        more = f"{{n}} {UNITS[unit]}"
        singular = 1 if written == "1" else 2
        chosen = self._counted(f"unit {unit}", f"{{n}} {unit}", more, _whole(number) if self.catalogue else singular)
        return chosen.replace("{n}", written)

    def unit(self, name: str) -> str:
        return self._one(f"one unit {name}", name) if name in UNITS else name


ENGLISH = Language("en", conventions.ENGLISH)


def _whole(number: float) -> int:
    """A number → what plural forms ask for: gettext knows whole numbers alone; a part of one counts as the next whole."""
    return int(abs(number)) if number == int(number) else int(abs(number)) + 1 if abs(number) > 1 else 2


def language_of(tag: str, folders: Iterable[Path]) -> Language:
    """A brief's language and the templates folders → the language of its page; English words say that they are English."""
    found = catalogue.load(folders, tag)
    if found is None and tag.partition("-")[0].lower() != "en":
        return ENGLISH
    return Language(tag, conventions.of(tag), found)
