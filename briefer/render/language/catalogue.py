"""`locale/LANGUAGE.po` in a templates folder → the page's words in that language.

The catalogues are gettext's, read as they are: nothing is compiled, so that what an editor saves is what the next page says.
"""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefer.config import defaults, languages
from briefer.config.names import did_you_mean
from briefer.errors import Fault, RenderError
from briefer.render.labels import Message, messages

Key = tuple[str, str]
"""A message's context and its English text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in another language: one text, or one for each plural form."""

    texts: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A language's messages and its rule for plural forms, a C expression in `n` as gettext has it."""

    entries: Mapping[Key, Entry]
    rule: str
    forms: int


def load(folders: Iterable[Path], tag: str) -> Catalogue | None:
    """Templates folders, the last one behind the others, and a language → its messages; None where nobody translated it.

    A message that the first folder does not have is taken from the next. RenderError where a file is no catalogue.
    """
    files = [path for folder in folders if (path := languages.file_of(folder, tag)) is not None]
    found = [read(path) for path in files]
    if not found:
        return None
    merged: dict[Key, Entry] = {}
    for catalogue in reversed(found):
        if (catalogue.rule, catalogue.forms) == (found[-1].rule, found[-1].forms):
            merged |= catalogue.entries
        else:
            merged |= {key: entry for key, entry in catalogue.entries.items() if len(entry.texts) == 1}
    return Catalogue(merged, found[-1].rule, found[-1].forms)


def read(path: Path) -> Catalogue:
    """A .po file → its catalogue, without what is fuzzy or empty. RenderError with the line of what is wrong."""
    return _parsed(path.read_bytes(), path.as_posix())


@lru_cache(maxsize=16)
def _parsed(content: bytes, where: str) -> Catalogue:
    from babel.messages import pofile

    try:
        found = pofile.read_po(io.BytesIO(content), abort_invalid=True, charset="utf-8")
        rule, forms = str(found.plural_expr), int(found.num_plurals)
    except pofile.PoFileError as problem:
        raise RenderError(Fault(f"this is no catalogue: {problem}", f"{where}:{(problem.lineno or 0) + 1}")) from problem
    except (UnicodeDecodeError, ValueError) as problem:
        raise RenderError(Fault(f"this is no catalogue: {problem}", f"{where}:1", "Save it as UTF-8.")) from problem
    entries: dict[Key, Entry] = {}
    for one in found:
        texts = one.string if isinstance(one.string, tuple | list) else (one.string,)
        if one.id and not one.fuzzy and all(texts):
            name = one.id[0] if isinstance(one.id, tuple | list) else one.id
            entries[one.context or "", str(name)] = Entry(tuple(map(str, texts)), one.lineno or 1)
    return Catalogue(entries, rule, forms)


def check(templates: Path) -> list[Fault]:
    """A templates folder → what is wrong with its own catalogues: unreadable, unknown or missing messages, wrong names."""
    faults: list[Fault] = []
    packaged = defaults.folder("templates")
    for path in sorted((templates / languages.FOLDER).glob("*.po")):
        try:
            own = read(path)
        except RenderError as problem:
            faults += problem.faults
            continue
        faults += _wrong(own, path)
        behind = languages.file_of(packaged, path.stem)
        known = {**(read(behind).entries if behind else {}), **own.entries}
        missing = [message for message in messages() if (message.context, message.text) not in known]
        if missing and path.stem.partition("-")[0] != "en":
            first = f"{missing[0].context!r}: {missing[0].text!r}"
            problem_ = f"{len(missing)} messages are not translated and will stand in English, the first is {first}."
            faults.append(Fault(problem_, f"{path.as_posix()}:1", f"They are in {languages.FOLDER}/briefer.pot."))
    return faults


def _wrong(catalogue: Catalogue, path: Path) -> list[Fault]:
    known = {(message.context, message.text): message for message in messages()}
    faults = []
    for key, entry in catalogue.entries.items():
        where = f"{path.as_posix()}:{entry.line}"
        if key not in known:
            hint = did_you_mean(key[0], {context for context, _ in known})
            faults.append(Fault(f"briefer says nothing of the context {key[0]!r} with the text {key[1]!r}.", where, hint))
            continue
        for text in entry.texts:
            faults += _names_wrong(known[key], text, where)
    return faults


def _names_wrong(message: Message, text: str, where: str) -> list[Fault]:
    """A translation → its faults: a `{name}` that the English text does not have, one that is lost, a brace left open."""
    wanted = names_in(message.text) | names_in(message.plural or "")
    try:
        given = names_in(text)
    except ValueError as problem:
        return [Fault(f"{text!r} cannot be filled: {problem}.", where, "Write {name}, or {{ for a brace.")]
    faults = [
        Fault(f"{text!r} names {{{name}}}, which is not given here.", where, did_you_mean(name, wanted))
        for name in sorted(given - wanted)
    ]
    if lost := wanted - given - {"n"}:
        faults.append(Fault(f"{text!r} leaves out {', '.join(f'{{{name}}}' for name in sorted(lost))}.", where))
    return faults


def names_in(text: str) -> set[str]:
    """A text → the names in its braces. ValueError where a brace is left open, or holds more than a name."""
    names = set()
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is not None:
            if not re.fullmatch(r"[a-z]+", name) or form or conversion:
                raise ValueError(f"{{{name}}} is not a name")
            names.add(name)
    return names
