"""Dates as sources write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.model.moments import parse_moment
from briefer.read.dates import in_words, iso


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-03-04", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("2021-03-04T10:15:00Z", "2021-03-04T10:15:00+00:00"),
        ("2021-03-04T10:15:00.123+0430", "2021-03-04T10:15:00+04:30"),
        ("2021-03-04 10:15:00+00:00", "2021-03-04T10:15:00+00:00"),
        ("2021-03-04 10:15:00 +0200", "2021-03-04T10:15:00+02:00"),
        ("2021-03-04 10:15:00 UTC", "2021-03-04T10:15:00+00:00"),
        ("2021-03-04 10:15", "2021-03-04T10:15:00"),
        ("Thu, 04 Mar 2021 10:15:00 GMT", "2021-03-04T10:15:00+00:00"),
        ("Thu, 04 Mar 2021 10:15:00 -0500", "2021-03-04T10:15:00-05:00"),
        ("Thu, 04 Mar 2021 10:15:00 -0000", "2021-03-04T10:15:00+00:00"),
        ("March 4, 2021", "2021-03-04"),
        ("4 March 2021", "2021-03-04"),
        ("Thursday, Mar. 4th, 2021", "2021-03-04"),
        ("2021/03/04", "2021-03-04"),
        ("04.03.2021", "2021-03-04"),
        ("13/03/2021", "2021-03-13"),
        ("03/13/2021", "2021-03-13"),
    ],
)
def test_a_date_that_can_be_read_one_way_only_is_read(written: str, expected: str) -> None:
    assert iso(written) == expected


@pytest.mark.parametrize(
    "written", ["", "yesterday", "03/04/2021", "2021", "March 2021", "2021-13-45", "31 February 2021", "0001-01-01", "٢٠٢١"]
)
def test_a_date_that_would_be_a_guess_is_none(written: str) -> None:
    assert iso(written) is None


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("4 MAR 89", None, "1989-03-04"),
        ("4 MAR 21", None, "2021-03-04"),
        ("4 MAR 89", "2090-01-01", "2089-03-04"),
        ("Sept. 2", "2021-09-03", "2021-09-02"),
        ("February 29", "2021-03-01", "2020-02-29"),
        ("Sept. 2", None, None),
        ("soon", "2021-09-03", None),
    ],
)
def test_years_that_a_dateline_leaves_out(words: str, published: str | None, expected: str | None) -> None:
    assert in_words(words, published) == expected


@given(st.text(max_size=60))
def test_what_is_read_is_always_a_moment(text: str) -> None:
    found = iso(text)
    assert found is None or parse_moment(found)
