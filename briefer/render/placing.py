"""Names and numbers beside points: each gets a place where it covers nothing that is drawn already, or none.

Boxes are claimed in the order of the calls, so that the same drawing comes out each time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefer.render.projection import Box, Point, inside

Anchor = Literal["start", "middle", "end"]

SIZE = 10.5
"""Pixels of a place's name."""
SMALL = 9.0
"""Pixels of a country's name."""
RADIUS = 7.0
"""Half the height of a number's disc."""
DOT = 2.2
"""Half the height of a point whose number stands beside it."""
_GAP = 3.0
_RINGS = (15.0, 20.0, 26.0, 33.0, 42.0, 54.0)
_TURNS = 16
_COLUMNS, _ROWS = 12, 14
"""Where in a country's box its name is tried."""
_ENOUGH = 700.0
"""Square pixels from which on a country is worth a name."""
_OUTLINE = 70
"""Points of a country's outline that its name is held against."""
_NARROW, _WIDE = "iljtfrI.,'’-: ", "mwMWGOQ@"


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the drawing: where its baseline begins, ends or has its middle."""

    x: float
    y: float
    anchor: Anchor
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place as it is given to be numbered: `text` is what its disc shows, `name` stands beside it where there is room."""

    x: float
    y: float
    text: str
    name: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A numbered place: the point itself, the middle of its disc and half that one's width, and its name if there is room.

    `led`: the disc stands beside its point, and a line leads to it. `hollow`: the point stands for an area.
    """

    x: float
    y: float
    text: str
    disc_x: float
    disc_y: float
    half: float
    led: bool
    hollow: bool
    label: Label | None


@dataclass(slots=True)
class Room:
    """A frame, and what is taken of it."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        return self.frame.holds(box) and not any(box.meets(other) for other in self.taken)

    def take(self, box: Box) -> None:
        self.taken.append(box)


def width_of(text: str, size: float = SIZE) -> float:
    """A text → about how wide Source Sans sets it: never less, for a label must fit."""
    wide = sum(0.3 if sign in _NARROW else 0.86 if sign in _WIDE else 0.64 if sign.isupper() else 0.53 for sign in text)
    return wide * size


def spots(dots: Sequence[Dot], room: Room) -> tuple[Spot, ...]:
    """Points in the order of their importance → their discs and names; what they cover of the room is taken.

    A disc lies on its point where it hides no other; else it stands beside it, as near as there is room.
    """
    halves = [max(RADIUS, width_of(dot.text, 9) / 2 + 3.5) for dot in dots]
    discs = []
    for number, (dot, half) in enumerate(zip(dots, halves, strict=True)):
        others = [other for at, other in enumerate(dots) if at != number]
        discs.append(_disc(dot, half, others, room))
    made = []
    for dot, half, (x, y) in zip(dots, halves, discs, strict=True):
        label = _beside(dot.name, x, y, half, room)
        made.append(Spot(dot.x, dot.y, dot.text, x, y, half, (x, y) != (dot.x, dot.y), dot.hollow, label))
    return tuple(made)


def _disc(dot: Dot, half: float, others: Sequence[Dot], room: Room) -> Point:
    """Where a point's disc goes; on the point itself where nothing else has room, either."""
    here = Box(dot.x - half, dot.y - RADIUS, dot.x + half, dot.y + RADIUS)
    hidden = any(Box(o.x - DOT, o.y - DOT, o.x + DOT, o.y + DOT).meets(here) for o in others)
    if not hidden and room.is_free(here):
        room.take(here)
        return dot.x, dot.y
    for distance in _RINGS:
        for turn in range(_TURNS):
            angle = math.tau * (turn / _TURNS - 0.125)
            x = round(dot.x + (distance + half - RADIUS) * math.cos(angle), 1)
            y = round(dot.y + distance * math.sin(angle), 1)
            box = Box(x - half - 1, y - RADIUS - 1, x + half + 1, y + RADIUS + 1)
            if room.is_free(box) and not any(Box(o.x - 4, o.y - 4, o.x + 4, o.y + 4).meets(box) for o in (*others, dot)):
                room.take(box)
                room.take(Box(dot.x - DOT, dot.y - DOT, dot.x + DOT, dot.y + DOT))
                return x, y
    room.take(here)
    return dot.x, dot.y


def _beside(text: str, x: float, y: float, half: float, room: Room) -> Label | None:
    """A name right of its disc, left of it, above or below; None where each covers something."""
    wide = width_of(text)
    tries: tuple[tuple[Anchor, float, float], ...] = (
        ("start", x + half + _GAP, y + 3.6),
        ("end", x - half - _GAP, y + 3.6),
        ("middle", x, y - RADIUS - _GAP),
        ("middle", x, y + RADIUS + _GAP + 7.5),
        ("start", x + half - 2, y - RADIUS - 1),
        ("end", x - half + 2, y - RADIUS - 1),
    )
    for anchor, at, base in tries:
        left = at - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = Box(left - 1, base - 8.5, left + wide + 1, base + 3)
        if room.is_free(box):
            room.take(box)
            return Label(round(at, 1), round(base, 1), anchor, text)
    return None


def country_names(areas: Iterable[tuple[str, Sequence[Sequence[Point]]]], room: Room) -> tuple[Label, ...]:
    """Countries as they are drawn → the names of those that have room for one inside, the largest first."""
    largest = [(name, max(rings, key=_size)) for name, rings in areas]
    made = []
    for name, ring in sorted(largest, key=lambda one: -_size(one[1])):
        if _size(ring) >= _ENOUGH and (label := _within(name, ring, room)):
            made.append(label)
    return tuple(made)


def _within(name: str, ring: Sequence[Point], room: Room) -> Label | None:
    """A name and its country's outline → the place nearest to the country's middle where the name lies inside."""
    outline = ring[:: max(1, len(ring) // _OUTLINE)]
    across, up = [x for x, _ in ring], [y for _, y in ring]
    wide = width_of(name, SMALL)
    own = Box(min(across), min(up), max(across), max(up))
    near = Room(room.frame, [box for box in room.taken if box.meets(own)])
    x, y = _middle(outline)
    step_x, step_y = (max(across) - min(across)) / _COLUMNS, (max(up) - min(up)) / _ROWS
    tries = [
        (min(across) + (column + 0.5) * step_x, min(up) + (row + 0.5) * step_y)
        for row in range(_ROWS)
        for column in range(_COLUMNS)
    ]
    for at in sorted([(x, y), *tries], key=lambda at: (math.hypot(at[0] - x, 2 * (at[1] - y)), at)):
        box = Box(at[0] - wide / 2 - 1, at[1] - 4.5, at[0] + wide / 2 + 1, at[1] + 5)
        ends = ((box.left, at[1]), (box.right, at[1]), (at[0], box.top), (at[0], box.bottom))
        if near.is_free(box) and all(inside(end, outline) for end in ends):
            room.take(box)
            return Label(round(at[0], 1), round(at[1] + 3, 1), "middle", name)
    return None


def _size(ring: Sequence[Point]) -> float:
    doubled = sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True))
    return abs(doubled) / 2


def _middle(ring: Sequence[Point]) -> Point:
    """A ring → the centroid of its area."""
    x = y = doubled = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = ax * by - bx * ay
        x, y, doubled = x + (ax + bx) * part, y + (ay + by) * part, doubled + part
    return (x / (3 * doubled), y / (3 * doubled)) if doubled else ring[0]
