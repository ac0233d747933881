"""How English words are written in mid-sentence, and which may be names.

`data/casing.txt.gz` holds word by word what `scripts/build_casing.py` took from SCOWL and the census, `lexicon/casing.yaml`
what words do beside others. Both are read at the first text of one case: most runs never need them.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of words in lower case; `phrases` by their first word."""

    titles: frozenset[str]
    ranks: frozenset[str]
    heads: frozenset[str]
    plain_heads: frozenset[str]
    bodies: frozenset[str]
    bodily: frozenset[str]
    prefixes: frozenset[str]
    particles: frozenset[str]
    acronyms: frozenset[str]
    abbreviated: frozenset[str]
    small: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]
    not_surnames: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of casing, read once a process."""
    raw = yaml.safe_load((_FOLDER / "lexicon" / "casing.yaml").read_text(encoding="utf-8"))
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in raw.pop("phrases"):
        parts = tuple(phrase.split())
        phrases[parts[0]] = (*phrases.get(parts[0], ()), parts)
    return Lexicon(**{key: frozenset(words) for key, words in raw.items()}, phrases=phrases)


@cache
def _table() -> dict[str, tuple[str, str]]:
    with gzip.open(_FOLDER / "data" / "casing.txt.gz", "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").partition("\t") for line in lines)
        return {word.lower(): (word, marks) for word, _, marks in rows}


def written(lower: str) -> str | None:
    """A word in lower case → as it is written; None where it is not known, as most names are not."""
    entry = _table().get(lower)
    return entry[0] if entry else None


def marks(lower: str) -> str:
    """A word in lower case → what else it is: `n` a name, `g` a given name, `s` a surname."""
    entry = _table().get(lower)
    return entry[1] if entry else ""


def is_word(lower: str) -> bool:
    """Is it a word that is written in lower case?"""
    return written(lower) == lower
