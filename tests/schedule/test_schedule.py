"""A schedule is what systemd and cron make of it: units that systemd accepts, lines that a shell runs at the right minute."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import time
from pathlib import Path

import pytest

from briefer.config.settings import Audience
from briefer.errors import InputError
from briefer.schedule import Job, Slot, crontab, install, plan, systemd

KABUL = Slot(time(18, 5), "Asia/Kabul", ("desk", "press"))


def audience(cut_off: str, timezone: str) -> Audience:
    return Audience(title="Brief", cut_off=cut_off, timezone=timezone, sections=())


def program(folder: Path, name: str, script: str) -> Path:
    """A shell script that stands for a program of the machine."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_each_cut_off_and_zone_is_one_run() -> None:
    readers = {
        "desk": audience("18:00", "Asia/Kabul"),
        "embassy": audience("06:30", "Europe/Berlin"),
        "press": audience("18:00", "Asia/Kabul"),
    }
    assert plan(readers, delay=5) == (Slot(time(6, 35), "Europe/Berlin", ("embassy",)), KABUL)
    assert plan(readers, at=time(7)) == (
        Slot(time(7), "Asia/Kabul", ("desk", "press")),
        Slot(time(7), "Europe/Berlin", ("embassy",)),
    )


def test_a_delay_may_pass_midnight() -> None:
    assert plan({"late": audience("23:58", "UTC")}, delay=5) == (Slot(time(0, 3), "UTC", ("late",)),)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    folder = tmp_path / "100% ours"
    folder.mkdir()
    command = program(folder, "briefer", "exit 0")
    units = systemd.units([KABUL], Job((str(command), "run"), folder, "echo \"$BRIEFER_UNIT failed\" | mail -s '5%' desk"))
    for name, text in units.items():
        (tmp_path / name).write_text(text)
    checked = [str(tmp_path / name) for name in units if "@" not in name]
    done = subprocess.run(
        ["systemd-analyze", "verify", *checked],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_unit_hands_on_words_as_they_are() -> None:
    units = systemd.units([KABUL], Job(("/opt/our briefs/briefer", "50%", "$HOME", 'a "b"'), Path("/srv/x"), None))
    assert list(units) == ["briefer-1805-asia-kabul.service", "briefer-1805-asia-kabul.timer"]
    line = 'ExecStart="/opt/our briefs/briefer" "50%%" "$$HOME" "a \\"b\\"" --audience desk --audience press'
    assert line in units["briefer-1805-asia-kabul.service"].splitlines()
    assert "OnFailure" not in units["briefer-1805-asia-kabul.service"]
    assert "OnCalendar=*-*-* 18:05:00 Asia/Kabul" in units["briefer-1805-asia-kabul.timer"]


def cron_runs(slot: Slot, folder: Path, clock: str, status: int, alert: str | None = None) -> int:
    """What a shell makes of a slot's line while the slot's zone reads `clock` and briefer ends with `status`."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    program(tools, "date", f'[ "$TZ" = {slot.zone} ] && [ "$1" = +%H:%M ] && echo {clock}')
    command = program(tools, "briefer", f'printf "%s\\n" "$PWD" "$@"; exit {status}')
    line = crontab.block([slot], Job((str(command), "run"), folder, alert)).splitlines()[1]
    shell = line.split(" ", 5)[5].replace("\\%", "%")
    return subprocess.run(["sh", "-c", shell], env={"PATH": f"{tools}:{os.environ['PATH']}"}, check=False).returncode


def test_a_crontab_line_runs_at_its_minute_in_its_folder_and_at_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "the desk's"
    folder.mkdir()
    assert cron_runs(KABUL, folder, "17:50", 0) == 0
    assert not (folder / "briefer.log").exists()
    assert cron_runs(KABUL, folder, "18:05", 0) == 0
    said = (folder / "briefer.log").read_text().splitlines()
    assert said == [str(folder), "run", "--audience", "desk", "--audience", "press"]


@pytest.mark.parametrize(
    ("status", "alerted"), [(0, False), (1, True), (2, True), (3, False), (4, False), (5, True), (6, False)]
)
def test_the_alert_is_called_where_a_run_failed(tmp_path: Path, status: int, alerted: bool) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    assert cron_runs(KABUL, folder, "18:05", status, alert="echo $BRIEFER_STATUS 100% >told") == status
    assert (folder / "told").exists() == alerted
    if alerted:
        assert (folder / "told").read_text() == f"{status} 100%\n"


@pytest.mark.parametrize("minute", range(0, 60, 7))
def test_a_line_is_called_at_the_slot_whatever_quarter_its_zone_is_off(minute: int) -> None:
    line = crontab.block([Slot(time(6, minute), "Asia/Kathmandu", ("desk",))], Job(("briefer",), Path("/srv"))).splitlines()[1]
    called = {int(word) for word in line.split(" ", 1)[0].split(",")}
    assert all((minute + quarter) % 60 in called for quarter in (0, 15, 30, 45))


def test_lines_of_others_stay_as_they_are(tmp_path: Path) -> None:
    others = "MAILTO=me\n1 2 * * * true\n"
    ours = crontab.block([KABUL], Job(("briefer",), tmp_path))
    once = crontab.merged(others, tmp_path, ours)
    assert once == others + ours
    assert crontab.merged(once + "3 4 * * * last", tmp_path, ours) == others + "3 4 * * * last\n" + ours
    assert crontab.merged(once, tmp_path) == others
    assert crontab.merged(once, tmp_path / "other") == once


def test_it_is_installed_in_the_crontab_and_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"
    program(tmp_path, "crontab", f'[ "$1" = -l ] && exec cat {kept}\ncat >{kept}')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    ours = crontab.block([KABUL], Job(("briefer",), tmp_path))
    install.install_crontab(tmp_path, ours)
    install.install_crontab(tmp_path, ours)
    assert kept.read_text() == ours
    install.install_crontab(tmp_path)
    assert kept.read_text() == ""


def test_units_are_installed_for_the_user_and_old_ones_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "systemctl", f'echo "$@" >>{tmp_path}/called')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    install.install_units({"briefer-1-utc.timer": "old", "briefer-1-utc.service": "old"})
    paths = install.install_units(systemd.units([KABUL], Job(("briefer",), tmp_path)))
    assert sorted(paths) == sorted(install.units_folder().iterdir())
    assert (tmp_path / "called").read_text().splitlines()[-1] == "--user enable --now briefer-1805-asia-kabul.timer"
    assert install.remove_units() == tuple(sorted(paths, reverse=True))
    assert list(install.units_folder().iterdir()) == []


def test_a_scheduler_that_is_missing_or_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="no `crontab` on this machine"):
        install.install_crontab(tmp_path, "x\n")
    program(tmp_path, "crontab", "echo you may not >&2; exit 1")
    with pytest.raises(InputError, match="you may not"):
        install.install_crontab(tmp_path, "x\n")
