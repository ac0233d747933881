"""An SQLAlchemy URL, opened: transactions on it, and its faults in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from briefer.archive import schema
from briefer.errors import ArchiveError, Fault

Name = TypeVar("Name", bound=str)

ASKED = 400
"""Ids that are looked up in one query: databases limit the parameters of a statement."""


class Store:
    """What the archive's parts share. Tables are made where there are none, and an older archive's are brought up.

    Raises ArchiveError where the archive cannot be opened, read or written, or is newer than this briefer.
    """

    def __init__(self, url: str) -> None:
        self._where = url
        with self._faults("opened"):
            parsed = make_url(url)
            self._where = parsed.render_as_string(hide_password=True)
            if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
                Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
            self._engine = schema.engine_of(parsed)
            schema.prepare(self._engine, self._where)

    @contextmanager
    def _session(self, act: str) -> Iterator[Session]:
        """One transaction. `act`: what it is for, read or written, as an error says it."""
        engine = self._engine.execution_options(**{schema.WRITES: act == "written"})
        with self._faults(act), Session(engine) as session, session.begin():
            yield session

    @contextmanager
    def _faults(self, act: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as problem:
            cause = getattr(problem, "orig", None) or problem
            fix = "Look at `archive` in briefer.yaml." if isinstance(problem, ArgumentError) else "Look at its folder and disk."
            raise ArchiveError(Fault(f"the archive cannot be {act}: {cause}.", self._where, fix)) from problem


def parts(names: Sequence[Name]) -> Iterator[Sequence[Name]]:
    """Names → the same, at most `ASKED` at a time."""
    for start in range(0, len(names), ASKED):
        yield names[start : start + ASKED]


def moment_of(when: datetime) -> str:
    """An aware time → the same instant in UTC, in letters that sort as time does."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
