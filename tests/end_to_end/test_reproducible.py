"""Same articles, configuration and templates give the same bytes, PDF included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def made(out: Path, seed: str) -> dict[str, bytes]:
    """A run in a process of its own, whose hashes fall otherwise."""
    script = "from briefer.cli import main; main()"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "America/Lima"}
    command = [sys.executable, "-c", script, "run", "examples", "--out", str(out), "--quiet"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=300)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("brief.*"))}


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    first, second = made(tmp_path / "first", "1"), made(tmp_path / "second", "2")

    assert len(first) == 9
    assert [name for name in first if first[name] != second.get(name)] == []


def test_a_second_run_over_the_same_archive_makes_the_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path, "1") == made(tmp_path, "2")
