"""Which issue an article belongs to."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from briefer.model.moments import before, cut_off_of, day_of, instant, issue_day, parse_moment, period_before, within
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


def test_a_period_keeps_its_hours_when_clocks_change() -> None:
    after_the_change = cut_off_of(date(2019, 3, 31), "18:00", BERLIN)

    assert period_before(after_the_change, 24).start == datetime(2019, 3, 30, 17, tzinfo=BERLIN)


def test_moments_are_read_as_they_are_written() -> None:
    assert parse_moment("2019-09-02") == date(2019, 9, 2)
    assert instant("2019-09-02T09:00:00", KABUL) == datetime(2019, 9, 2, 9, tzinfo=KABUL)
    assert day_of("2019-09-01T22:00:00+00:00", KABUL) == date(2019, 9, 2)
    with pytest.raises(ValueError, match="Invalid isoformat"):
        parse_moment("yesterday")
