"""Timelines: drawn where there are days to compare, in order, in the frame."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import ModuleType

import page as validation
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.model.brief import Brief, EventItem
from briefer.render import render
from briefer.render.timelines import WIDTH, Timeline, timeline

TEMPLATES = Path(__file__).parents[2] / "templates"
DAYS = ("2031-02", "2031-03-12", "2031-03-12", "2031-03-20")


@pytest.fixture(scope="module")
def event(make_brief: ModuleType) -> EventItem:
    changed: Brief = make_brief.changed()
    return next(item for section in changed.sections for item in section.items if isinstance(item, EventItem))


def line(event: EventItem, *days: str) -> Timeline | None:
    return timeline([replace(event, when=day) for day in days], "2031-03-14")


def test_days_stand_in_order_with_their_events_stacked_and_what_is_ahead_marked(event: EventItem) -> None:
    made = line(event, *DAYS, "2031-03-21")
    assert made is not None
    assert [(mark.number, mark.ahead) for mark in made.marks] == [(2, False), (3, False), (4, True), (5, True)]
    two, three, four, five = made.marks
    assert two.x == three.x < four.x < five.x
    assert three.y < two.y == four.y
    assert [stretch.broken for stretch in made.stretches] == [True, False]


@pytest.mark.parametrize("days", [(), DAYS[:3], ("2031-03-12",) * 5, ("2031-02", "2031-03", *DAYS[1:2]), DAYS[2:]])
def test_too_few_events_or_days_are_a_list_alone(event: EventItem, days: tuple[str, ...]) -> None:
    assert line(event, *days) is None


def test_the_briefs_own_day_is_told_where_the_axis_has_it(event: EventItem) -> None:
    made, without = line(event, "2031-03-12", "2031-03-14", "2031-03-14"), line(event, *DAYS)
    assert made is not None
    assert without is not None
    assert made.now == made.marks[1].x
    assert without.now is None


@settings(deadline=None)
@given(st.lists(st.dates().map(str), min_size=3, max_size=40).map(sorted))
def test_every_event_has_a_disc_of_its_own_in_the_frame(event: EventItem, days: list[str]) -> None:
    made = line(event, *days)
    if made is None:
        return
    assert sorted(mark.number for mark in made.marks) == [*range(1, len(days) + 1)]
    assert all(7 <= mark.x <= WIDTH - 7 and 7 <= mark.y <= made.axis for mark in made.marks)
    if len(set(days)) <= 8:
        apart = [max(abs(a.x - b.x), abs(a.y - b.y)) for a, b in combinations(made.marks, 2)]
        assert min(apart) > 13


def test_the_list_has_the_numbers_of_the_drawing_and_none_without_one(make_brief: ModuleType, event: EventItem) -> None:
    brief: Brief = make_brief.changed()
    more = replace(event, id="timeline-5", when="2031-03-21", event="attack", place="Port Marland")
    sections = tuple(replace(one, items=(*one.items, more)) if one.kind == "timeline" else one for one in brief.sections)
    shown = render(replace(brief, sections=sections), "html", TEMPLATES).decode()
    (title,) = re.findall(r"<svg[^>]*role=\"img\".*?<title>(.*?)</title>", shown, re.DOTALL)
    assert re.search(r"Timeline of 4 events: 2, 12.Mar; 3, 12.Mar; 4, 20.Mar \(ahead\); 5, 21.Mar \(ahead\)\.", title)
    assert "attack, Port Marland</text>" in shown
    assert '<span class="number">5</span> Event number 1 took place.' in shown
    few = tuple(replace(one, items=one.items[:2]) if one.kind == "timeline" else one for one in brief.sections)
    assert (
        '<span class="number">'
        not in render(replace(brief, sections=few), "html", TEMPLATES).decode().split('class="sources"')[0]
    )


@pytest.mark.parametrize("profile", [validation.ValidationProfile.PDF_A_3A, validation.ValidationProfile.PDF_UA_1])
def test_a_timeline_keeps_the_rules_of_both_standards(make_brief: ModuleType, profile: validation.ValidationProfile) -> None:
    report = validation.validate_pdf_bytes(render(make_brief.changed(), "pdf", TEMPLATES), profile=profile)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
