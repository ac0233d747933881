"""Incidents with coordinates become the drawing of a locator map: paths, numbered points, names, scale and inset.

Everything is computed here, in pixels of the drawing, and nothing is written: `templates/macros/map.html` makes SVG of it, so
that a template can draw the same map otherwise. Coordinates are the items' own; the shapes are Natural Earth's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefer.model.brief import IncidentItem
from briefer.render.placing import RADIUS, SMALL, Dot, Label, Room, Spot, country_names, spots, width_of
from briefer.render.projection import (
    EARTH,
    WIDEST,
    Box,
    Point,
    Project,
    apart,
    cut_area,
    cut_line,
    equal_area,
    equal_earth,
    from_equal_area,
    middle,
    path,
)
from briefer.render.shapes import Line, Window, is_area, name_of, shapes

WIDTH = 480
LOWEST, HIGHEST = 270, 350
"""The drawing's sizes, in pixels of the page."""
MARGIN = 50
"""Pixels that are kept between a point and the frame."""
LEAST = 520
"""Kilometres across that a map shows at least: a town and its roads alone do not say where it is."""
WORLD = 50
"""Degrees of a point from the middle of all from which on the map is one of the world."""
FINE, MIDDLE = 0.05, 0.2
"""Degrees of a pixel up to which the finest shapes are drawn, and the middle ones."""
INNER = 0.022
"""Degrees of a pixel up to which provinces are drawn."""
INSET = (92, 70)
EDGE = 6
"""Pixels between the frame and what stands in a corner."""
WIDER = 45
"""Degrees across that an inset shows at least, and the map at most where it has one."""
NORTH, SOUTH = 80.0, -56.0
"""The latitudes of a map of the world."""
LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""Kilometres of a scale bar."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar of a round length, and how many kilometres it is."""

    x: float
    y: float
    width: float
    kilometres: int


@dataclass(frozen=True, slots=True)
class Inset:
    """The wider region in a corner: its frame, its land as data of a path, and the map's own frame in it."""

    x: float
    y: float
    width: float
    height: float
    land: str
    own: Box


@dataclass(frozen=True, slots=True)
class Map:
    """A locator map, in pixels.

    `land`, `home` (the countries of the incidents), `inner` (provinces) and `borders` are data of SVG paths, cut to the frame;
    `names` the countries' that have room. `drawn` are all countries of the map, for its text.
    """

    width: int
    height: int
    land: str
    home: str
    inner: str
    borders: str
    spots: tuple[Spot, ...]
    names: tuple[Label, ...]
    scale: Scale | None
    inset: Inset | None
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """How a map looks at the globe: a projection, pixels to a radius of the earth, and what lies in its upper left corner.

    `centre` is the projection's; None on a map of the world.
    """

    project: Project
    centre: Point | None
    scale: float
    left: float
    top: float
    width: int
    height: int

    def pixels(self, east: float, north: float) -> Point:
        x, y = self.project(east, north)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    @property
    def degrees(self) -> float:
        """Degrees of a pixel."""
        return math.degrees(1 / self.scale)

    @property
    def frame(self) -> Box:
        return Box(0, 0, self.width, self.height)


def locator(items: Sequence[IncidentItem]) -> Map | None:
    """Incidents in the order of their list → the map of them, numbered from 1; None where there is none."""
    return _located(tuple(items)) if items else None


