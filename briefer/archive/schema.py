"""An archive of any age → one of this version's schema. The usual case, nothing to do, costs one query."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, Engine, event, inspect, select, table
from sqlalchemy import column as named
from sqlalchemy.engine import URL, create_engine

from briefer.archive.tables import Table
from briefer.errors import ArchiveError, Fault

log = logging.getLogger(__name__)

HEAD = "0005"
"""The newest step in migrations/versions."""
WRITES = "briefer_writes"
"""The execution option of a transaction that writes: it waits for its turn at once, so that it never has to be begun again."""
PATIENCE = 30
"""Seconds that a transaction waits for another process to end its own."""
LOCK = 0x62726965
"""The advisory lock under which an archive on PostgreSQL is brought up: any number, the same everywhere."""
_VERSION = table("alembic_version", named("version_num"))


def engine_of(url: URL) -> Engine:
    """A URL → its engine. On SQLite, where the driver would begin transactions late, each begins where it says so."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _plain(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")

    return engine


def prepare(engine: Engine, where: str) -> None:
    """An archive's engine → the same archive with all tables and columns of this version, in one transaction, nothing lost.

    Several processes may do this at once: one does it, the others find it done. ArchiveError where the archive is newer than
    this briefer.
    """
    with engine.connect() as connection:
        if _is_current(connection, where):
            return
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        if _is_current(connection, where):
            return
        if inspect(connection).has_table("articles"):
            log.info("the archive is brought up to schema %s", HEAD)
            _migrate(connection)
        else:
            Table.metadata.create_all(connection)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")


def _is_current(connection: Connection, where: str) -> bool:
    if not inspect(connection).has_table(_VERSION.name):
        return False
    version = connection.scalar(select(_VERSION.c.version_num))
    if version is not None and version > HEAD:
        raise ArchiveError(
            Fault(
                f"the archive was written by a newer briefer (schema {version}; this one knows {HEAD})",
                where,
                "Install that version again, or name another `archive` in briefer.yaml.",
            )
        )
    return version == HEAD


def _migrate(connection: Connection) -> None:
    """Runs the steps that the archive lacks, all or none."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("version_path_separator", "newline")
    command.upgrade(config, HEAD)
