"""Files and folders become documents."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import IO, Any

import pytest

from briefer import collect
from briefer.config.settings import Limits, Source
from briefer.errors import InputError

LIMITS = Limits(document_megabytes=0.001)
pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        place = folder / name.replace("__", "/").replace("_DOT_", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def test_a_folder_gives_its_articles_in_order_and_leaves_the_rest_alone(here: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(
        here,
        news__b_DOT_html="<p>b",
        news__a_DOT_txt="a",
        news__sub__c_DOT_md="c",
        news__README_DOT_md="about",
        news__x_DOT_png="x",
    )
    write(here, news___DOT_hidden_DOT_txt="h", news___DOT_git__d_DOT_txt="d", news__old_DOT_pdf="%PDF")
    with caplog.at_level(logging.INFO):
        found = collect.paths(["news"], LIMITS)
    assert [(one.id, one.media_type, one.source) for one in found.documents] == [
        ("news/a.txt", "text/plain", "news"),
        ("news/b.html", "text/html", "news"),
        ("news/sub/c.md", "text/plain", "news"),
    ]
    assert [(one.source, one.reason) for one in found.skipped] == [("news/old.pdf", ".pdf files are not read")]
    assert "news/x.png: not an article" in caplog.text


def test_a_file_that_is_named_is_read_whatever_its_ending(here: Path) -> None:
    write(here, story="The bridge is open.", records_DOT_log='{"id": "r1", "text": "The bridge is open."}\n')
    found = collect.paths(["./story", "records.log"], LIMITS)
    assert [(one.id, one.media_type) for one in found.documents] == [("./story", None), ("r1", "text/plain")]


def test_every_path_that_does_not_exist_is_said_at_once_with_the_nearest_name(here: Path) -> None:
    write(here, articles__monday_DOT_txt="a")
    (here / "gone.txt").symlink_to("nowhere")
    with pytest.raises(InputError) as raised:
        collect.paths(["article", "articles/munday.txt", "articles/monday.txt", "gone.txt", "", "a\0b"], LIMITS)
    assert [str(fault) for fault in raised.value.faults] == [
        "article: there is no such file or folder. Did you mean 'articles'?",
        "articles/munday.txt: there is no such file or folder. Did you mean 'articles/monday.txt'?",
        "gone.txt: this link points to nothing",
        "there is no such file or folder.",
        "a\0b: there is no such file or folder.",
    ]


def test_a_file_over_the_limit_is_never_read(here: Path) -> None:
    (here / "big.txt").touch()
    os.truncate(here / "big.txt", 20_000_000_000)
    found = collect.paths(["big.txt"], Limits())
    assert [one.reason for one in found.skipped] == ["20000.0 MB, more than the limit of 5 MB"]
    assert found.documents == ()


def test_what_is_no_file_neither_hangs_nor_raises(here: Path) -> None:
    write(here, news__a_DOT_txt="a")
    os.mkfifo(here / "news" / "pipe.txt")
    (here / "news" / "loop").symlink_to(here / "news")
    (here / "news" / "broken.txt").symlink_to("nowhere")
    (here / "news" / "self.txt").symlink_to("self.txt")
    found = collect.paths(["news"], LIMITS)
    assert [one.id for one in found.documents] == ["news/a.txt"]
    assert [(one.source, one.reason) for one in found.skipped] == [
        ("news/broken.txt", "there is no such file or folder"),
        ("news/pipe.txt", "it is not a regular file"),
        ("news/self.txt", "it cannot be read (too many levels of symbolic links)"),
    ]


def test_a_file_that_may_not_be_read_is_a_gap(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, a_DOT_txt="a", b_DOT_txt="b")
    opened = Path.open

    def refuses(self: Path, mode: str = "r") -> IO[Any]:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", refuses)
    found = collect.paths(["a.txt", "b.txt"], LIMITS)
    assert [one.id for one in found.documents] == ["b.txt"]
    assert [(one.source, one.reason) for one in found.skipped] == [("a.txt", "it may not be read (permission denied)")]


def test_a_file_reached_twice_is_read_once(here: Path) -> None:
    write(here, news__a_DOT_txt="a")
    assert [one.id for one in collect.paths(["news/a.txt", "news", "./news/a.txt"], LIMITS).documents] == ["news/a.txt"]


def test_a_name_that_is_no_utf8_can_still_be_written_down(here: Path) -> None:
    Path(os.fsdecode(b"caf\xe9.txt")).write_bytes(b"a")
    assert [one.id.encode() for one in collect.paths(["."], LIMITS).documents] == ["caf\ufffd.txt".encode()]


def test_configured_paths_start_from_the_configuration_and_one_that_is_missing_costs_nothing_else(here: Path) -> None:
    write(here, config__in__a_DOT_txt="a", config__in__r_DOT_jsonl='{"id": "r", "text": "b", "source": "The Post"}')
    sources = [Source(name="gone", path="out"), Source(name="desk", path="in", outlet="Desk"), Source(name="none")]
    found = collect.sources(sources, LIMITS, here / "config")
    assert [(one.id, one.source, one.hints.outlet) for one in found.documents] == [
        ("in/a.txt", "desk", "Desk"),
        ("r", "desk", "The Post"),
    ]
    assert [(one.source, one.reason) for one in found.skipped] == [
        ("out", "there is no such file or folder"),
        ("none", "it has no path, feed or other place"),
    ]
