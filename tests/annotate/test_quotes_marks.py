"""Quotation marks: what opens, what closes, what is an apostrophe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.annotate.layout import paragraphs
from briefer.annotate.quotes.marks import passages


def quoted(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in passages(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge is open,” the mayor said.", ["The bridge is open,"]),
        ('"The bridge is open," the mayor said.', ["The bridge is open,"]),
        ("«The bridge is open», the mayor said.", ["The bridge is open"]),
        ("''The bridge is open,'' the mayor said.", ["The bridge is open,"]),
        ("The mayor said: ‘The bridge is open.’", ["The bridge is open."]),
        ("The mayor said: 'The bridge is open.'", ["The bridge is open."]),
    ],
)
def test_each_kind_of_mark_is_read_and_is_no_part_of_the_passage(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The teachers’ pay is the states’ business, and it’s the US’ longest strike since the ’70s.",
        "The teachers' pay is the states' business, and it's the union's longest strike since the '70s.",
        "He is 6'2\" tall.",
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text: str) -> None:
    assert quoted(text) == []


def test_a_plural_possessive_does_not_swallow_the_quotation_behind_it() -> None:
    assert quoted("The states’ envoys met. “We are close,” one of the states’ envoys said.") == ["We are close,"]


def test_a_nested_quotation_belongs_to_the_one_around_it() -> None:
    assert quoted("“She told me, ‘Leave now,’ and I left,” he said.") == ["She told me, ‘Leave now,’ and I left,"]
    assert quoted('"She told me, “Leave now,” and I left," he said.') == ["She told me, “Leave now,” and I left,"]


def test_a_quotation_over_several_paragraphs_opens_each_and_closes_the_last() -> None:
    text = "“The first well is dry.\n\n“The second is not,” the engineer said."
    found = passages(text, paragraphs(text))
    assert [text[passage.start : passage.end] for passage in found] == ["The first well is dry.", "The second is not,"]
    assert [passage.carries for passage in found] == [True, False]


def test_a_mark_that_nothing_closes_is_no_quotation() -> None:
    assert quoted("The “bridge is open, the mayor said, and left.") == []


@given(st.text(alphabet=st.sampled_from("ab .,\n\"“”'‘’«»`—?S")))
def test_any_string_gives_passages_inside_it_that_do_not_overlap(text: str) -> None:
    last = 0
    for passage in passages(text, paragraphs(text)):
        assert last <= passage.first <= passage.start < passage.end <= passage.last <= len(text)
        last = passage.last
