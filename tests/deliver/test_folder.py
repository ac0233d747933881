"""Files are whole or not there, and never tell different stories."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefer.deliver import folder
from briefer.errors import InputError


def test_files_take_their_places(tmp_path: Path) -> None:
    paths = folder.write(tmp_path / "a" / "b", {"html": b"<p>", "json": b"{}"})

    assert [path.name for path in paths] == ["brief.html", "brief.json"]
    assert [path.read_bytes() for path in paths] == [b"<p>", b"{}"]
    assert sorted(path.name for path in paths[0].parent.iterdir()) == ["brief.html", "brief.json"]


def test_what_an_earlier_run_made_does_not_stay_beside_a_new_story(tmp_path: Path) -> None:
    folder.write(tmp_path, {"pdf": b"old", "json": b"old"})
    (tmp_path / "notes.txt").write_text("an editor's own")

    folder.write(tmp_path, {"json": b"new"})

    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.json", "notes.txt"]


def test_documents_made_again_leave_the_others_alone(tmp_path: Path) -> None:
    folder.write(tmp_path, {"json": b"{}"})

    folder.write(tmp_path, {"pdf": b"%PDF"}, keep_others=True)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.json", "brief.pdf"]


def test_an_old_file_is_whole_until_the_new_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write(tmp_path, {"json": b"old"})

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        folder.write(tmp_path, {"json": b"new"})

    assert (tmp_path / "brief.json").read_bytes() == b"old"


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(InputError, match="cannot be written"):
        folder.write(tmp_path / "file" / "deeper", {"json": b"{}"})
