"""All files of an edition change at once, whatever happens between."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefer.errors import InputError
from briefer.pipeline import editions

EARLY, LATE = "2019-09-02T06:00:00+00:00", "2019-09-02T18:00:00+00:00"


def files(as_of: str, words: str = "", issue: int = 1) -> dict[str, bytes]:
    brief = json.dumps({"as_of": as_of, "issue": issue, "words": words}).encode()
    return {"json": brief, "html": b"<p>" + brief, "pdf": b"%PDF" + brief}


def seen(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


def as_seen(made: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"brief.{ending}": made[ending] for ending in sorted(made)}


def put(place: Path, made: Mapping[str, bytes]) -> dict[str, str]:
    with editions.ready(place, made) as edition:
        edition.put()
    return dict(edition.files)


def keeper(*kept: tuple[str, Mapping[str, str]]) -> editions.Known:
    return lambda audience, as_of: dict(kept).get(as_of, {})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "2019-09-02" / "desk"


def leftovers(place: Path) -> list[str]:
    return sorted(path.name for path in place.parent.iterdir() if path != place)


def test_an_edition_takes_the_place_of_the_one_before_whole(place: Path) -> None:
    put(place, files(EARLY))
    put(place, {"json": files(EARLY, "again")["json"]})

    assert seen(place) == as_seen({"json": files(EARLY, "again")["json"]})
    assert leftovers(place) == []


def test_what_others_put_into_the_folder_stays(place: Path) -> None:
    put(place, files(EARLY))
    (place / "notes.txt").write_text("an editor's own")
    (place / "pictures").mkdir()
    (place / "pictures" / "map.png").write_bytes(b"png")

    put(place, files(EARLY, "again"))

    assert (place / "notes.txt").read_text() == "an editor's own"
    assert (place / "pictures" / "map.png").read_bytes() == b"png"


def test_a_second_issue_of_a_day_does_not_cost_the_first(place: Path) -> None:
    put(place, files(EARLY, issue=4))
    put(place, files(LATE, issue=5))
    put(place, files(LATE, "again", issue=5))

    moved = {f"No-4/{name}": content for name, content in as_seen(files(EARLY, issue=4)).items()}
    assert seen(place) == as_seen(files(LATE, "again", issue=5)) | moved


def test_where_folders_cannot_be_exchanged_they_are_renamed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "_exchange", lambda one, other: False)
    put(place, files(EARLY))
    put(place, files(LATE))

    assert seen(place).items() >= as_seen(files(LATE)).items()
    assert leftovers(place) == []


def interrupted(place: Path, made: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch, *, renames: int) -> dict[str, str]:
    """An edition whose process ends behind so many renames of its `put`, on a system that exchanges nothing."""
    left = [renames]
    rename = Path.rename

    def counted(self: Path, target: Path) -> Path:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(editions, "_exchange", lambda one, other: False)
        patch.setattr(Path, "rename", counted)
        patch.setattr("shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt), editions.ready(place, made) as edition:
            edition.put()
    return dict(edition.files)


@pytest.mark.parametrize("renames", [0, 1])
@pytest.mark.parametrize("kept", [True, False])
def test_the_next_run_settles_what_a_killed_one_left(
    place: Path, monkeypatch: pytest.MonkeyPatch, renames: int, *, kept: bool
) -> None:
    before = put(place, files(EARLY))
    after = interrupted(place, files(LATE, issue=2), monkeypatch, renames=renames)
    output = place.parent.parent

    editions.settle(output, keeper((EARLY, before), *([(LATE, after)] if kept else [])))

    expected = as_seen(files(LATE, issue=2)) if kept else as_seen(files(EARLY))
    assert {name: content for name, content in seen(place).items() if "/" not in name} == expected
    assert leftovers(place) == []


def test_the_older_of_two_issues_that_the_archive_has_never_comes_back(place: Path) -> None:
    early, late = put(place, files(EARLY)), files(LATE, issue=2)
    place.rename(place.with_name(".desk.part"))
    kept = put(place.with_name("other"), late)
    place.with_name("other").rename(place)

    editions.settle(place.parent.parent, keeper((EARLY, early), (LATE, kept)))

    assert seen(place) == as_seen(late)


def test_a_full_disk_leaves_the_old_edition_and_nothing_else(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(place, files(EARLY))

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device") as caught, editions.ready(place, files(LATE)):
        pytest.fail("there was no room for it")

    assert caught.value.faults[0].where == str(place)
    assert caught.value.faults[0].fix == "Look at its rights and disk."
    assert seen(place) == as_seen(files(EARLY))
    assert leftovers(place) == []


LIMITED = """import sys
from pathlib import Path
from briefer.errors import InputError
from briefer.pipeline import editions
try:
    with editions.ready(Path(sys.argv[1]), {"json": b"{}" * 2048, "html": b"short"}):
        print("written")
except InputError as problem:
    print(problem)
"""


def test_a_file_that_the_system_cuts_off_is_never_seen(place: Path) -> None:
    """A process may write 1 kB a file here: what it can write of the brief is half of it."""
    put(place, files(EARLY))

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    command = [sys.executable, "-B", "-c", LIMITED, str(place)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, check=True)

    assert "the brief cannot be written: File too large" in done.stdout
    assert seen(place) == as_seen(files(EARLY))
    assert leftovers(place) == []
