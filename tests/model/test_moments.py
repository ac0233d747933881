"""Which issue an article belongs to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefer.model.moments import (
    before,
    cut_off_of,
    day_of,
    instant,
    issue_day,
    last_cut_off,
    parse_moment,
    period_before,
    universal,
    within,
)  # fmt: skip
from briefer.model.story import Period

KABUL = ZoneInfo("Asia/Kabul")
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = period_before(datetime(2019, 9, 2, 18, tzinfo=KABUL), 24)


@pytest.mark.parametrize(
    ("published", "inside"),
    [
        ("2019-09-02", True),
        ("2019-09-01", False),
        ("2019-09-03", False),
        ("2019-09-02T18:00:00+04:30", True),
        ("2019-09-02T18:00:01+04:30", False),
        ("2019-09-01T18:00:00+04:30", False),
        ("2019-09-01T18:00:01+04:30", True),
        ("2019-09-01T13:30:01+00:00", True),
        ("2019-09-02T09:00:00", True),
    ],
)
def test_a_period_holds_what_came_after_its_start_up_to_its_end(published: str, inside: bool) -> None:
    assert within(published, MONDAY) is inside


def test_a_date_alone_belongs_to_one_issue_only() -> None:
    tuesday = Period(MONDAY.end, datetime(2019, 9, 3, 18, tzinfo=KABUL))

    assert [within("2019-09-02", period) for period in (MONDAY, tuesday)] == [True, False]


def test_a_date_alone_is_inside_a_period_of_one_day_and_of_whole_days() -> None:
    noon = Period(datetime(2019, 9, 2, 6, tzinfo=KABUL), datetime(2019, 9, 2, 12, tzinfo=KABUL))
    midnight = Period(datetime(2019, 9, 2, tzinfo=KABUL), datetime(2019, 9, 2, 23, 59, tzinfo=KABUL))

    assert within("2019-09-02", noon)
    assert within("2019-09-02", midnight)


def test_before_is_neither_within_nor_later() -> None:
    assert before("2019-09-01", MONDAY)
    assert not before("2019-09-02", MONDAY)
    assert not before("2019-09-03", MONDAY)


def test_an_article_after_the_cut_off_belongs_to_the_next_day() -> None:
    assert issue_day("2019-09-02T18:30:00+04:30", "18:00", KABUL) == date(2019, 9, 3)
    assert issue_day("2019-09-02T17:30:00+04:30", "18:00", KABUL) == date(2019, 9, 2)
    assert issue_day("2019-09-02", "06:00", KABUL) == date(2019, 9, 2)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2019, 3, 30), 24), (date(2019, 3, 31), 23), (date(2019, 10, 27), 25), (date(2019, 10, 28), 24)]
)
@pytest.mark.parametrize("cut_off", ["18:00", "02:30", "00:00"])
def test_periods_of_days_meet_when_clocks_change(day: date, hours: int, cut_off: str) -> None:
    """In Berlin the 31st of March 2019 has no 02:30, and the 27th of October has two."""
    period = period_before(cut_off_of(day, cut_off, BERLIN), 24, cut_off)

    assert universal(period.start) == universal(cut_off_of(day - timedelta(days=1), cut_off, BERLIN))
    if cut_off == "18:00":
        assert universal(period.end) - universal(period.start) == timedelta(hours=hours)


def test_hours_beside_whole_days_are_elapsed_ones() -> None:
    after_the_change = cut_off_of(date(2019, 3, 31), "06:00", BERLIN)

    assert period_before(after_the_change, 6).start == datetime(2019, 3, 30, 23, tzinfo=BERLIN)


def test_a_cut_off_that_clocks_leap_over_or_repeat_is_one_instant() -> None:
    assert cut_off_of(date(2019, 3, 31), "02:30", BERLIN).isoformat() == "2019-03-31T03:30:00+02:00"
    assert cut_off_of(date(2019, 10, 27), "02:30", BERLIN).isoformat() == "2019-10-27T02:30:00+02:00"


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first, second = "2019-10-27T02:20:00+02:00", "2019-10-27T02:20:00+01:00"
    cut_off = cut_off_of(date(2019, 10, 27), "02:30", BERLIN)
    before_it, behind_it = period_before(cut_off, 24), Period(cut_off, cut_off_of(date(2019, 10, 28), "02:30", BERLIN))

    assert [within(first, period) for period in (before_it, behind_it)] == [True, False]
    assert [within(second, period) for period in (before_it, behind_it)] == [False, True]
    assert [issue_day(moment, "02:30", BERLIN).day for moment in (first, second)] == [27, 28]


def test_the_last_cut_off_is_the_one_that_has_come() -> None:
    assert last_cut_off(datetime(2019, 9, 2, 17, 59, tzinfo=KABUL), "18:00", KABUL).day == 1
    assert last_cut_off(datetime(2019, 9, 2, 18, 0, tzinfo=KABUL), "18:00", KABUL).day == 2
    assert last_cut_off(datetime(2019, 10, 27, 1, 15, tzinfo=UTC), "02:30", BERLIN).isoformat() == "2019-10-27T02:30:00+02:00"


def test_moments_are_read_as_they_are_written() -> None:
    assert parse_moment("2019-09-02") == date(2019, 9, 2)
    assert instant("2019-09-02T09:00:00", KABUL) == datetime(2019, 9, 2, 9, tzinfo=KABUL)
    assert day_of("2019-09-01T22:00:00+00:00", KABUL) == date(2019, 9, 2)
    with pytest.raises(ValueError, match="Invalid isoformat"):
        parse_moment("yesterday")
