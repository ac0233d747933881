"""The doctor sees what is wrong, says what to do, and changes nothing."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefer import config
from briefer.archive import Archive
from briefer.config import defaults
from briefer.config.settings import MailServer, Smtp, Source, Target
from briefer.doctor import Finding, Patient, examine, machine, project
from briefer.model.sources import SourceState, Trouble

NOW = datetime(2019, 9, 4, 18, tzinfo=UTC)


@pytest.fixture
def patient(tmp_path: Path) -> Patient:
    return Patient(config.load(defaults.folder("config")), defaults.folder("templates"), tmp_path / "out", NOW)


def states(findings: Iterator[Finding]) -> list[tuple[str, str]]:
    return [(finding.about, finding.state) for finding in findings]


def test_all_is_well_here_and_nothing_was_made(patient: Patient) -> None:
    found = list(examine(patient))
    assert {finding.state for finding in found} <= {"well", "doubtful"}, found
    assert {finding.about for finding in found if finding.state == "doubtful"} <= {"sources", "disk"}
    assert all(finding.fix for finding in found if finding.state != "well")
    assert not patient.output.exists()


def test_a_font_that_is_no_font(patient: Patient, tmp_path: Path) -> None:
    (tmp_path / "templates" / "fonts").mkdir(parents=True)
    (tmp_path / "templates" / "fonts" / "house.ttf").write_bytes(b"not a font")
    (ill,) = [f for f in machine.fonts(replace(patient, templates=tmp_path / "templates")) if f.state == "ill"]
    assert "house.ttf" in ill.says


def test_a_template_that_asks_for_what_is_not_there(patient: Patient, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(patient.templates, templates)
    (templates / "brief.html").write_text("<p>{{ brief.titel }}</p>")
    (ill,) = project.templates(replace(patient, templates=templates))
    assert (ill.state, "brief.html:1" in ill.says) == ("ill", True)
    assert "titel" in ill.says


def test_a_model_that_is_not_installed(patient: Patient) -> None:
    settings = patient.configuration.settings.model_copy(update={"model": "en_nowhere"})
    sick = replace(patient, configuration=patient.configuration.model_copy(update={"settings": settings}))
    (ill,) = machine.model(sick)
    assert (ill.state, ill.fix) == ("ill", "Install it, or write `model: auto` in briefer.yaml.")


def test_a_folder_that_cannot_be_written(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    (ill,) = machine.disk(patient)
    assert ill.state == "ill"
    assert "Permission denied" in ill.says


@pytest.mark.parametrize(("free", "state"), [(5e9, "well"), (5e8, "doubtful"), (5e7, "ill")])
def test_room_on_the_disk(patient: Patient, monkeypatch: pytest.MonkeyPatch, free: float, state: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=int(free)))
    assert states(machine.disk(patient))[-1] == ("disk", state)


def test_a_missing_subsetter_costs_time_only(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "SUBSETTER", "libnowhere.so.0")
    assert ("font subsetter", "doubtful") in states(machine.libraries(patient))


def test_a_pdf_library_that_cannot_be_loaded(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    ill = list(machine.libraries(patient))[-1]
    assert (ill.about, ill.state) == ("PDF library", "ill")
    assert ill.fix is not None
    assert "apt-get install" in ill.fix


def kept(patient: Patient, as_of: str) -> Path:
    """An archive with one issue of a time."""
    with Archive(patient.archive):
        pass
    path = patient.output / "archive.sqlite"
    with sqlite3.connect(path) as database:
        database.execute(
            "INSERT INTO briefs (audience, as_of, issue, record, moment, delivered_at) VALUES (?, ?, 7, '{}', ?, ?)",
            ("desk", as_of, as_of, as_of),
        )
    database.close()
    return path


def test_the_archive_is_counted(patient: Patient) -> None:
    kept(patient, "2019-09-03T18:00:00Z")
    assert next(project.archive(patient)).says.endswith("desk No. 7")
    assert states(project.archive(patient)) == [("archive", "well"), ("clock", "well")]


def test_an_issue_of_tomorrow_makes_the_clock_doubtful(patient: Patient) -> None:
    kept(patient, "2019-09-09T18:00:00Z")
    assert states(project.archive(patient)) == [("archive", "well"), ("clock", "doubtful")]


def test_a_damaged_archive(patient: Patient) -> None:
    path = kept(patient, "2019-09-03T18:00:00Z")
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * len(content[4096:])
    path.write_bytes(content)
    (ill,) = project.archive(patient)
    assert (ill.about, ill.state) == ("archive", "ill")


def test_a_check_that_breaks_is_a_finding_and_the_others_go_on(patient: Patient) -> None:
    def broken(_: Patient) -> Iterator[Finding]:
        raise ZeroDivisionError("division by zero")
        yield

    found = list(examine(patient, (broken, project.configuration)))
    assert "ZeroDivisionError" in found[0].says
    assert found[1].about == "configuration"


def test_the_command_says_it_as_json_and_ends_with_two_where_something_is_ill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from briefer.cli import briefer
    from briefer.cli.console import guarded

    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "briefer.yaml").write_text("outputs: x\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["briefer", "doctor", "--json"])
    with pytest.raises(SystemExit) as ended:
        guarded(briefer)
    found = json.loads(capfd.readouterr().out)
    assert ended.value.code == 2
    assert (found[0]["about"], found[0]["state"]) == ("configuration", "ill")
    assert "briefer.yaml:1" in found[0]["says"]
    assert len(found) > 8


def with_settings(patient: Patient, **changed: object) -> Patient:
    settings = patient.configuration.settings.model_copy(update=changed)
    return replace(patient, configuration=patient.configuration.model_copy(update={"settings": settings}))


def test_each_source_is_told_by_its_past(patient: Patient) -> None:
    days = [NOW - timedelta(days=number) for number in range(12, 6, -1)]
    states = {
        "good": SourceState("good", days[0], last_success=NOW, last_new=NOW - timedelta(hours=3)),
        "quiet": SourceState("quiet", days[0], last_success=NOW, last_new=days[-1], items=tuple(days)),
        "broken": SourceState("broken", days[0], last_success=days[0], troubles=(Trouble(NOW, "404 Not Found"),)),
    }
    with Archive(patient.archive) as archive:
        archive.keep_source_states(states)
    sources = tuple(Source(name=name, path="inbox") for name in ("good", "quiet", "broken", "fresh"))
    found = {finding.about: finding for finding in project.sources(with_settings(patient, sources=sources))}
    assert {name: finding.state for name, finding in found.items()} == {
        "source 'good'": "well",
        "source 'quiet'": "doubtful",
        "source 'broken'": "ill",
        "source 'fresh'": "doubtful",
    }
    assert "404 Not Found" in found["source 'broken'"].says
    assert "no new item since" in found["source 'quiet'"].says


def test_a_mail_server_is_spoken_to_only_where_that_is_asked_for(patient: Patient) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    server = MailServer(host="127.0.0.1", port=port, tls="none")
    target = Target(smtp=Smtp(sender="desk@example.org", to=("editor@example.org",)))
    mailing = with_settings(patient, mail_server=server, deliver=(target,))
    assert states(project.servers(mailing)) == [("mail server 127.0.0.1", "well")]
    (ill,) = project.servers(replace(mailing, network=True))
    assert (ill.state, "refused" in ill.says) == ("ill", True)
