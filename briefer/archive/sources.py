"""What is known of the configured sources from run to run."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from briefer.archive.store import Store
from briefer.archive.tables import SourceRow
from briefer.errors import InputError
from briefer.model import codec
from briefer.model.sources import SourceState


class Sources(Store):
    """The archive's part for sources."""

    def source_states(self) -> dict[str, SourceState]:
        """Each source that was collected before, by name; one whose record this version cannot read is a new one."""
        found = {}
        with self._session("read") as session:
            for name, record in session.execute(select(SourceRow.name, SourceRow.record).order_by(SourceRow.name)):
                try:
                    found[name] = codec.from_json(SourceState, record, where=self._where)
                except InputError:
                    continue
        return found

    def keep_source_states(self, states: Mapping[str, SourceState]) -> None:
        """States, in the place of the older ones; after the articles of their run, which their validators stand for."""
        with self._session("written") as session:
            for name, state in states.items():
                session.merge(SourceRow(name=name, record=codec.to_json(state)))
