"""One run at a time in a folder of briefs; a dead one's lock is nobody's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefer.errors import InputError
from briefer.pipeline import lock

NOW = datetime(2019, 9, 2, 18, tzinfo=UTC)
HOLD = """import sys, signal
from datetime import datetime, UTC
from pathlib import Path
from briefer.pipeline.lock import held
with held(Path(sys.argv[1]), datetime(2019, 9, 2, 18, tzinfo=UTC)):
    print("held", flush=True)
    signal.pause()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process, which holds the lock of a folder until it is ended."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_run_is_told_who_works_since_when(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        with pytest.raises(lock.BusyError) as caught, lock.held(tmp_path, NOW):
            pytest.fail("two hold the lock")
        other.send_signal(signal.SIGKILL)

    (fault,) = caught.value.faults
    assert f"process {other.pid} on " in fault.problem
    assert "since 2019-09-02T18:00:00+00:00" in fault.problem
    assert fault.where == str(tmp_path / ".briefer.lock")
    assert fault.fix is not None and str(other.pid) in fault.fix


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
    assert (tmp_path / ".briefer.lock").read_text()

    with lock.held(tmp_path, NOW):
        assert str(os.getpid()) in (tmp_path / ".briefer.lock").read_text()
    assert (tmp_path / ".briefer.lock").read_text() == ""


def test_folders_do_not_hinder_each_other(tmp_path: Path) -> None:
    with lock.held(tmp_path / "one", NOW), lock.held(tmp_path / "two", NOW):
        assert (tmp_path / "two").is_dir()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    for wrong in (tmp_path / "file" / "out", Path("/proc/out")):
        with pytest.raises(InputError, match="nothing can be written here") as caught, lock.held(wrong, NOW):
            pytest.fail("a lock nowhere")
        assert caught.value.faults[0].where == str(wrong)
        assert caught.value.faults[0].fix
