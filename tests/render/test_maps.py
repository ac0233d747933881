"""Locator maps: what is drawn lies in the frame, covers nothing else, and stands where the globe has it."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType

import page as validation
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.model.brief import Brief, Claim, Harm, IncidentItem, Section
from briefer.render import render
from briefer.render.maps import WIDTH, Map, locator
from briefer.render.placing import Label, Spot, width_of
from briefer.render.projection import EARTH, Box, apart, cut_area, cut_line, equal_area, from_equal_area, path
from briefer.render.shapes import Window, is_area, name_of, shapes

TEMPLATES = Path(__file__).parents[2] / "templates"
KABUL, KUNDUZ, LIMA, SUVA, APIA = (34.53, 69.17), (36.73, 68.86), (-12.05, -77.04), (-18.14, 178.44), (-13.83, -171.77)


@pytest.fixture(scope="module")
def incident(make_brief: ModuleType) -> IncidentItem:
    claim: Claim = make_brief.claim("at least 16 people", 1, 16, None, "at_least", "provincial hospital")
    return IncidentItem(
        "map-1", "Port Marland: attack", make_brief.cite(1), "new", ("single-source",), "story-1", ("attack", "clash"),
        "Port Marland", "AF", *KUNDUZ, 7, "2031-03-13", (Harm("killed", claim),),
    )  # fmt: skip


def at(incident: IncidentItem, *places: tuple[float, float]) -> tuple[IncidentItem, ...]:
    return tuple(
        replace(incident, id=f"map-{number}", latitude=latitude, longitude=longitude, country=None)
        for number, (latitude, longitude) in enumerate(places, 1)
    )


def drawn(incident: IncidentItem, *places: tuple[float, float]) -> Map:
    made = locator(at(incident, *places))
    assert made is not None
    return made


def disc(spot: Spot) -> Box:
    return Box(spot.disc_x - spot.half, spot.disc_y - 7, spot.disc_x + spot.half, spot.disc_y + 7)


def written(label: Label, size: float = 10.5) -> Box:
    wide = width_of(label.text, size)
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return Box(left, label.y - 0.75 * size, left + wide, label.y + 0.2 * size)


def with_map(make_brief: ModuleType, *items: IncidentItem) -> Brief:
    plain: Brief = make_brief.brief()
    return replace(plain, sections=(Section("map", "map", "Where it happened", items, None), plain.sections[-1]))


def test_one_place_is_shown_with_its_country_and_neighbours(incident: IncidentItem) -> None:
    made = drawn(incident, KUNDUZ)
    (spot,) = made.spots
    assert (spot.text, spot.led) == ("1", False)
    assert abs(spot.x - WIDTH / 2) < 1
    assert {"Afghanistan", "Tajikistan", "Uzbekistan"} <= set(made.drawn)
    assert {"Afghanistan", "Tajikistan"} <= {name.text for name in made.names}
    assert made.inset is not None


def test_places_lie_as_they_do_on_the_globe_and_the_bar_is_as_long_as_it_says(incident: IncidentItem) -> None:
    made = drawn(incident, KABUL, KUNDUZ)
    kabul, kunduz = made.spots
    assert made.scale is not None
    pixels = math.hypot(kabul.x - kunduz.x, kabul.y - kunduz.y)
    kilometres = math.radians(apart(KABUL[::-1], KUNDUZ[::-1])) * EARTH
    assert pixels / made.scale.width * made.scale.kilometres == pytest.approx(kilometres, rel=0.01)
    assert kunduz.y < kabul.y


def test_neighbours_across_the_antimeridian_share_a_map_of_their_region(incident: IncidentItem) -> None:
    made = drawn(incident, SUVA, APIA)
    assert made.scale is not None
    assert made.spots[0].x < made.spots[1].x


def test_places_far_apart_share_a_map_of_the_world_which_has_no_one_scale(incident: IncidentItem) -> None:
    made = drawn(incident, KABUL, LIMA, SUVA)
    assert (made.scale, made.inset) == (None, None)
    lines = re.findall(r"M([\d.-]+) [\d.-]+l([^zM]*)", made.land)
    longest = max(abs(float(step.split(" ")[0])) for _, steps in lines for step in re.findall(r"\S+ \S+", steps))
    assert longest < WIDTH / 2, "a coast runs across the whole map"


def test_stories_at_one_place_share_a_disc(incident: IncidentItem) -> None:
    made = drawn(incident, KABUL, KABUL, KUNDUZ, KABUL, KABUL, KABUL)
    assert [spot.text for spot in made.spots] == ["1, 2, 4–6", "3"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert locator(()) is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), min_size=1, max_size=12),
    st.tuples(st.floats(-70, 70), st.floats(-180, 180)),
    st.floats(0, 1),
)
def test_whatever_the_places_all_is_in_the_frame_and_no_name_covers_another(
    incident: IncidentItem, places: list[tuple[float, float]], about: tuple[float, float], spread: float
) -> None:
    near = [(about[0] + spread * (y - about[0]) * 0.2, about[1] + spread * (x - about[1]) * 0.2) for y, x in places]
    made = drawn(incident, *near)
    frame = Box(0, 0, made.width, made.height)
    names = [written(spot.label) for spot in made.spots if spot.label] + [written(name, 9) for name in made.names]
    discs = [disc(spot) for spot in made.spots]
    assert all(frame.holds(box) for box in [*names, *discs])
    assert not any(one.meets(other) for one, other in combinations(names, 2))
    assert not any(name.meets(one) for name in names for one in discs)
    if made.inset:
        corner = Box(made.inset.x, made.inset.y, made.inset.x + made.inset.width, made.inset.y + made.inset.height)
        assert not any(corner.meets(box) for box in [*names, *discs])
    assert locator(at(incident, *near)) == made


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(-60, 60), st.floats(-60, 60))
def test_the_projection_can_be_undone(east: float, north: float, aside: float, up: float) -> None:
    place = (east + aside, max(-89.0, min(89.0, north + up)))
    back = from_equal_area(equal_area(east, north)(*place), east, north)
    assert apart(back, place) < 1e-4


def test_what_is_cut_lies_in_the_frame() -> None:
    frame = Box(0, 0, 10, 10)
    whole = cut_area([(-5, -5), (-5, 20), (20, 20), (20, -5)], frame)
    assert sorted(whole) == [(0, 0), (0, 10), (10, 0), (10, 10)]
    assert cut_area([(20, 20), (30, 20), (30, 30)], frame) == []
    assert cut_line([(-5, 5), (5, 5), (5, 15), (6, 15), (6, 5)], frame) == [[(0, 5), (5, 5), (5, 10)], [(6, 10), (6, 5)]]


def test_a_path_leaves_out_what_the_eye_cannot_tell() -> None:
    assert path([[(0, 0), (0.2, 0.1), (3, 4)]]) == "M0 0l3 4"
    assert path([[(1, 1), (1.1, 1)]], closed=True) == ""


def test_russia_is_one_land_across_the_antimeridian() -> None:
    (russia,) = [one for one in shapes(Window(150, 60, 200, 75), 1).countries if one.code == "RU"]
    jumps = [abs(b - a) for across, _ in russia.rings for a, b in pairwise(across)]
    assert max(jumps) < 20
    assert max(max(across) for across, _ in russia.rings) > 185


def test_countries_have_names_and_provinces_are_known_as_areas() -> None:
    assert (name_of("CD"), name_of("XX"), name_of(None)) == ("DR Congo", None, None)
    assert (is_area(1147537), is_area(1147540), is_area(None)) == (True, False, False)


def test_the_picture_says_what_it_shows_and_its_numbers_are_the_lists(make_brief: ModuleType, incident: IncidentItem) -> None:
    away = replace(incident, id="map-2", place="<b>Tessin</b> & Co", latitude=34.53, longitude=69.17, geonames_id=1138957)
    shown = render(with_map(make_brief, incident, away), "html", TEMPLATES).decode()
    (title,) = re.findall(r"<svg[^>]*role=\"img\".*?<title>(.*?)</title>", shown, re.DOTALL)
    assert "1 Port Marland (attack, clash), 2 &lt;b&gt;Tessin&lt;/b&gt; &amp; Co" in title
    entry = re.sub(r"<[^>]+>|\s+", " ", shown[shown.index('id="map-1"') : shown.index('id="map-2"')])
    assert re.search(r"1 +Port Marland *, Afghanistan\. Attack, clash, 13.Mar", entry)
    assert re.search(r"Killed: “at least 16 people” \(provincial hospital;", entry)


def test_a_section_without_incidents_has_no_picture(make_brief: ModuleType) -> None:
    assert "<svg" not in render(with_map(make_brief), "html", TEMPLATES).decode()


@pytest.mark.parametrize("profile", [validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1])
def test_a_map_keeps_the_rules_of_both_standards(
    make_brief: ModuleType, incident: IncidentItem, profile: validation.ValidationProfile
) -> None:
    document = render(with_map(make_brief, *at(incident, KUNDUZ, KABUL, LIMA, SUVA)), "pdf", TEMPLATES)
    report = validation.validate_pdf_bytes(document, profile=profile)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def test_markdown_has_the_list_and_a_mail_the_map_as_a_picture(make_brief: ModuleType, incident: IncidentItem) -> None:
    brief = with_map(make_brief, incident)
    assert "1. **Port Marland**, Afghanistan. Attack, clash, 13\u00a0Mar" in render(brief, "md", TEMPLATES).decode()
    mail = render(brief, "eml", TEMPLATES).decode()
    assert "Content-Type: image/png" in mail
    assert "<svg" not in mail
