"""A folder of briefs stands only as it was released: whatever is changed in it is found."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefer.archive import Archive
from briefer.cli.verify import command
from briefer.config import defaults
from briefer.pipeline.proof import Proof, prove
from tests.end_to_end.newsroom import story
from tests.pipeline.desk import Desk, moment


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three issues of two days, the second day's as of two times."""
    desk = Desk(tmp_path, monkeypatch)
    stories = [story(number, moment(f"2019-09-0{2 + number // 3}T{10 + number}:00")) for number in range(6)]
    for number, now in ((2, "2019-09-02T18:00"), (4, "2019-09-03T14:00"), (6, "2019-09-03T20:00")):
        desk.offer(*stories[:number])
        assert desk.run(now, formats=("json", "html", "md")) is not None
    return desk.out


def proof(out: Path, *, templates: Path | None = None) -> Proof:
    with Archive(f"sqlite:///{out / 'archive.sqlite'}") as archive:
        return prove(out, archive, templates=templates)


def sql(out: Path, *statements: str) -> None:
    with closing(sqlite3.connect(out / "archive.sqlite")) as archive, archive:
        for statement in statements:
            archive.execute(statement)


FIRST, SECOND = "2019-09-02/security-desk", "2019-09-03/security-desk"


def test_what_was_released_stands(out: Path) -> None:
    found = proof(out, templates=defaults.folder("templates"))

    assert found.flaws == ()
    assert (found.issues, found.files) == (3, 9)
    assert found.citations >= 10
    assert (out / SECOND / "No-2" / "brief.html").is_file()


def edit(name: str) -> Callable[[Path], object]:
    def change(out: Path) -> None:
        path = out / FIRST / name
        path.write_bytes(path.read_bytes() + b" ")

    return change


def other_words(out: Path) -> None:
    path = out / FIRST / "brief.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"title": "Another"}))


def longer_span(out: Path) -> None:
    with closing(sqlite3.connect(out / "archive.sqlite")) as archive, archive:
        (record,) = archive.execute("SELECT record FROM briefs WHERE issue = 1").fetchone()
        brief = json.loads(record)
        brief["sections"][0]["items"][0]["citations"][0]["spans"][0][1] = 99_999
        archive.execute("UPDATE briefs SET record = ? WHERE issue = 1", (json.dumps(brief),))


def other_text(out: Path) -> None:
    sql(out, "UPDATE articles SET record = replace(record, 'told reporters', 'told nobody')")


@pytest.mark.parametrize(
    ("change", "where", "problem"),
    [
        (edit("brief.html"), f"{FIRST}/brief.html", "its bytes are not those of the file that was released, No. 1"),
        (edit("brief.json"), f"{FIRST}/brief.json", "its bytes are not those of the archived record, No. 1"),
        (other_words, f"{FIRST}/brief.json", "its bytes are not those of the archived record, No. 1"),
        (lambda out: (out / FIRST / "brief.md").unlink(), f"{FIRST}/brief.md", "it is missing from No. 1"),
        (lambda out: (out / FIRST / "brief.pdf").write_bytes(b"%PDF"), f"{FIRST}/brief.pdf", "No. 1 was released without it"),
        (lambda out: shutil.rmtree(out / FIRST), "security-desk, No. 1", "its files are not in the folder of briefs"),
        (lambda out: shutil.rmtree(out / SECOND / "No-2"), "security-desk, No. 2", "its files are not in the folder of briefs"),
        (lambda out: shutil.copytree(out / FIRST, out / "2019-09-02" / "press"), "press", "of another day or audience"),
        (lambda out: (out / "2019-09-02" / ".press.part").mkdir(), ".press.part", "a run was killed here"),
        (longer_span, "security-desk, No. 1", "leaves its text"),
        (other_text, "security-desk, No. 1", "has another text in the archive"),
        (lambda out: sql(out, "DELETE FROM articles"), "security-desk, No. 1", "is not in the archive as it was cited"),
        (
            lambda out: sql(out, "DELETE FROM briefs WHERE issue = 2"),
            "security-desk",
            "issues are missing in the archive: No. 2",
        ),
    ],
)
def test_what_was_changed_is_found(change: Callable[[Path], object], where: str, problem: str, out: Path) -> None:
    change(out)

    flaws = proof(out).flaws
    assert any(where in flaw.where and problem in flaw.problem for flaw in flaws), flaws


def test_a_brief_that_the_archive_does_not_have_is_found(out: Path) -> None:
    brief = json.loads((out / FIRST / "brief.json").read_bytes())
    place = out / "2019-09-01" / "security-desk"
    place.mkdir(parents=True)
    (place / "brief.json").write_text(json.dumps(brief | {"as_of": "2019-09-01T18:00:00+00:00"}))

    (flaw,) = proof(out).flaws
    assert (flaw.where, flaw.problem) == (str(place / "brief.json"), "the archive has no such issue")


def test_a_file_that_is_not_what_its_record_makes_is_found(out: Path) -> None:
    """Somebody changed the page and its hash: made again, it is another one."""
    path = out / FIRST / "brief.html"
    path.write_bytes(b"<p>something else")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    sql(out, f"UPDATE files SET sha256 = '{sha256}' WHERE ending = 'html' AND as_of LIKE '2019-09-02%'")

    assert proof(out).flaws == ()
    (flaw,) = proof(out, templates=defaults.folder("templates")).flaws
    assert flaw.problem == "made again from the archived record, it is another file"


def test_the_command_says_what_is_wrong_and_ends_with_1(out: Path) -> None:
    whole = CliRunner().invoke(command, [str(out)], standalone_mode=False)
    edit("brief.html")(out)
    changed = CliRunner().invoke(command, [str(out), "--json"], standalone_mode=False)

    assert (whole.return_value, whole.stdout) == (0, "")
    assert changed.return_value == 1
    said = json.loads(changed.stdout)
    assert said["issues"] == 3
    assert [flaw["where"] for flaw in said["wrong"]] == [str(out / FIRST / "brief.html")]


def test_nothing_to_verify_is_the_callers_to_mend(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(tmp_path)], standalone_mode=False)

    assert "there is no archive here" in str(done.exception)
