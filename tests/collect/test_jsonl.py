"""JSON Lines become documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefer import collect
from briefer.config.settings import Limits
from briefer.model.article import Hints

LIMITS = Limits(document_megabytes=0.001)
pytestmark = pytest.mark.allow_logs  # what is left out is logged, and asserted


def records(folder: Path, *lines: bytes | Mapping[str, object]) -> collect.Collected:
    place = folder / "in.jsonl"
    place.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n")
    found = collect.paths([str(place)], LIMITS)
    return collect.Collected(found.documents, found.skipped)


def test_a_record_becomes_a_document_with_its_hints(tmp_path: Path) -> None:
    record = {
        "id": 7, "text": "The bridge is open.", "title": "Bridge", "published": "2021-03-04", "url": "https://x.example/7",
        "outlet": "The Post", "byline": "M. Hale", "language": "en",
    }  # fmt: skip
    (one,) = records(tmp_path, record).documents
    assert (one.id, one.content, one.media_type, one.charset) == ("7", b"The bridge is open.", "text/plain", "utf-8")
    assert one.hints == Hints("Bridge", "2021-03-04", "The Post", "M. Hale", "https://x.example/7", "en")


def test_common_other_names_of_the_fields_are_known(tmp_path: Path) -> None:
    first, second = records(
        tmp_path,
        {
            "body": "One.",
            "headline": "H",
            "dct": 20210304,
            "publisher": {"name": "The Post"},
            "authors": ["A", "B"],
            "link": "https://x.example",
        },
        {"html": "<p>Two.", "date": "4 March 2021", "text": None},
    ).documents
    assert (first.content, first.hints) == (b"One.", Hints("H", "20210304", "The Post", "A, B", "https://x.example", None))
    assert (second.content, second.media_type, second.hints.published) == (b"<p>Two.", "text/html", "4 March 2021")


def test_a_record_without_an_id_has_its_place_and_a_doubled_id_is_told_apart(tmp_path: Path) -> None:
    text = {"text": "One."}
    found = records(
        tmp_path,
        b"\xef\xbb\xbf" + json.dumps(text).encode(),
        b"",
        {"id": "a"} | text,
        {"id": "a"} | text,
        {"id": "a#2"} | text,
        {"id": "a"} | text,
    )
    name = f"{tmp_path}/in.jsonl"
    assert [one.id for one in found.documents] == [f"{name}:1", "a", "a#2", "a#2#2", "a#3"]


def test_a_bad_line_costs_nothing_but_itself(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        b"{'id': 1}",
        b"[1]",
        b'{"id": "x"}',
        b"\xff\xfe",
        b"[" * 900,
        b'{"id": "y", "text": 5.5}',
        b'{"text": "' + b"x" * 1500 + b'"}',
        {"id": "z", "text": ""},
    )
    assert [one.id for one in found.documents] == ["z"]
    name = f"{tmp_path}/in.jsonl"
    assert [one.source for one in found.skipped] == [f"{name}:{number}" for number in range(1, 8)]
    assert [one.reason for one in found.skipped] == [
        "this is not JSON (expecting property name enclosed in double quotes, column 2)",
        "this is not a JSON object",
        "the record has neither text nor html",
        "this is not JSON (not UTF-8)",
        "this is not JSON (expecting value, column 901)",
        "the record has neither text nor html",
        "the record is more than the limit of 0.001 MB",
    ]


def test_the_limit_is_a_record_s_not_the_file_s(tmp_path: Path) -> None:
    found = records(tmp_path, *({"id": str(number), "text": "x" * 900} for number in range(50)))
    assert (len(found.documents), found.skipped) == (50, ())


def test_halves_of_a_surrogate_pair_can_be_written_down(tmp_path: Path) -> None:
    (one,) = records(tmp_path, b'{"id": "\\ud800", "text": "\\ud83d\\ude00 and \\ud83d"}').documents
    assert (one.id, one.content.decode()) == ("\ufffd", "\U0001f600 and \ufffd")
