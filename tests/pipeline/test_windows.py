"""An issue tells what came since the last one that was delivered: nothing is lost between two, nothing is told twice."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import pytest

from briefer.archive import Archive
from briefer.model.moments import universal
from tests.end_to_end.newsroom import Story, story
from tests.pipeline.desk import Desk, moment


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def at(number: int, published: str) -> Story:
    return story(number, moment(published))


def hours(brief: object) -> tuple[str, str]:
    """A brief → where its period begins and ends, in UTC."""
    period = brief.period  # type: ignore[attr-defined]
    return tuple(moment(text).astimezone(UTC).isoformat()[:16] for text in (period.from_, period.to))  # type: ignore[return-value]


def test_the_first_issue_covers_its_hours_and_the_next_what_came_since(desk: Desk) -> None:
    old, monday, tuesday = at(1, "2019-08-30T12:00"), at(2, "2019-09-02T12:00"), at(3, "2019-09-03T12:00")
    desk.offer(old, monday)
    first = desk.run("2019-09-02T18:00")
    desk.offer(old, monday, tuesday)
    second = desk.run("2019-09-03T17:15")

    assert (hours(first), hours(second)) == (
        ("2019-09-01T18:00", "2019-09-02T18:00"),
        ("2019-09-02T18:00", "2019-09-03T17:15"),
    )
    assert list(desk.windows().values()) == [["road-00002"], ["road-00003"]]


def test_missed_runs_heal(desk: Desk) -> None:
    stories = [at(day, f"2019-09-0{day}T12:00") for day in range(1, 6)]
    desk.offer(stories[0])
    desk.run("2019-09-01T18:00")
    desk.offer(*stories)
    healed = desk.run("2019-09-05T18:00")

    assert hours(healed) == ("2019-09-01T18:00", "2019-09-05T18:00")
    assert list(desk.windows().values())[1] == [one.id for one in stories[1:]]
    assert healed is not None and healed.issue == 2


def test_what_lies_too_far_back_is_said_to_be_told_by_no_issue(desk: Desk) -> None:
    desk.change(max_period_hours=48)
    stories = [at(day, f"2019-09-{day:02}T12:00") for day in (1, 5, 9)]
    desk.offer(stories[0])
    desk.run("2019-09-01T18:00")
    desk.offer(*stories)
    brief = desk.run("2019-09-09T18:00")

    assert brief is not None
    assert list(desk.windows().values())[1] == ["road-00009"]
    (gap,) = brief.gaps
    assert gap.since == "2019-09-01T18:00:00+00:00"
    assert "No. 1, to 2019-09-07T18:00+00:00" in gap.reason


def test_an_article_that_came_late_is_in_the_next_issue_and_in_no_other(desk: Desk) -> None:
    early, late, too_late = at(1, "2019-09-02T12:00"), at(5, "2019-09-02T11:00"), at(3, "2019-08-20T11:00")
    desk.offer(early)
    desk.run("2019-09-02T18:00")
    desk.offer(early, late, too_late)
    second = desk.run("2019-09-03T18:00")
    desk.offer(early, late, too_late, at(4, "2019-09-04T11:00"))
    desk.run("2019-09-04T18:00")

    assert second is not None
    assert list(desk.windows().values()) == [["road-00001"], ["road-00005"], ["road-00004"]]
    told = [item for section in second.sections for item in section.items if item.kind != "source"]
    assert {(item.citations[0].article, item.status) for item in told} == {("road-00005", "new")}


def test_what_was_collected_in_time_but_before_the_first_issue_is_not_late(desk: Desk) -> None:
    stories = [at(1, "2019-08-31T12:00"), at(2, "2019-09-02T12:00")]
    desk.offer(*stories)
    desk.run("2019-09-02T18:00")
    desk.offer(*stories, at(3, "2019-09-03T12:00"))
    desk.run("2019-09-03T18:00")

    assert list(desk.windows().values()) == [["road-00002"], ["road-00003"]]


def test_a_correction_is_no_second_article(desk: Desk) -> None:
    desk.offer(at(1, "2019-09-02T12:00"))
    desk.run("2019-09-02T18:00")
    desk.offer(story(1, moment("2019-09-02T12:00"), corrected=True), at(2, "2019-09-03T12:00"))
    desk.run("2019-09-03T18:00")

    assert list(desk.windows().values()) == [["road-00001"], ["road-00002"]]


def test_an_article_of_a_date_without_a_time_is_in_one_issue(desk: Desk) -> None:
    """One that came after the day's issue belongs to the next; one that came before it does not come again."""
    one, two = at(1, "2019-09-02T12:00"), at(2, "2019-09-02T12:00")
    dated = [Story(s.id, s.published.date(), s.offered, s.text) for s in (one, two)]  # type: ignore[arg-type]
    desk.offer(dated[0])
    desk.run("2019-09-02T10:00")
    desk.offer(*dated)
    desk.run("2019-09-02T20:00")
    desk.offer(*dated, at(3, "2019-09-03T08:00"))
    desk.run("2019-09-03T10:00")

    assert list(desk.windows().values()) == [["road-00001"], ["road-00002"], ["road-00003"]]


