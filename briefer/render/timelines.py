"""Dated events become the drawing of a timeline: days on an axis, a numbered disc for each event, those of a day in a stack.

Like a map, it is computed here and drawn by a macro (`templates/macros/timeline.html`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from briefer.model.brief import EventItem
from briefer.render.placing import RADIUS, SIZE, width_of

WIDTH = 480
LEAST, DAYS = 3, 2
"""Events and days from which on a drawing says more than its list."""
SIDE = 26
"""Pixels between the frame and the first and last day."""
BEHIND = 80
"""Pixels that are kept behind the last day, for the names of its events."""
STEP = 17.0
"""Pixels from disc to disc in a stack."""
LONGEST = 5
"""Days without an event that are drawn as they are; more become a broken line of this length."""
BELOW = 22
"""Pixels beneath the axis, for the days' names."""
MOST = 7
"""Discs of one stack; another one stands beside it."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day with events: where it is on the axis, and whether its name has room there."""

    x: float
    day: str
    named: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the axis; a `broken` one leaves days out."""

    start: float
    end: float
    broken: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """An event's disc: its number in the list, and how much room there is for a name to the right of it."""

    x: float
    y: float
    number: int
    ahead: bool
    room: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline, in pixels: the axis lies at `axis`; `now` is where the brief's own day is, if the axis has it."""

    width: int
    height: int
    axis: float
    days: tuple[Day, ...]
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    now: float | None

    def fits(self, mark: Mark, text: str) -> bool:
        """Has a mark room for a text beside it?"""
        return bool(text) and width_of(text, SIZE - 1) <= mark.room


def timeline(items: Sequence[EventItem], as_of: str) -> Timeline | None:
    """Events in the order of their list, and the brief's day → the drawing, numbered from 1; None where a list says as much.

    An event whose source names the month alone has no place on an axis of days.
    """
    dated = [(item.when, number) for number, item in enumerate(items, 1) if re.fullmatch(r"\d{4}-\d\d-\d\d", item.when)]
    days = sorted({when for when, _ in dated})
    if len(dated) < LEAST or len(days) < DAYS:
        return None
    places, stretches = _axis(days)
    stacks = {day: [number for when, number in dated if when == day] for day in days}
    height = round(BELOW + 10 + STEP * min(MOST, max(map(len, stacks.values()))))
    axis = float(height - BELOW)
    marks = []
    for day, later in zip(days, [*days[1:], None], strict=True):
        edge = places[later] - 2 * RADIUS if later else WIDTH - 2.0
        columns = (len(stacks[day]) - 1) // MOST
        for place, number in enumerate(stacks[day]):
            column, row = divmod(place, MOST)
            x = places[day] + column * 2.3 * RADIUS
            room = edge - x - RADIUS - 6 if column == columns else 0.0
            marks.append(Mark(round(x, 1), round(axis - 12 - STEP * row, 1), number, day > as_of, round(room, 1)))
    return Timeline(WIDTH, height, axis, _named(days, places), stretches, tuple(marks), _now(as_of, days, places))


def _axis(days: Sequence[str]) -> tuple[dict[str, float], tuple[Stretch, ...]]:
    """Days → where each is on the axis, and the pieces of the axis between them."""
    gaps = [(date.fromisoformat(day) - date.fromisoformat(before)).days for before, day in pairwise(days)]
    whole = sum(min(gap, LONGEST) for gap in gaps)
    unit = (WIDTH - 2 * SIDE - BEHIND) / whole
    places, stretches = {days[0]: float(SIDE)}, []
    for (before, day), gap in zip(pairwise(days), gaps, strict=True):
        places[day] = round(places[before] + unit * min(gap, LONGEST), 1)
        stretches.append(Stretch(places[before], places[day], gap > LONGEST))
    return places, tuple(stretches)


def _named(days: Sequence[str], places: dict[str, float]) -> tuple[Day, ...]:
    """Days → the same with their places, the last one and all others named that leave room between names."""
    wide = width_of("30 Sep 2024" if days[0][:4] != days[-1][:4] else "30 Sep", SIZE - 1) + 8
    made: list[Day] = []
    edge = float("inf")
    for day in reversed(days):
        named = places[day] + wide / 2 <= edge
        edge = places[day] - wide / 2 if named else edge
        made.append(Day(places[day], day, named))
    return tuple(reversed(made))


def _now(as_of: str, days: Sequence[str], places: dict[str, float]) -> float | None:
    return places.get(as_of)