@lru_cache(maxsize=8)
def _located(items: tuple[IncidentItem, ...]) -> Map:
    """The map itself: a page's formats, and a mail that is tried at several lengths, ask for the same one again."""
    view = _view([(item.longitude, item.latitude) for item in items])
    level = 0 if view.degrees < FINE else 1 if view.degrees < MIDDLE else 2
    window = _window(view)
    found = shapes(window, level, inner=view.degrees < INNER)
    areas = [(country, _areas(country.rings, view, window)) for country in found.countries]
    areas = [(country, rings) for country, rings in areas if rings]
    homes = {item.country for item in items if item.country}
    dots = _dots(items, view)
    room = Room(Box(2, 2, WIDTH - 2, view.height - 2))
    inset = _inset(view, dots, room)
    scale = _scale(view, dots, room)
    numbered = spots(dots, room)
    return Map(
        width=WIDTH,
        height=view.height,
        land=path((ring for country, rings in areas if country.code not in homes for ring in rings), closed=True),
        home=path((ring for country, rings in areas if country.code in homes for ring in rings), closed=True),
        inner=path(_lines(found.inner, view, window)),
        borders=path(_lines(found.borders, view, window)),
        spots=numbered,
        names=country_names([(country.name, rings) for country, rings in areas], room),
        scale=scale,
        inset=inset,
        drawn=tuple(country.name for country, _ in areas),
    )


def country(code: str | None) -> str:
    """ISO 3166-1 alpha-2 → the country's name in English, else the code itself."""
    return name_of(code) or code or ""


def _view(places: Sequence[Point]) -> View:
    """Longitudes and latitudes → the view that shows them all: of their region, or of the world where they lie far apart."""
    about = middle(_ends(places))
    if max(apart(about, place) for place in places) > WORLD:
        return _fitted(equal_earth, None, [equal_earth(*place) for place in places])
    project = equal_area(*about)
    points = [project(*place) for place in places]
    between = ((_least(points, 0) + _most(points, 0)) / 2, (_least(points, 1) + _most(points, 1)) / 2)
    centre = from_equal_area(between, *about)
    project = equal_area(*centre)
    return _fitted(project, centre, [project(*place) for place in places])


def _ends(places: Sequence[Point]) -> tuple[Point, Point]:
    """Places → the two that lie farthest apart."""
    several = sorted(set(places))
    return max(((one, other) for one in several for other in several), key=lambda pair: apart(*pair))


def _fitted(project: Project, centre: Point | None, points: Sequence[Point]) -> View:
    """Points of a projection → the view that frames them: neither too near, nor beyond the edges of the world."""
    across, down = _most(points, 0) - _least(points, 0), _most(points, 1) - _least(points, 1)
    nearest = WIDTH * EARTH / LEAST
    scale = min(nearest, (WIDTH - 2 * MARGIN) / max(across, 1e-9), (HIGHEST - 2 * MARGIN) / max(down, 1e-9))
    top, bottom = equal_earth(0, NORTH)[1], equal_earth(0, SOUTH)[1]
    height = round(max(LOWEST, min(HIGHEST, down * scale + 2 * MARGIN)))
    if centre is None:
        scale = max(scale, WIDTH / (2 * WIDEST))
        height = min(height, round((bottom - top) * scale))
    left = (_least(points, 0) + _most(points, 0)) / 2 - WIDTH / scale / 2
    upper = (_least(points, 1) + _most(points, 1)) / 2 - height / scale / 2
    if centre is None:
        left = max(-WIDEST, min(left, WIDEST - WIDTH / scale))
        upper = max(top, min(upper, bottom - height / scale))
    return View(project, centre, scale, left, upper, WIDTH, height)


def _window(view: View) -> Window:
    """A view → the part of the globe, with some to spare, that lies in it."""
    if view.centre is None:
        return Window(-180, -89, 180, 89)
    east, north = view.centre
    reach = 1.25 * math.hypot(view.width, view.height) / 2 * view.degrees + 0.2
    south, north = north - reach, north + reach
    lean = max(abs(south), abs(north))
    aside = reach / math.cos(math.radians(lean)) if lean < 80 else 180.0
    aside = min(aside, 179.0)
    return Window(east - aside, max(south, -89), east + aside, min(north, 89.9))


def _areas(rings: Iterable[Line], view: View, window: Window) -> list[list[Point]]:
    """Rings in degrees → what a view shows of them, in pixels."""
    edge = Box(window.west, window.south, window.east, window.north)
    made = []
    for across, up in rings:
        near = cut_area(list(zip(across, up, strict=True)), edge)
        seen = cut_area([view.pixels(*point) for point in near], view.frame)
        if len(seen) > 2:
            made.append(seen)
    return made


