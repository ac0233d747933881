"""The measures of a run, as Prometheus reads them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefer.errors import InputError
from briefer.metrics import Run, text, write
from briefer.model.article import Skipped
from briefer.model.delivery import Receipt
from briefer.model.sources import SourceState
from briefer.pipeline import Outcome

ENDED = datetime(2019, 9, 4, 18, 5, tzinfo=UTC)
LINE = re.compile(r'briefer_[a-z_]+(\{[a-z]+="(?:[^"\\\n]|\\[\\"n])*"\})? -?[0-9.e+]+')


def outcome() -> Outcome:
    """Nothing made: two inputs left out, a delivery that waits, a source of an awkward name."""
    skipped = tuple(Skipped(name, "it has no date") for name in ("a", "b"))
    receipt = Receipt("desk", "2019-09-04T18:00:00+00:00", "0" * 64, "mail", "desk@example.org")
    name = 'Desk "A"\\B\nC'
    states = {name: SourceState(name, ENDED, last_success=ENDED)}
    return Outcome((), ("desk",), skipped, (), (receipt,), states)


def test_every_line_is_one_that_the_format_allows() -> None:
    lines = text(Run(ENDED, 12.5, 5, outcome())).splitlines()
    for line in lines:
        assert line.startswith(("# HELP briefer_", "# TYPE briefer_")) or LINE.fullmatch(line), line
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(names) == len(set(names))


def test_what_it_says() -> None:
    said = text(Run(ENDED, 12.5, 5, outcome())).splitlines()
    assert "briefer_last_run_timestamp_seconds 1567620300" in said
    assert "briefer_last_run_duration_seconds 12.5" in said
    assert "briefer_last_run_status 5" in said
    assert "briefer_skipped 2" in said
    assert "briefer_undelivered 1" in said
    assert 'briefer_source_last_success_timestamp_seconds{source="Desk \\"A\\"\\\\B\\nC"} 1567620300' in said


def test_a_run_that_failed_says_so_and_no_more() -> None:
    said = text(Run(ENDED, 1, 2, None))
    assert "briefer_last_run_status 2" in said
    assert "skipped" not in said


def test_the_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "metrics" / "briefer.prom"
    write(path, Run(ENDED, 1, 0, None))
    assert path.read_text() == text(Run(ENDED, 1, 0, None))
    assert [one.name for one in path.parent.iterdir()] == ["briefer.prom"]
    with pytest.raises(InputError, match="metrics cannot be written"):
        write(path / "below" / "a-file", Run(ENDED, 1, 0, None))