def test_an_issue_that_nobody_was_given_does_not_count(desk: Desk) -> None:
    desk.offer(at(1, "2019-09-02T12:00"))
    desk.run("2019-09-02T18:00")
    desk.offer(at(1, "2019-09-02T12:00"), at(2, "2019-09-03T12:00"))
    desk.run("2019-09-03T18:00", dry_run=True)
    brief = desk.run("2019-09-03T20:00")

    assert hours(brief) == ("2019-09-02T18:00", "2019-09-03T20:00")
    assert brief is not None and brief.issue == 2


def test_the_same_run_again_makes_the_same_issue(desk: Desk) -> None:
    stories = [at(1, "2019-09-02T12:00"), at(2, "2019-09-03T12:00"), at(3, "2019-09-02T13:00")]
    desk.offer(stories[0])
    desk.run("2019-09-02T18:00")
    desk.offer(*stories)
    once = desk.run("2019-09-03T18:00:05")
    before = {path: path.read_bytes() for path in desk.out.rglob("brief.*")}
    windows = desk.windows()
    again = desk.run("2019-09-03T18:00:45")

    assert once == again
    assert {path: path.read_bytes() for path in desk.out.rglob("brief.*")} == before
    assert desk.windows() == windows


def test_days_made_again_in_any_order_keep_their_articles(desk: Desk) -> None:
    stories = {day: at(day, f"2019-09-0{day}T12:00") for day in (2, 3, 4)}
    late = at(9, "2019-09-02T13:00")
    for day in (2, 3, 4):
        desk.offer(*(one for when, one in stories.items() if when <= day), *([late] if day > 2 else []))
        desk.run(f"2019-09-0{day}T19:00", day=date(2019, 9, day))
    windows = desk.windows()

    numbers = [desk.run("2019-09-05T19:00", day=date(2019, 9, day)) for day in (3, 2, 4, 3)]

    assert [brief.issue for brief in numbers if brief] == [2, 1, 3, 2]
    assert desk.windows() == windows


def test_since_tells_again_what_was_told(desk: Desk) -> None:
    desk.offer(at(1, "2019-09-02T12:00"))
    desk.run("2019-09-02T18:00")
    desk.offer(at(1, "2019-09-02T12:00"), at(2, "2019-09-03T12:00"))
    brief = desk.run("2019-09-03T18:00", since=moment("2019-09-02T00:00"))

    assert brief is not None and brief.counts.used == 2
    assert list(desk.windows().values()) == [["road-00001"], ["road-00002"]]


def test_numbers_have_no_gaps_and_no_doubles_whoever_is_asked_for_in_what_order(desk: Desk) -> None:
    """A day that a later issue has told already makes no issue of its own."""
    desk.offer(*(at(day, f"2019-09-0{day}T12:00") for day in range(1, 8)))
    both = ("security-desk", "press")
    for day, audiences in ((3, both), (5, both[:1]), (4, both), (3, both), (7, both[1:]), (6, both)):
        desk.run("2019-09-07T19:00", day=date(2019, 9, day), audiences=audiences)

    with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
        numbers = [(kept.audience, kept.issue) for kept in archive.issues()]
    assert numbers == [("press", n) for n in (1, 2, 3)] + [("security-desk", n) for n in (1, 2, 3)]


@pytest.mark.parametrize("cut_off", ["18:00", "02:30"])
@pytest.mark.parametrize(("change", "length"), [(date(2019, 3, 31), 23), (date(2019, 10, 27), 25)])
def test_days_of_23_and_25_hours(desk: Desk, cut_off: str, change: date, length: int) -> None:
    """In Berlin clocks leap over 02:30 in March and come back to it in October: nothing is between two issues."""
    desk.change(timezone="Europe/Berlin", cut_off=cut_off, as_of="cut_off")
    days = [change.replace(day=change.day - 1), change]
    days.append(date.fromordinal(change.toordinal() + 1))
    stories = [at(100 * n + hour, f"{day}T{hour:02}:40") for n, day in enumerate(days) for hour in range(24)]
    desk.offer(*stories)
    briefs = [desk.run(f"{day}T20:00", day=day) for day in days]

    ends = [universal(moment(brief.period.to)) for brief in briefs if brief]
    starts = [universal(moment(brief.period.from_)) for brief in briefs if brief]
    assert starts[1:] == ends[:-1]
    lengths = [(end - start).total_seconds() / 3600 for start, end in zip(starts, ends, strict=True)]
    assert length in lengths[1:]
    told = [name for names in desk.windows().values() for name in names]
    assert len(told) == len(set(told))
    assert set(told) == {one.id for one in stories if starts[0] < one.published <= ends[-1]}


def test_a_brief_as_of_the_cut_off_is_the_same_however_late_the_run(desk: Desk) -> None:
    desk.change(as_of="cut_off", cut_off="06:00", timezone="Asia/Kabul")
    desk.offer(at(1, "2019-09-02T01:00"))

    made = [desk.run(now) for now in ("2019-09-02T01:31", "2019-09-02T04:00", "2019-09-02T23:00")]

    assert made[0] is not None and made[0].as_of == "2019-09-02T06:00:00+04:30"
    assert made[0] == made[1] == made[2]
