"""Thirty days of a desk that nobody looks after: missed runs, a source away, late articles, corrections, a change of clocks."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from briefer import pipeline
from briefer.archive import Archive
from briefer.model.moments import cut_off_of, universal
from briefer.pipeline.proof import prove
from tests.end_to_end.newsroom import Story, story
from tests.pipeline.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.allow_logs]

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = date(2019, 10, 12)
DAYS = 30
MISSED = {4, 11, 12, 19}
"""Days without a run: the machine was off."""
AWAY = {7, 8, 23}
"""Days on which the source does not answer."""
AUDIENCES = ("executive", "security-desk")


def stories() -> list[Story]:
    """Four articles a day, every seventh offered up to three days late."""
    chance = random.Random(30)
    found = []
    for number in range(DAYS * 4):
        published = cut_off_of(FIRST, "00:00", BERLIN) + timedelta(hours=6 * number + chance.uniform(0, 5))
        delay = timedelta(hours=chance.uniform(20, 72)) if number % 7 == 0 else timedelta(minutes=10)
        found.append(story(number, universal(published), universal(published + delay)))
    return found


def offered(all_of: list[Story], now: datetime) -> Iterator[Story]:
    """What the source's list holds: three days' articles, every ninth in a corrected version a day after it came."""
    for number, one in enumerate(all_of):
        if one.offered <= universal(now) < one.offered + timedelta(days=3):
            corrected = number % 9 == 0 and universal(now) > one.offered + timedelta(days=1)
            yield story(number, one.published, one.offered, corrected=corrected)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, list[Story], list[int]]]:
    """The desk after its thirty days, what was to be told, and what the archive weighed every ten days."""
    with pytest.MonkeyPatch.context() as patch:
        desk = Desk(tmp_path_factory.mktemp("month"), patch, timezone="Europe/Berlin", cut_off="02:30", as_of="cut_off")
        own = desk.configuration.audiences
        other = {"executive": own["executive"].model_copy(update={"as_of": "run", "timezone": "Asia/Kabul"})}
        desk.configuration = desk.configuration.model_copy(update={"audiences": own | other})
        told, weights = stories(), []
        for day in range(DAYS):
            now = cut_off_of(FIRST + timedelta(days=day + 1), "06:00", BERLIN)
            desk.offer(*offered(told, now))
            if day in AWAY:
                desk.inbox.unlink()
            if day not in MISSED:
                pipeline.run(desk.order(now.isoformat(), audiences=AUDIENCES))
                if day % 5 == 0:  # cron was set up twice: the same run once more
                    pipeline.run(desk.order((now + timedelta(seconds=20)).isoformat(), audiences=AUDIENCES))
            if day % 10 == 9:
                with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
                    weights.append(archive.bytes())
        yield desk, told, weights


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_article_is_in_exactly_one_window(audience: str, month: tuple[Desk, list[Story], list[int]]) -> None:
    desk, all_of, _ = month
    windows = desk.windows(audience)
    names = [name for told in windows.values() for name in told]
    ends = sorted(universal(datetime.fromisoformat(as_of)) for as_of in windows)
    first = ends[0] - timedelta(days=1)
    due = {one.id for one in all_of if first < one.published and one.offered <= ends[-1]}

    assert len(names) == len(set(names))
    assert due <= set(names)
    assert len(due) > 100


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_issue_is_delivered_once_and_follows_on_the_last(
    audience: str, month: tuple[Desk, list[Story], list[int]]
) -> None:
    desk, _, _ = month
    with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
        issues = [kept for kept in archive.issues() if kept.audience == audience]
        last = [archive.last_delivered(audience, until=datetime.fromisoformat(kept.as_of), collected=True) for kept in issues]
    periods = [json.loads(kept.record)["period"] for kept in issues]

    assert [kept.issue for kept in issues] == list(range(1, len(issues) + 1))
    assert len(issues) >= DAYS - len(MISSED) - len(AWAY)
    assert [one.issue if one else None for one in last] == [None, *range(1, len(issues))]
    for earlier, later in pairwise(periods):
        assert universal(datetime.fromisoformat(earlier["to"])) == universal(datetime.fromisoformat(later["from"]))


def test_the_folder_stands_as_it_was_released(month: tuple[Desk, list[Story], list[int]]) -> None:
    desk, _, _ = month
    with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
        proof = prove(desk.out, archive)

    assert proof.flaws == ()
    assert proof.issues > 40


def test_the_archive_grows_by_the_day(month: tuple[Desk, list[Story], list[int]]) -> None:
    _, _, weights = month
    first, second = (later - earlier for earlier, later in pairwise(weights))

    assert second < 1.35 * first
