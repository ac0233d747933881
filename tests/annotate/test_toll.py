"""The article's own total of the killed, injured and detained: a sum of groups, with the bounds that they leave it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.annotate.toll import toll
from briefer.model.annotation import Casualty, Effect, Modifier
from briefer.model.span import ArticleId, Span

PLACES = iter(range(0, 10_000_000, 10))


def group(effect: Effect, low: float | None, high: float | None, modifier: Modifier = "exact", incident: int = 0) -> Casualty:
    start = next(PLACES)
    return Casualty(effect, low, high, modifier, Span(ArticleId("a"), start, start + 5), None, None, None, incident, None)


def test_one_group_hands_on_its_own_bounds() -> None:
    total = toll([group("killed", 9, None, "at_least")])
    assert total is not None and total.killed is not None
    assert (total.killed.low, total.killed.high, total.killed.modifier) == (9, None, "at_least")
    assert (total.injured, total.detained) == (None, None)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (group("killed", 2, 2), (5, 5, "exact")),
        (group("killed", 2, 2, "about"), (5, 5, "about")),
        (group("killed", 2, None, "more_than"), (5, None, "at_least")),
        (group("killed", None, None, "vague"), (3, None, "at_least")),
    ],
)
def test_a_sum_is_as_exact_as_its_loosest_group(second: Casualty, expected: tuple[float, float | None, str]) -> None:
    total = toll([group("killed", 3, 3), second])
    assert total is not None and total.killed is not None
    assert (total.killed.low, total.killed.high, total.killed.modifier) == expected


def test_only_vague_groups_make_no_number() -> None:
    total = toll([group("injured", None, None, "vague")])
    assert total is not None and total.injured is not None
    assert (total.injured.low, total.injured.high, total.injured.modifier) == (None, None, "vague")


def test_another_incident_adds_nothing() -> None:
    total = toll([group("killed", 3, 3), group("killed", 30, 30, incident=4)])
    assert total is not None and total.killed is not None
    assert total.killed.low == 3


def test_the_missing_alone_are_no_toll() -> None:
    assert toll([group("missing", 3, 3)]) is None


@given(st.lists(st.integers(1, 500), min_size=1, max_size=6))
def test_exact_groups_sum_exactly_and_cite_every_group(numbers: list[int]) -> None:
    found = [group("killed", number, number) for number in numbers]
    total = toll(found)
    assert total is not None and total.killed is not None
    assert total.killed.low == total.killed.high == sum(numbers)
    assert total.killed.spans == tuple(each.span for each in found)
