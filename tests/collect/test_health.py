"""What is known of a source from visit to visit, and when its silence is worth a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from briefer.collect import health
from briefer.collect.health import silence
from briefer.model.article import Document, Hints
from briefer.model.sources import SourceState, Validator
from briefer.model.span import ArticleId

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def items(*published: datetime | None) -> list[Document]:
    return [
        Document(ArticleId(f"{at}-{n}"), "Post", b"x", hints=Hints(published=at.isoformat() if at else None))
        for n, at in enumerate(published)
    ]


def lived(times: Iterable[datetime]) -> SourceState:
    """A source visited at each time, when it gave one new item."""
    state = health.begun("Post", START)
    for time in times:
        state = health.visited(state, items(time), (), time)
    return state


def rhythm(*pauses: timedelta) -> list[datetime]:
    times = [START]
    for pause in pauses:
        times.append(times[-1] + pause)
    return times


def weekdays(weeks: int, *hours: int) -> list[datetime]:
    days = [START + DAY * day for day in range(weeks * 7) if (START + DAY * day).weekday() < 5]
    return [day.replace(hour=hour) for day in days for hour in hours]


@pytest.mark.parametrize(
    ("times", "quiet", "said"),
    [
        (rhythm(*[DAY] * 10), 1.9, None),
        (rhythm(*[DAY] * 10), 2.1, "one a day"),
        (rhythm(*[HOUR] * 300), 0.9, None),
        (rhythm(*[HOUR] * 300), 1.1, "several a day"),
        (rhythm(*[DAY * 7] * 8), 13.5, None),
        (rhythm(*[DAY * 7] * 8), 14.5, "one every 7 days"),
        (rhythm(*[DAY * 14] * 8), 29, "one every 2 weeks"),
        (weekdays(6, 6, 12, 18), 2.6, None),
        (weekdays(6, 6, 12, 18), 6, "several a day"),
        (weekdays(6, 9), 3.1, None),
        (weekdays(6, 9), 6.5, "one a day"),
        (rhythm(*[DAY] * 20, DAY * 30, *[DAY] * 20), 2.1, "one a day"),
        (rhythm(DAY, DAY, DAY), 99, None),
        (rhythm(*[timedelta(minutes=1)] * 50), 99, None),
    ],
)
def test_a_silence_is_measured_by_the_source_s_own_rhythm(times: Sequence[datetime], quiet: float, said: str | None) -> None:
    state = lived(times)
    found = silence(state, times[-1] + DAY * quiet)
    assert (found and found.rpartition("gives ")[2]) == said


def test_a_source_that_was_never_visited_is_not_silent() -> None:
    assert silence(health.begun("Post", START), START + DAY * 99) is None


def test_at_the_first_visit_items_have_their_own_dates_or_none() -> None:
    state = health.visited(health.begun("Post", START), items(START - DAY, None, START + DAY), (), START)
    assert state.items == (START - DAY, START)
    assert state.last_new == START


def test_later_on_a_new_item_without_a_date_is_of_now_and_an_old_one_is_not_new() -> None:
    first = health.visited(health.begun("Post", START), items(START - DAY), (), START)
    again = health.visited(first, items(START - DAY), (), START + DAY)
    assert (again.last_new, again.last_success) == (START - DAY, START + DAY)
    assert health.visited(again, items(None), (), START + DAY * 2).last_new == START + DAY * 2
    assert health.visited(again, items(START - DAY * 400), (), START + DAY * 2).last_new == START + DAY * 2


def test_a_folder_of_thousands_does_not_look_new_each_day() -> None:
    many = items(*[None] * 3000)
    first = health.visited(health.begun("Drop", START), many, (), START)
    assert health.visited(first, many, (), START + DAY).last_new is None


def test_a_failure_keeps_what_servers_said_and_the_last_reasons() -> None:
    validators = (Validator("http://a.example/", '"1"', None),)
    state = health.visited(health.begun("Post", START), items(START), validators, START)
    for day in range(15):
        state = health.failed(state, f"reason {day}", START + DAY * day)
    assert state.validators == validators
    assert [trouble.reason for trouble in state.troubles] == [f"reason {day}" for day in range(5, 15)]


moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


@given(st.lists(st.lists(moments | st.none(), max_size=5), max_size=8), moments)
def test_a_state_is_kept_as_json_stays_short_and_in_order(visits: list[list[datetime | None]], now: datetime) -> None:
    state = health.begun("Post", now)
    for day, published in enumerate(visits):
        state = health.visited(state, items(*published), (Validator("u", None, "x"),), now + DAY * day)
    adapter = TypeAdapter(SourceState)
    assert adapter.validate_json(adapter.dump_json(state)) == state
    assert list(state.items) == sorted(state.items)
    assert len(state.items) <= health.ITEMS
    assert all(later - earlier >= health.APART for earlier, later in zip(state.items, state.items[1:], strict=False))
    silence(state, now + DAY * 99)
