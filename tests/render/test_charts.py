"""Pictures of figures: drawn where there is something to compare, each with its title, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from briefer.model.brief import FigureItem
from briefer.render import render

TEMPLATES = Path(__file__).parents[2] / "templates"


def page(make_brief: ModuleType, *items: FigureItem) -> str:
    """Figures → the HTML of a brief that has them alone in its table."""
    brief = make_brief.brief()
    sections = tuple(replace(one, items=items) for one in brief.sections if one.kind == "figures")
    return render(replace(brief, sections=sections), "html", TEMPLATES).decode()


def figure(make_brief: ModuleType, low: float, history: tuple[float, ...] = ()) -> FigureItem:
    claim = make_brief.claim(f"{low:g} people", 1, low, low, "exact")
    days = [f"2031-03-{10 + number}" for number in range(len(history))]
    earlier = tuple(replace(claim, text=f"{n:g}", low=n, high=n, date=day) for n, day in zip(history, days, strict=True))
    made: FigureItem = make_brief.figure("killed", "people killed", claim)
    return replace(made, history=earlier)


def test_three_points_make_a_sparkline_that_says_what_it_shows(make_brief: ModuleType) -> None:
    shown = page(make_brief, figure(make_brief, 21, (12, 16)))
    (svg,) = re.findall(r"<svg.*?</svg>", shown, re.DOTALL)
    assert re.search(r"<title>10.Mar: 12, 11.Mar: 16, 14.Mar: 21</title>", svg)


def test_two_points_are_said_in_words_alone(make_brief: ModuleType) -> None:
    shown = page(make_brief, figure(make_brief, 21, (16,)))
    assert "<svg" not in shown
    assert re.search(r"Earlier 16.*→ 21", shown, re.DOTALL)


def test_three_figures_of_a_kind_are_compared_and_two_are_not(make_brief: ModuleType) -> None:
    three = page(make_brief, *(figure(make_brief, low) for low in (4, 12, 30)))
    assert len(re.findall(r"<svg[^>]*role=\"img\"", three)) == 1
    assert "<svg" not in page(make_brief, figure(make_brief, 4), figure(make_brief, 12))


def test_what_would_dwarf_the_others_is_not_drawn(make_brief: ModuleType) -> None:
    assert "<svg" not in page(make_brief, *(figure(make_brief, low) for low in (1, 12, 3000)))
