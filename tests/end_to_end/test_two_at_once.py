"""Two runs in one folder: one works, the other says so and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from briefer.pipeline import lock
from tests.pipeline.desk import moment

ROOT = Path(__file__).parents[2]


def test_the_second_of_two_runs_says_who_works_and_ends_with_2(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefer", "run", str(ROOT / "examples"), "--out", str(tmp_path), "--quiet"]
    with lock.held(tmp_path, moment("2019-09-02T18:00")):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 2
    assert f"another run is at work in this folder: process {os.getpid()} on " in done.stderr
    assert "since 2019-09-02T18:00:00+00:00" in done.stderr
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == [lock.NAME]


def test_of_runs_that_begin_together_one_makes_the_brief(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefer", "run", str(ROOT / "examples"), "--out", str(tmp_path), "--quiet", "-a", "press"]
    runs = [
        subprocess.Popen([*command, "--format", "json"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [run.communicate(timeout=300) for run in runs]

    assert sorted(run.returncode for run in runs) == [0, 2, 2]
    assert sum("another run is at work" in errors for _, errors in said) == 2
    assert len(list(tmp_path.glob("*/press/brief.json"))) == 1