def _lines(lines: Iterable[Line], view: View, window: Window) -> Iterator[list[Point]]:
    """Lines in degrees → what a view shows of them, in pixels."""
    edge = Box(window.west, window.south, window.east, window.north)
    for across, up in lines:
        for near in cut_line(list(zip(across, up, strict=True)), edge):
            yield from cut_line([view.pixels(*point) for point in near], view.frame)


def _dots(items: Sequence[IncidentItem], view: View) -> list[Dot]:
    """Incidents → a point for each place, with the numbers of all that happened there."""
    numbers: dict[Point, list[int]] = {}
    for number, item in enumerate(items, 1):
        numbers.setdefault((item.longitude, item.latitude), []).append(number)
    made = []
    for place, own in numbers.items():
        x, y = view.pixels(*place)
        first = items[own[0] - 1]
        made.append(Dot(round(x, 1), round(y, 1), _listed(own), first.place, hollow=is_area(first.geonames_id)))
    return made


def _listed(numbers: Sequence[int]) -> str:
    """Numbers in their order → `1–3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _inset(view: View, dots: Sequence[Dot], room: Room) -> Inset | None:
    """A view of a region → the wider region, in the corner that hides nothing; None on a map that is wide itself."""
    if view.centre is None or view.degrees * WIDTH > WIDER:
        return None
    wide, high = INSET
    place = _free((wide, high), ((1, 1), (0, 1), (1, 0), (0, 0)), view, dots, room)
    if place is None:
        return None
    across = max(WIDER, 4 * view.degrees * WIDTH)
    scale = wide / math.radians(across)
    left = view.left + (view.width / view.scale - wide / scale) / 2
    top = view.top + (view.height / view.scale - high / scale) / 2
    small = View(view.project, view.centre, scale, left, top, wide, high)
    window = _window(small)
    rings = [ring for country in shapes(window, 2).countries for ring in _areas(country.rings, small, window)]
    x, y = place.left, place.top
    own = Box(
        x + (view.left - left) * scale, y + (view.top - top) * scale,
        x + (view.left - left + view.width / view.scale) * scale, y + (view.top - top + view.height / view.scale) * scale,
    )  # fmt: skip
    return Inset(x, y, wide, high, path([[(x + a, y + b) for a, b in ring] for ring in rings], closed=True), own)


def _scale(view: View, dots: Sequence[Dot], room: Room) -> Scale | None:
    """A view of a region → a bar of about a fifth of its width, in a corner; a map of the world has no one scale."""
    if view.centre is None:
        return None
    kilometres = max(length for length in LENGTHS if length == 1 or length / EARTH * view.scale <= WIDTH / 5)
    length = kilometres / EARTH * view.scale
    place = _free(
        (math.ceil(length) + 4 + width_of(f"{kilometres:,} km", SMALL), 14), ((0, 1), (1, 1), (0, 0), (1, 0)), view, dots, room
    )
    return Scale(place.left, place.bottom - 5, round(length, 1), kilometres) if place else None


def _free(
    size: tuple[float, float], corners: Sequence[tuple[int, int]], view: View, dots: Sequence[Dot], room: Room
) -> Box | None:
    """The first corner (right, bottom: 1) where a box hides nothing, taken; None where each would."""
    wide, high = size
    for right, bottom in corners:
        left = view.width - EDGE - wide if right else EDGE
        top = view.height - EDGE - high if bottom else EDGE
        box = Box(left, top, left + wide, top + high)
        near = Box(left - RADIUS, top - RADIUS, box.right + RADIUS, box.bottom + RADIUS)
        if room.is_free(box) and not any(near.left < dot.x < near.right and near.top < dot.y < near.bottom for dot in dots):
            room.take(box)
            return box
    return None


def _least(points: Sequence[Point], axis: int) -> float:
    return min(point[axis] for point in points)


def _most(points: Sequence[Point], axis: int) -> float:
    return max(point[axis] for point in points)
