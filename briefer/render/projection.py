"""Degrees on the globe become points of a plane, in radii of the earth, and lines are cut to a frame of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Project = Callable[[float, float], Point]
"""Longitude and latitude in degrees → x to the east and y to the south."""

EARTH = 6371.0
"""Kilometres of the mean radius."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_SHRINK = math.sqrt(3) / 2
WIDEST = 2.7067
"""Equal Earth's x at the eastern end of the equator."""


def equal_area(longitude: float, latitude: float) -> Project:
    """A centre → Lambert's azimuthal equal-area projection about it (Snyder 1987, 24-2 to 24-4): what lies near is true."""
    sine, cosine = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))

    def project(east: float, north: float) -> Point:
        turn, rise = math.radians(east - longitude), math.radians(north)
        up, across = math.sin(rise), math.cos(rise)
        facing = across * math.cos(turn)
        scale = math.sqrt(2 / max(1 + sine * up + cosine * facing, 1e-9))
        return scale * across * math.sin(turn), -scale * (cosine * up - sine * facing)

    return project


def from_equal_area(point: Point, longitude: float, latitude: float) -> Point:
    """A point of `equal_area` about a centre → its longitude and latitude (Snyder 1987, 20-14, 20-15 and 24-16)."""
    x, y = point[0], -point[1]
    distance = math.hypot(x, y)
    if distance < 1e-12:
        return longitude, latitude
    angle = 2 * math.asin(min(1.0, distance / 2))
    centre = math.radians(latitude)
    north = math.asin(math.cos(angle) * math.sin(centre) + y * math.sin(angle) * math.cos(centre) / distance)
    across = distance * math.cos(centre) * math.cos(angle) - y * math.sin(centre) * math.sin(angle)
    return longitude + math.degrees(math.atan2(x * math.sin(angle), across)), math.degrees(north)


def equal_earth(east: float, north: float) -> Point:
    """Equal Earth (Šavrič, Patterson and Jenny 2018) about Greenwich, for maps of the world."""
    angle = math.asin(_SHRINK * math.sin(math.radians(north)))
    square = angle * angle
    sixth = square * square * square
    across = _SHRINK * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
    return math.radians(east) * math.cos(angle) / across, -angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def middle(places: Iterable[Point]) -> Point:
    """Longitudes and latitudes → the middle of them on the sphere; the antimeridian is no edge of it."""
    x = y = z = 0.0
    for east, north in places:
        turn, rise = math.radians(east), math.radians(north)
        x += math.cos(rise) * math.cos(turn)
        y += math.cos(rise) * math.sin(turn)
        z += math.sin(rise)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def apart(one: Point, other: Point) -> float:
    """Two places → the angle between them, in degrees."""
    (east, north), (turn, rise) = one, other
    high, low = math.radians(north), math.radians(rise)
    half = math.sin((high - low) / 2) ** 2 + math.cos(high) * math.cos(low) * math.sin(math.radians(east - turn) / 2) ** 2
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(half))))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the plane."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Do two boxes share more than an edge?"""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def cut_area(points: Sequence[Point], frame: Box) -> list[Point]:
    """A ring → its part within a frame (Sutherland and Hodgman 1974); edges run along the frame where it was cut."""
    kept = list(points)
    for axis, limit, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        reach = [(point[axis] - limit) * sign for point in kept]
        if not reach or max(reach) < 0:
            return []
        if min(reach) >= 0:
            continue
        made: list[Point] = []
        before = kept[-1]
        was_in = (before[axis] - limit) * sign >= 0
        for point in kept:
            is_in = (point[axis] - limit) * sign >= 0
            if is_in != was_in:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                made.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if is_in:
                made.append(point)
            before, was_in = point, is_in
        kept = made
    return kept


def cut_line(points: Sequence[Point], frame: Box) -> list[list[Point]]:
    """A line → its pieces within a frame (Liang and Barsky 1984, segment by segment)."""
    across, down = [x for x, _ in points], [y for _, y in points]
    own = Box(min(across), min(down), max(across), max(down))
    if frame.holds(own):
        return [list(points)]
    pieces: list[list[Point]] = []
    if own.right < frame.left or own.left > frame.right or own.bottom < frame.top or own.top > frame.bottom:
        return pieces
    for start, end in pairwise(points):
        part = _segment(start, end, frame)
        if part is None:
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append([*part])
    return pieces


def _segment(start: Point, end: Point, frame: Box) -> tuple[Point, Point] | None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - frame.left), (dx, frame.right - start[0]), (-dy, start[1] - frame.top), (dy, frame.bottom - start[1]),
    ):  # fmt: skip
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first >= last:
        return None
    here = start if first == 0 else (start[0] + first * dx, start[1] + first * dy)
    there = end if last == 1 else (start[0] + last * dx, start[1] + last * dy)
    return here, there


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Does a ring go round a point?"""
    x, y = point
    found = False
    ax, ay = ring[-1]
    for bx, by in ring:
        if (by > y) != (ay > y) and x < (ax - bx) * (y - by) / (ay - by) + bx:
            found = not found
        ax, ay = bx, by
    return found


def path(lines: Iterable[Sequence[Point]], *, closed: bool = False, apart: float = 0.9) -> str:
    """Lines → the data of an SVG path, in tenths, without points that lie closer to the one before than the eye can tell."""
    parts: list[str] = []
    for line in lines:
        x, y = round(line[0][0] * 10), round(line[0][1] * 10)
        steps: list[str] = []
        start = f"M{x / 10:g} {y / 10:g}"
        last = len(line) - 1
        for index, point in enumerate(line):
            east, south = round(point[0] * 10) - x, round(point[1] * 10) - y
            if (east or south) and (abs(east) + abs(south) >= 10 * apart or index == last):
                steps.append(f"{east / 10:g} {south / 10:g}")
                x, y = x + east, y + south
        if len(steps) > (1 if closed else 0):
            parts.append(f"{start}l{' '.join(steps)}{'z' if closed else ''}")
    return "".join(parts)
