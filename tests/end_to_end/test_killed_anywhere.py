"""A run that is killed at any moment leaves no torn file, and loses and doubles nothing; the next run completes it."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefer import pipeline
from briefer.annotate import record
from tests.end_to_end import newsroom

ROOT = Path(__file__).parents[2]
MONDAY = datetime(2019, 9, 2, 18, 0, 30, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
AUDIENCES = ("executive", "security-desk")
TRIALS = 200


class Desk:
    """A prepared process that forks runs; see prepared.py."""

    def __init__(self, inbox: Path, warm: Path) -> None:
        self.inbox = inbox
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.prepared"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._tell(warm, TUESDAY)

    def _tell(self, out: Path, now: datetime, **more: float) -> None:
        told = {"out": str(out), "inbox": str(self.inbox), "now": now.isoformat(), "audiences": AUDIENCES, **more}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()

    def run(self, out: Path, now: datetime = TUESDAY, **more: float) -> dict[str, Any]:
        """A run to its end, or until it is killed: at its `step`, or `after` seconds."""
        self._tell(out, now, **more)
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


@dataclass(frozen=True)
class World:
    """`base` is a folder after Monday's run, `whole` the same after Tuesday's that nobody disturbed."""

    base: Path
    whole: Path
    desk: Desk


def rows(out: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(out / "archive.sqlite")) as archive:
        return archive.execute(query).fetchall()


def editions(out: Path) -> dict[str, dict[str, bytes]]:
    """The folders that a reader sees, each with its files."""
    found: dict[str, dict[str, bytes]] = {}
    for path in sorted(out.glob("*/[!.]*/brief.*")):
        found.setdefault(path.parent.relative_to(out).as_posix(), {})[path.name] = path.read_bytes()
    return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, nlp: Any) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("killed")
    inbox, base, whole = folder / "inbox.jsonl", folder / "base", folder / "whole"
    monday = [newsroom.story(number, MONDAY - timedelta(hours=number)) for number in range(1, 9)]
    tuesday = [newsroom.story(number, TUESDAY - timedelta(hours=number - 20)) for number in range(21, 29)]
    late = [newsroom.story(number, MONDAY - timedelta(hours=number - 40)) for number in range(41, 43)]
    configuration = newsroom.settings(inbox)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "load", lambda model, topics: nlp)
        for offered, now in ((monday, MONDAY), ([*monday, *tuesday, *late], TUESDAY)):
            newsroom.offer(inbox, offered)
            order = newsroom.order(configuration, whole, now)
            pipeline.run(pipeline.Order(**{n: getattr(order, n) for n in order.__slots__} | {"audiences": AUDIENCES}))
            if now == MONDAY:
                shutil.copytree(whole, base)
    with closing(sqlite3.connect(base / "archive.sqlite")) as archive:
        archive.execute("ATTACH ? AS whole", (str(whole / "archive.sqlite"),))
        archive.execute("INSERT OR IGNORE INTO annotations SELECT * FROM whole.annotations")
        archive.commit()
    shutil.copytree(base, folder / "warm")
    desk = Desk(inbox, folder / "warm")
    yield World(base, whole, desk)
    desk.close()


ISSUES = "SELECT audience, issue, as_of, record, named FROM briefs ORDER BY 1, 2"
WINDOWS = "SELECT audience, article, as_of FROM windows ORDER BY 1, 2"
FILES = "SELECT audience, as_of, ending, sha256 FROM files ORDER BY 1, 2, 3"
ARTICLES = "SELECT id, sha256, published, collected, record FROM articles ORDER BY 1, 2"


def is_whole(out: Path, world: World) -> None:
    """Everything is there once, as if nothing had happened."""
    assert editions(out) == editions(world.whole)
    for query in (ISSUES, WINDOWS, FILES, ARTICLES):
        assert rows(out, query) == rows(world.whole, query)
    assert rows(out, "PRAGMA integrity_check") == [("ok",)]
    assert not [path for path in out.glob("*/.*") if path.is_dir()]


def nothing_is_torn(out: Path, world: World) -> None:
    """Each edition that a reader sees is a whole one, and of an issue that the archive has."""
    expected = editions(world.whole)
    numbers = {(audience, as_of[:10]) for audience, _, as_of, *_ in rows(out, ISSUES)}
    for folder, files in editions(out).items():
        day, audience = folder.split("/")
        assert files == expected[folder]
        assert (audience, day) in numbers


def test_an_undisturbed_run_makes_what_the_trials_expect(world: World, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(world.base, out)

    answer = world.desk.run(out)

    assert answer["status"] == 0
    assert len(rows(out, ISSUES)) == 4
    assert {article for _, article, _ in rows(out, WINDOWS)} >= {"road-00041", "road-00042"}
    is_whole(out, world)


def killed(world: World, number: int, folder: Path) -> None:
    """So many runs are killed, half of them at one of a run's steps, half after some time; seeded. Each time all is well."""
    out = folder / "measured"
    shutil.copytree(world.base, out)
    started = time.monotonic()
    steps = world.desk.run(out)["steps"]
    seconds = time.monotonic() - started
    chance = random.Random(7)
    deaths = 0
    while deaths < number:
        out = folder / "trial"
        shutil.copytree(world.base, out)
        end: dict[str, Any] = {"step": chance.randint(1, steps)} if deaths % 2 else {"after": chance.uniform(0.001, seconds)}
        if world.desk.run(out, **end)["status"] == 0:
            seconds *= 0.9
        else:
            deaths += 1
        nothing_is_torn(out, world)
        if deaths % 10 < 8:
            assert world.desk.run(out)["status"] == 0, end
            is_whole(out, world)
        else:
            assert world.desk.run(out, TUESDAY + timedelta(minutes=5))["status"] == 0, end
            told_once(out)
        shutil.rmtree(out)


def told_once(out: Path) -> None:
    """A later run than the one that was killed: issues are numbered on, and each article is in one window of each audience."""
    for audience in AUDIENCES:
        assert [row[1] for row in rows(out, ISSUES) if row[0] == audience] == [1, 2]
        told = [article for name, article, _ in rows(out, WINDOWS) if name == audience]
        assert len(told) == len(set(told)) == 18
    assert len(editions(out)) == 4
    for folder, files in editions(out).items():
        brief = json.loads(files["brief.json"])
        (kept,) = [row for row in rows(out, ISSUES) if (row[0], row[2]) == (folder.split("/")[1], brief["as_of"])]
        assert json.loads(kept[3]) == brief


def test_a_killed_run_is_completed_by_the_next(world: World, tmp_path: Path) -> None:
    killed(world, 10, tmp_path)


@pytest.mark.slow
def test_a_run_killed_at_two_hundred_moments_is_completed_by_the_next(world: World, tmp_path: Path) -> None:
    killed(world, TRIALS, tmp_path)
