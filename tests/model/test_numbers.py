"""The numbers that a text states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.model.numbers import numbers_in, value_of_words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,600 people", [1600]),
        ("$5bn and 3.5 million", [5e9, 3.5e6]),
        ("4 hundred million", [4e8]),
        ("twenty-two", [22]),
        ("two hundred and six", [206]),
        ("between five and seven", [5, 7]),
        ("two and three men", [2, 3]),
        ("a dozen", [12]),
        ("3 dozen eggs, half a dozen men, a half-million votes", [36, 6, 5e5]),
        ("two and a half million, 2½ tons, one and a quarter", [2.5e6, 2.5, 1.25]),
        ("three quarters of a million", [7.5e5]),
        ("AUD1.5m, PS6m and $US113 trillion", [1.5e6, 6e6, 113e12]),
        ("30Mbps at 80 m.p.h.", [30, 80]),
        ("the 22nd F16 of 4chan", []),
        ("none", []),
    ],
)
def test_numbers_in_digits_and_words(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text)] == values


@pytest.mark.parametrize("words", ["twenty thirty", "five seven", "house"])
def test_words_that_are_no_one_number(words: str) -> None:
    assert value_of_words(words) is None


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_commas_are_read_back(number: int) -> None:
    assert [found.value for found in numbers_in(f"about {number:,} people")] == [number]


@given(st.text(max_size=80))
def test_numbers_lie_in_their_text_in_order(text: str) -> None:
    behind = 0
    for number in numbers_in(text):
        assert behind <= number.start < number.end <= len(text)
        behind = number.end
