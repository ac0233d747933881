"""The world's coasts and borders: a window on them in degrees becomes the lines and areas that lie in it.

Natural Earth (public domain), generalised to three levels by `scripts/build_shapes.py`. Borders are drawn as Natural Earth has
them: as they are held, not as they are claimed.
"""

from __future__ import annotations

import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Literal

DATA = Path(__file__).with_name("data") / "shapes.sqlite"
ARCS = 10_000
"""Arcs and rings of a level have the numbers from the level's times this one on."""

Line = tuple[list[float], list[float]]
"""Longitudes and latitudes, in degrees."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the globe, in degrees; `east` is behind `west` and may lie beyond 180."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Country:
    """A country's rings that reach into a window. `code` is ISO 3166-1 alpha-2, None for what has none."""

    code: str | None
    name: str
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """What lies in a window; longitudes run on beyond 180 where the window does."""

    countries: tuple[Country, ...]
    borders: tuple[Line, ...]
    inner: tuple[Line, ...]


@lru_cache(maxsize=1)
def _connection() -> sqlite3.Connection:
    """Opened at the first map, read only: the file never changes."""
    return sqlite3.connect(f"{DATA.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def shapes(window: Window, level: int, *, inner: bool = False) -> Shapes:
    """A window and a level of detail, 0 the finest → the countries, borders and (`inner`) provinces' borders in it."""
    quantum: float = _connection().execute("SELECT quantum FROM level WHERE id = ?", (level,)).fetchone()[0]
    rings: dict[int, list[Line]] = {}
    borders: list[Line] = []
    lines: list[Line] = []
    for shift in (-360, 0, 360):
        drawn: dict[int, Line] = {}
        for country, arcs in _in(window, "ring", "country, arcs", level, quantum, shift):
            ring = _ring(_whole("h", arcs), level, quantum, shift, drawn, borders)
            rings.setdefault(country, []).append(ring)
        if inner:
            for (packed,) in _in(window, "inner", "lines", level, quantum, shift):
                lines += _unpacked(zlib.decompress(packed), quantum, shift)
    named = _connection().execute("SELECT id, code, name FROM country ORDER BY id")
    countries = tuple(Country(code, name, tuple(rings[id_])) for id_, code, name in named if id_ in rings)
    return Shapes(countries, tuple(borders), tuple(lines))


def beside(longitude: float, other: float) -> float:
    """A longitude and another one → the first as it runs on from the other, beyond 180 where they are neighbours across it."""
    return longitude - 360 * round((longitude - other) / 360) if abs(longitude - other) > 180 else longitude


def is_area(geonames_id: int | None) -> bool:
    """Is a place of the gazetteer a province or region, whose coordinates are only its largest town's?"""
    found = _connection().execute("SELECT 1 FROM area WHERE id = ?", (geonames_id,)).fetchone()
    return found is not None


def name_of(code: str | None) -> str | None:
    """ISO 3166-1 alpha-2 → the country's name in English; None where no shape bears it."""
    found = _connection().execute("SELECT name FROM country WHERE code = ? ORDER BY id", (code,)).fetchone()
    return str(found[0]) if found else None


def _in(window: Window, table: str, columns: str, level: int, quantum: float, shift: int) -> sqlite3.Cursor:
    """The rows of a table whose boxes meet a window that is seen `shift` degrees further east."""
    query = f"SELECT {columns} FROM {table} WHERE level = ? AND west < ? AND east > ? AND south < ? AND north > ? ORDER BY id"
    east, west = (window.east - shift) / quantum, (window.west - shift) / quantum
    return _connection().execute(query, (level, east, west, window.north / quantum, window.south / quantum))


def _ring(arcs: Iterable[int], level: int, quantum: float, shift: int, drawn: dict[int, Line], borders: list[Line]) -> Line:
    """A ring's arcs → its points; a border met for the first time is a line to draw."""
    across: list[float] = []
    up: list[float] = []
    for arc in arcs:
        own = arc if arc >= 0 else ~arc
        if own not in drawn:
            found = _connection().execute("SELECT border, x, y, steps FROM arc WHERE id = ?", (ARCS * level + own,))
            border, x, y, steps = found.fetchone()
            drawn[own] = _line(x, y, zlib.decompress(steps, wbits=-15), quantum, shift)
            if border:
                borders.append(drawn[own])
        line = drawn[own] if arc >= 0 else (drawn[own][0][::-1], drawn[own][1][::-1])
        turn = beside(line[0][0], across[-1]) - line[0][0] if across else 0.0
        across.extend([value + turn for value in line[0]] if turn else line[0])
        up.extend(line[1])
    return across, up


def _line(x: int, y: int, steps: bytes, quantum: float, shift: int) -> Line:
    moves = array("b", steps)
    across = accumulate(moves[::2], initial=x)
    up = accumulate(moves[1::2], initial=y)
    return [value * quantum + shift for value in across], [value * quantum for value in up]


def _unpacked(content: bytes, quantum: float, shift: int) -> list[Line]:
    """Lines as the file has them together: how many, each one's start and number of steps, then all steps."""
    count = _whole("i", content[:4])[0]
    heads, at = _whole("i", content[4 : 4 + 12 * count]), 4 + 12 * count
    lines = []
    for x, y, steps in zip(heads[::3], heads[1::3], heads[2::3], strict=True):
        lines.append(_line(x, y, content[at : at + 2 * steps], quantum, shift))
        at += 2 * steps
    return lines


def _whole(kind: Literal["h", "i"], content: bytes) -> array[int]:
    """Bytes as the file has them, little-endian → whole numbers of two or four bytes."""
    made = array(kind, content)
    if sys.byteorder == "big":
        made.byteswap()
    return made
