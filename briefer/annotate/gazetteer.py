"""Place names and what they may mean: countries, first-level divisions, districts, and cities of 15,000 and more.

From GeoNames (CC BY 4.0) by `scripts/build_gazetteer.py`. Names are looked up exactly, folded: no accents, no case, hyphens and
apostrophes as spaces or nothing. A near miss is a miss: fuzzy search turns Qatar into Natar.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).with_name("data") / "gazetteer.sqlite"
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
                          "ð": "d", "þ": "th", "ə": "a"})  # fmt: skip
_DROPPED = str.maketrans("", "", "'’‘ʻʼ`´.")
_SPACES = str.maketrans({"-": " ", "–": " ", "_": " ", "/": " "})


class Kind(IntEnum):
    """What an entry is; the numbers are those of the file."""

    COUNTRY = 0
    DIVISION = 1
    DISTRICT = 2
    CITY = 3
    CAPITAL = 4
    REGION = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer; `division` is the GeoNames id of the first-level division that holds it, or is it."""

    id: int
    name: str
    kind: Kind
    country: str | None
    division: int | None
    latitude: float | None
    longitude: float | None
    population: int


@lru_cache(maxsize=20_000)
def fold(name: str, *, keep_case: bool = False) -> str:
    """A name → as it is looked up: no accents, apostrophes or points, hyphens as spaces, lower case."""
    letters = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_DROPPED)
    if keep_case:
        return " ".join(bare.split())
    return " ".join(bare.translate(_SPACES).casefold().split())


@lru_cache(maxsize=1)
def _connection() -> sqlite3.Connection:
    """Opened at the first look-up, read only: the file never changes, so threads and processes may share it."""
    return sqlite3.connect(f"{DATA.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=20_000)
def look_up(folded: str) -> tuple[Entry, ...]:
    """A folded name → the places that bear it, the most populous first."""
    if not folded or len(folded) > 60:
        return ()
    rows = _connection().execute(
        "SELECT id, place.name, kind, country, division, latitude, longitude, population"
        " FROM name JOIN place ON place.id = name.place WHERE folded = ? ORDER BY kind = 0 DESC, population DESC, id",
        (_storable(folded),),
    )
    return tuple(Entry(row[0], row[1], Kind(row[2]), *row[3:]) for row in rows)


@lru_cache(maxsize=5_000)
def by_id(place: int) -> Entry | None:
    """A GeoNames id → its place; None where the file has none."""
    query = "SELECT id, name, kind, country, division, latitude, longitude, population FROM place WHERE id = ?"
    row = _connection().execute(query, (place,)).fetchone()
    return Entry(row[0], row[1], Kind(row[2]), *row[3:]) if row else None


@lru_cache(maxsize=5_000)
def country_of_people(folded: str) -> str | None:
    """`afghan`, `qataris` → the country's code; None for other words, and for a word of two countries."""
    rows = _connection().execute("SELECT country FROM people WHERE folded = ?", (_storable(folded),)).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else None


def _storable(text: str) -> str:
    """SQLite takes no lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
