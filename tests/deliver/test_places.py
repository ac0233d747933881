"""Folders and stores: files that are whole, what an earlier version left removed, the same again without harm."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from briefer.config.settings import FolderTarget, Target
from tests.deliver.parcels import Office, brief, other, parcel
from tests.deliver.servers import free_port

pytestmark = pytest.mark.allow_logs
PLACE = "2019-09-02/desk"


def store(url: str, *formats: str, **settings: object) -> Target:
    return Target.model_validate({"store": {"url": url, **settings}, "formats": formats, "wait_seconds": 1, "attempts": 2})


def folder(path: str, **settings: object) -> Target:
    return Target(folder=FolderTarget(path=path), attempts=2, **settings)  # type: ignore[arg-type]


def test_a_folder_beside_the_configuration_gets_the_files_and_keeps_none_of_an_older_version(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    office, one = Office(tmp_path), parcel()
    office.deliver(one, folder("www"))
    (tmp_path / "www" / PLACE / "brief.pdf").write_bytes(b"of an older version")
    (receipt,) = office.deliver(other(one, "Corrected"), folder("www"))

    files = {path.name: path.read_bytes() for path in (tmp_path / "www" / PLACE).iterdir()}
    assert files == {"brief.html": one.content("html"), "brief.json": other(one, "Corrected").content("json")}
    assert (receipt.state, receipt.recipient) == ("sent", (tmp_path / "www").as_posix())


def test_a_folder_gets_the_formats_that_it_asks_for(tmp_path: Path) -> None:
    Office(tmp_path).deliver(parcel(), folder(".", formats=("html",)))

    assert [path.name for path in (tmp_path / PLACE).iterdir()] == ["brief.html"]


def test_a_folder_that_is_not_there_is_not_made_but_tried_again(tmp_path: Path) -> None:
    office = Office(tmp_path)
    (receipt,) = office.deliver(parcel(), folder("not-mounted"))

    assert (receipt.state, receipt.attempts) == ("pending", 2)
    assert not (tmp_path / "not-mounted").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "2019-09-02").write_text("in the way")
    (receipt,) = Office(tmp_path).deliver(parcel(), folder("www"))

    assert (receipt.state, "cannot be written" in (receipt.reason or "")) == ("pending", True)


def test_one_target_that_fails_costs_the_others_nothing(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    receipts = Office(tmp_path).deliver(parcel(), folder("nowhere", name="first"), folder("www", name="second"))

    assert [(one.target, one.state) for one in receipts] == [("first", "pending"), ("second", "sent")]


@pytest.mark.parametrize("protocol", ["file", "memory"])
def test_a_store_holds_what_was_written_and_nothing_older(protocol: str, tmp_path: Path) -> None:
    url = f"file://{tmp_path}/store" if protocol == "file" else f"memory://{tmp_path.name}"
    office, one = Office(tmp_path), parcel()
    office.deliver(one, store(url, "json"))
    (receipt,) = office.deliver(other(one, "Corrected"), store(url, "html"))

    system, root = fsspec.core.url_to_fs(url)
    names = [str(path).rpartition("/")[2] for path in system.ls(f"{root}/{PLACE}", detail=False)]
    assert (receipt.state, names) == ("sent", ["brief.html"])
    assert system.cat_file(f"{root}/{PLACE}/brief.html") == one.content("html")


def test_a_store_that_holds_less_than_was_written_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    whole = MemoryFileSystem.pipe_file

    def half(self: Any, path: str, value: bytes, **settings: Any) -> None:
        whole(self, path, value[: len(value) // 2], **settings)

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", half)
    (receipt,) = Office(tmp_path).deliver(parcel(), store(f"memory://{tmp_path.name}"))

    assert (receipt.state, receipt.attempts) == ("pending", 2)
    assert "bytes there" in (receipt.reason or "")


def test_a_store_whose_library_is_missing_says_what_to_install(tmp_path: Path) -> None:
    (receipt,) = Office(tmp_path).deliver(parcel(), store("abfs://container@account.dfs.core.windows.net/briefs"))

    assert receipt.state == "failed"
    assert "pip install 'daily-briefer[azure]'" in (receipt.reason or "")
    assert receipt.recipient == "abfs://container@account.dfs.core.windows.net/briefs"


def test_a_red_brief_is_not_stored_unless_it_says_so(tmp_path: Path) -> None:
    one = parcel(brief(handling="TLP:RED"))
    (refused,) = Office(tmp_path).deliver(one, store("memory://red"))
    (sent,) = Office(tmp_path).deliver(one, store("memory://red", allow_red=True))

    assert (refused.state, sent.state) == ("failed", "sent")


@pytest.fixture(scope="module")
def s3() -> Iterator[dict[str, Any]]:
    """An S3 server of its own process; what s3fs is opened with."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield {"endpoint_url": f"http://127.0.0.1:{port}", "key": "id", "secret": "secret"}
    finally:
        server.kill()
        server.wait()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:botocore.*")
def test_s3_gets_the_files_with_their_media_types_and_loses_older_ones(s3: dict[str, Any], tmp_path: Path) -> None:
    system = fsspec.filesystem("s3", **s3)
    system.mkdir("bucket")
    office, one = Office(tmp_path), parcel()
    (first,) = office.deliver(one, store("s3://bucket/briefs", options=s3))
    (second,) = office.deliver(other(one, "Corrected"), store("s3://bucket/briefs", "html", options=s3))
    (missing,) = office.deliver(one, store("s3://nowhere/briefs", options=s3))

    system.invalidate_cache()
    assert [first.state, second.state, missing.state] == ["sent", "sent", "failed"], (first, second, missing)
    assert system.ls(f"bucket/briefs/{PLACE}", detail=False) == [f"bucket/briefs/{PLACE}/brief.html"]
    assert system.info(f"bucket/briefs/{PLACE}/brief.html", refresh=True)["ContentType"] == "text/html; charset=utf-8"
    assert system.cat_file(f"bucket/briefs/{PLACE}/brief.html") == one.content("html")
    assert "secret" not in str(missing)
