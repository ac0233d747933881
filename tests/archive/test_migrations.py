"""An archive of any earlier version opens as one of this version, and nothing that was in it is lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from briefer.archive import Archive, schema
from briefer.archive.tables import Table
from briefer.errors import ArchiveError
from tests.archive import old_archives as old

MIGRATIONS = Path(schema.__file__).parent / "migrations"


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def differences(path: Path) -> list[Any]:
    """What the tables of this version have otherwise than an archive, as Alembic sees it; a column that may be empty aside."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Table.metadata)
    engine.dispose()
    return [one for one in found if not (isinstance(one, list) and one[0][0] == "modify_nullable")]


@pytest.mark.parametrize("version", list(old.VERSIONS))
def test_an_archive_of_each_version_is_brought_up(version: str, tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    old.make(path, version)

    with Archive(f"sqlite:///{path}") as archive:
        (article,) = archive.articles_between("2019-09-01", "2019-09-03")
        assert article.text == "Rain fell on the pass."
        assert archive.issue_of("desk", old.AS_OF) == 7
        assert archive.issue_of("desk", "2019-09-03T18:00:00+04:30") == 8

    assert rows(path, "SELECT version_num FROM alembic_version") == [(schema.HEAD,)]
    assert rows(path, "SELECT id, article_sha256, made_by, record FROM annotations") == [("a", "v", "finders", "{}")]
    assert rows(path, "SELECT moment, named IS NOT NULL, delivered_at, collected FROM briefs") == [
        ("2019-09-02T13:30:00Z", 1, old.AS_OF, 1)
    ]
    assert differences(path) == []


def test_a_new_archive_is_what_the_steps_lead_to(tmp_path: Path) -> None:
    Archive(f"sqlite:///{tmp_path / 'archive.sqlite'}").__exit__(None, None, None)

    assert differences(tmp_path / "archive.sqlite") == []
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == schema.HEAD


def test_a_newer_archive_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    Archive(f"sqlite:///{path}").__exit__(None, None, None)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(ArchiveError) as caught:
        Archive(f"sqlite:///{path}")

    (fault,) = caught.value.faults
    assert "newer briefer (schema 9999" in fault.problem
    assert fault.where == f"sqlite:///{path}"
    assert fault.fix is not None and "Install" in fault.fix
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    old.make(path, "second")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("CREATE TABLE windows (something_else TEXT)")
    connection.close()
    before = rows(path, "SELECT sql FROM sqlite_master ORDER BY name")

    with pytest.raises(ArchiveError, match="already exists"):
        Archive(f"sqlite:///{path}")

    assert rows(path, "SELECT sql FROM sqlite_master ORDER BY name") == before


OPEN = """import sys
from briefer.archive import Archive
with Archive(sys.argv[1]) as archive:
    print(archive.issue_of("desk", "2031-01-01T18:00:00+00:00"))"""


@pytest.mark.parametrize("version", ["first", None])
def test_processes_that_open_an_archive_at_once_bring_it_up_once(version: str | None, tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    if version is not None:
        old.make(path, version)
    command = [sys.executable, "-c", OPEN, f"sqlite:///{path}"]
    openers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [opener.communicate(timeout=60) for opener in openers]

    assert told == [("8\n" if version else "1\n", "")] * 4
    assert rows(path, "SELECT version_num FROM alembic_version") == [(schema.HEAD,)]
    assert differences(path) == []


def test_opening_a_current_archive_does_not_load_the_migrations(tmp_path: Path) -> None:
    code = f"{OPEN}\nassert not [name for name in sys.modules if name.startswith('alembic')]"
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code, f"sqlite:///{tmp_path / 'a.sqlite'}"], check=True, timeout=60)
