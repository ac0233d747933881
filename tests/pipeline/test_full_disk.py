"""No room, no rights: the run says what is wrong and where, and what was there before is there still."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from briefer.archive import Archive
from briefer.errors import ArchiveError, InputError
from briefer.pipeline.proof import prove
from tests.end_to_end.newsroom import story
from tests.pipeline.desk import Desk, moment

STORIES = [story(number, moment(f"2019-09-0{2 + number // 4}T{8 + number:02}:00")) for number in range(8)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that has delivered Monday's issue."""
    desk = Desk(tmp_path, monkeypatch)
    desk.offer(*STORIES[:4])
    assert desk.run("2019-09-02T18:00") is not None
    desk.offer(*STORIES)
    return desk


@contextmanager
def full(pages: int) -> Iterator[None]:
    """SQLite finds no room for more than so many pages beyond those that it has."""

    def limit(connection: Any, _: object) -> None:
        (used,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {used + pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


@pytest.mark.parametrize("pages", [0, 1, 3, 6])
def test_an_archive_without_room_is_told_and_the_next_run_completes(pages: int, desk: Desk) -> None:
    with full(pages), pytest.raises(ArchiveError, match="database or disk is full") as caught:
        desk.run("2019-09-03T18:00")

    (fault,) = caught.value.faults
    assert (fault.where, fault.fix) == (f"sqlite:///{desk.out / 'archive.sqlite'}", "Look at its folder and disk.")
    assert not (desk.out / "2019-09-03").exists() or not list((desk.out / "2019-09-03").iterdir())
    brief = desk.run("2019-09-03T18:00")
    assert brief is not None and brief.issue == 2
    with Archive(f"sqlite:///{desk.out / 'archive.sqlite'}") as archive:
        assert prove(desk.out, archive).flaws == ()


def test_a_disk_without_room_for_the_files_makes_no_issue(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(InputError, match="No space left on device"):
        patch.setattr("os.fsync", no_room)
        desk.run("2019-09-03T18:00")

    connection = sqlite3.connect(desk.out / "archive.sqlite")
    assert connection.execute("SELECT count(*) FROM briefs").fetchone() == (1,)
    connection.close()
    brief = desk.run("2019-09-03T18:00")
    assert brief is not None and brief.issue == 2


def test_a_folder_that_nobody_may_write_is_told(desk: Desk) -> None:
    desk.out = Path("/proc/out")

    with pytest.raises(InputError, match="nothing can be written here") as caught:
        desk.run("2019-09-03T18:00")
    assert caught.value.faults[0].where == "/proc/out"
