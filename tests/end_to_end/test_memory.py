"""What a run needs grows with its articles, slowly, and not with the archive."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end import crowd

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NOW = datetime(2019, 9, 4, 18, tzinfo=UTC)
MODEL = 130
"""Megabytes that the language model adds at most, which these runs do without."""


def megabytes(folder: Path, examples: crowd.Known, number: int, now: datetime = NOW) -> int:
    """A run over so many new articles, in a process of its own → the most memory that it had."""
    known, inbox = folder / "known.json", folder / f"{now:%j}-{number}.jsonl"
    known.write_text(json.dumps(examples))
    crowd.offer(inbox, examples, number, now, 0.9)
    command = [sys.executable, "-m", "tests.end_to_end.crowd", str(known), str(inbox), str(folder / "out"), now.isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=1200)
    said: dict[str, Any] = json.loads(done.stdout)
    assert min(said["used"].values()) > 0.9 * number
    return int(said["megabytes"])


def test_ten_thousand_articles_need_less_than_a_gigabyte(nlp: Any, tmp_path: Path) -> None:
    """Measured on some hundred and two thousand, for each further article costs the same."""
    examples = crowd.known(nlp)
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    few, many = megabytes(tmp_path / "few", examples, 300), megabytes(tmp_path / "many", examples, 2000)

    assert few + (many - few) / 1700 * 9700 + MODEL < 1024


def test_an_archive_of_years_costs_no_memory(nlp: Any, tmp_path: Path) -> None:
    examples = crowd.known(nlp)
    young = megabytes(tmp_path, examples, 200)
    with closing(sqlite3.connect(tmp_path / "out" / "archive.sqlite")) as archive, archive:
        columns = "sha256, published, collected, record, turn, first_turn, last_seen"
        for back in range(20, 420, 4):
            published = (NOW - timedelta(days=back)).isoformat()
            archive.execute(
                f"INSERT INTO articles (id, {columns}) SELECT id || ?, sha256, ?, 1, record, 1, 1, '2019-09-04T18:00:00Z' FROM "
                f"(SELECT * FROM articles LIMIT 200)",
                (f"-{back}", published),
            )
        assert archive.execute("SELECT count(*) FROM articles").fetchone() == (20_200,)
    old = megabytes(tmp_path, examples, 200, NOW + timedelta(days=1))

    assert old < young * 1.15
