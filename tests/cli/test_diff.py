"""`briefer diff` as a person and a machine see it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefer.cli.diff import command
from briefer.errors import InputError
from briefer.model import codec
from briefer.model.brief import Brief, Citation, Counts, CoveredPeriod, Highlight, Layout, MadeWith, Section
from briefer.model.span import ArticleId, Span


def brief(issue: int, *texts: str) -> Brief:
    as_of = f"2031-03-{issue:02}T18:00:00+00:00"
    items = tuple(
        Highlight(
            f"highlights-{n}", text, (Citation(ArticleId(text[:9]), (Span(ArticleId(text[:9]), 0, 9),), "0"),), "new", (), None,
            f"s-{text[:9]}",
        )
        for n, text in enumerate(texts, 1)
    )  # fmt: skip
    return Brief(
        1, "desk", "Desk", "en", issue, as_of, "UTC", CoveredPeriod("x", as_of), None, Layout("brief", "A4"),
        Counts(0, 0, 0, 0, 0, 0), (Section("highlights", "highlights", "Bottom line", items, None),), {}, (),
        MadeWith("1", "c", "t", "m"),
    )  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    older = brief(1, "The dam at Orvel broke.", "Snow fell on Tavin.")
    newer = replace(brief(2, "The dam at Orvel holds.", "The port of Selin closed."), title="Night desk")
    paths = tmp_path / "one.json", tmp_path / "two.json"
    for path, one in zip(paths, (older, newer), strict=True):
        path.write_text(codec.to_json(one), "utf-8")
    return paths


def called(*words: Path | str) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False, catch_exceptions=False)


def test_a_person_reads_signs_ids_and_texts_without_colour_in_a_pipe(files: tuple[Path, Path]) -> None:
    result = called(*files)

    assert result.return_value == 0
    assert "\x1b" not in result.output
    lines = result.output.splitlines()
    assert lines[0] == "desk No. 1, 2031-03-01T18:00:00+00:00 → desk No. 2, 2031-03-02T18:00:00+00:00"
    assert "  title: Desk → Night desk" in lines
    assert "  + The port of Selin closed." in lines
    assert "  - Snow fell on Tavin." in lines
    at = lines.index("  ~ highlights-1  The dam at Orvel holds.")
    assert lines[at + 1] == "      was: The dam at Orvel broke."


def test_a_machine_reads_a_record_of_the_schema(files: tuple[Path, Path]) -> None:
    compared = json.loads(called(*files, "--json").output)

    assert compared["same"] is False
    assert compared["before"] == {"audience": "desk", "issue": 1, "as_of": "2031-03-01T18:00:00+00:00"}
    assert set(compared) == set(codec.schema_of("diff")["properties"])


def test_two_that_say_the_same_end_with_zero_and_say_so(files: tuple[Path, Path]) -> None:
    result = called(files[0], files[0])

    assert result.return_value == 0
    assert "They say the same." in result.output


def test_what_is_wrong_with_either_file_is_told_at_once(files: tuple[Path, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", "utf-8")

    with pytest.raises(InputError) as caught:
        called(tmp_path / "nowhere.json", wrong)

    places = {fault.where for fault in caught.value.faults}
    assert places == {str(tmp_path / "nowhere.json"), str(wrong)}
    assert all(fault.fix for fault in caught.value.faults)
