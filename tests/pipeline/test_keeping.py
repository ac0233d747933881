"""What need not be kept goes at the end of a run; an issue and what it cites stay together."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from briefer.archive import Archive
from briefer.config.settings import Keep
from briefer.pipeline.proof import prove
from tests.end_to_end.newsroom import story
from tests.pipeline.desk import Desk, moment

START = moment("2019-06-01T18:00")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that looks back on few days, so that days soon are old."""
    desk = Desk(tmp_path, monkeypatch, max_period_hours=24, overlap_hours=24)
    settings = desk.configuration.settings.model_copy(update={"history_days": 1})
    desk.configuration = desk.configuration.model_copy(update={"settings": settings})
    return desk


def days(desk: Desk, first: int, last: int, *, each: int = 3) -> None:
    """A run a day over that day's articles; the highlights of the default desk do not name all of them."""
    for day in range(first, last):
        now = START + timedelta(days=day)
        desk.offer(*(story(day * 100 + number, now - timedelta(hours=number)) for number in range(each)))
        desk.run(now.isoformat())


def count(desk: Desk, query: str) -> int:
    with closing(sqlite3.connect(desk.out / "archive.sqlite")) as archive:
        return int(archive.execute(query).fetchone()[0])


def proven(desk: Desk) -> list[str]:
    with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
        return [f"{flaw.where}: {flaw.problem}" for flaw in prove(desk.out, archive).flaws]


def unnamed(desk: Desk) -> int:
    return count(desk, "SELECT count(*) FROM articles WHERE NOT EXISTS (SELECT 1 FROM briefs WHERE instr(named, articles.id))")


def test_articles_that_no_issue_names_go_when_they_are_old(desk: Desk) -> None:
    desk.change(keep=Keep(days=10), sections=desk.audience.sections[:1])
    days(desk, 0, 9, each=12)
    before = unnamed(desk)
    days(desk, 9, 24, each=12)

    assert before > 20
    assert unnamed(desk) <= before * 1.5
    assert count(desk, "SELECT count(*) FROM annotations WHERE id < 'road-00500'") == 0
    assert count(desk, "SELECT count(*) FROM articles WHERE id < 'road-00500'") > 0
    assert proven(desk) == []


def test_an_issue_that_is_past_its_time_goes_with_its_folder_and_articles(desk: Desk) -> None:
    desk.change(keep=Keep(days=5, issues_days=7))
    days(desk, 0, 20)

    assert count(desk, "SELECT min(issue) FROM briefs") == 13
    assert count(desk, "SELECT count(*) FROM windows") < 9 * 3
    assert sorted(path.name for path in desk.out.glob("2019-*"))[0] == "2019-06-13"
    assert count(desk, "SELECT count(*) FROM articles WHERE id < 'road-01100'") == 0
    assert proven(desk) == []


def test_folders_alone_go_sooner(desk: Desk) -> None:
    desk.change(keep=Keep(output_days=3))
    days(desk, 0, 10)
    (desk.out / "2019-06-01").mkdir(exist_ok=True)

    assert count(desk, "SELECT count(*) FROM briefs") == 10
    assert len(list(desk.out.glob("*/*/brief.json"))) == 4
    with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
        assert prove(desk.out, archive, removed=START + timedelta(days=6)).flaws == ()
        assert len(prove(desk.out, archive).flaws) == 6


def test_an_editors_own_file_keeps_its_folder(desk: Desk) -> None:
    desk.change(keep=Keep(output_days=3))
    days(desk, 0, 2)
    notes = desk.out / "2019-06-01" / "security-desk" / "notes.txt"
    notes.write_text("mine")
    days(desk, 2, 10)

    assert [path.name for path in notes.parent.iterdir()] == ["notes.txt"]


def test_an_archive_that_is_too_large_loses_the_oldest_that_nobody_needs(desk: Desk) -> None:
    desk.change(sections=desk.audience.sections[:1])
    days(desk, 0, 4, each=400)
    with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
        before = archive.bytes()
    desk.change(keep=Keep(megabytes=1))
    days(desk, 40, 41, each=3)

    size = (desk.out / "archive.sqlite").stat().st_size
    assert before > 2 * 1024 * 1024 > size
    assert count(desk, "SELECT count(*) FROM articles WHERE id >= 'road-00300'") > 400
    assert proven(desk) == []


def test_what_the_next_issue_looks_back_on_stays_however_little_is_to_be_kept(desk: Desk) -> None:
    desk.change(keep=Keep(days=1, issues_days=1), overlap_hours=96)
    days(desk, 0, 6)

    assert count(desk, "SELECT count(*) FROM articles") == 18
    assert count(desk, "SELECT count(*) FROM briefs") == 6


def test_the_archive_grows_by_the_day_not_faster(desk: Desk) -> None:
    sizes = []
    for part in range(4):
        days(desk, part * 4, part * 4 + 4, each=10)
        with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
            sizes.append(archive.bytes())
    grown = [later - earlier for earlier, later in pairwise(sizes)]

    assert max(grown) < 1.3 * min(grown)
