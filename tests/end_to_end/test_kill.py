"""A run that is killed leaves no half-written output; the same run again completes it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def briefer(out: Path) -> list[str]:
    script = "from briefer.cli import main; main()"
    return [sys.executable, "-c", script, "run", str(ROOT / "examples"), "--out", str(out), "--quiet"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """What a run leaves that nobody disturbs, and the seconds it takes."""
    out = tmp_path_factory.mktemp("whole")
    started = time.monotonic()
    subprocess.run(briefer(out), cwd=out, check=True, timeout=300)
    return left_in(out), time.monotonic() - started


def left_in(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("brief.*"))}


@pytest.mark.parametrize("share", [0.3, 0.7, 0.9])
def test_killed_and_run_again(share: float, whole: tuple[dict[str, bytes], float], tmp_path: Path) -> None:
    expected, seconds = whole
    victim = subprocess.Popen(briefer(tmp_path), cwd=tmp_path)
    try:
        victim.wait(timeout=share * seconds)
    except subprocess.TimeoutExpired:
        victim.send_signal(signal.SIGKILL)
        victim.wait()

    for name, content in left_in(tmp_path).items():
        assert content == expected[name], f"{name} is half-written"
    again = subprocess.run(briefer(tmp_path), cwd=tmp_path, check=False, timeout=300)

    assert again.returncode == 0
    assert left_in(tmp_path) == expected
    assert all(json.loads(content) for name, content in expected.items() if name.endswith(".json"))
    assert not list(tmp_path.rglob("*.part"))
