"""Issues are known by their moment, by what they name and by where their articles came from; versions by their turn."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _add("articles", sa.Column("turn", sa.Integer()))
    _index("ix_articles_turn", "articles", "turn")
    _add("briefs", sa.Column("moment", sa.String(20)))
    _index("ix_briefs_moment", "briefs", "moment")
    _add("briefs", sa.Column("delivered_at", sa.String(40)))
    _add("briefs", sa.Column("collected", sa.Boolean()))
    _add("briefs", sa.Column("named", sa.Text()))
    _describe()


def _add(table: str, column: sa.Column[object]) -> None:
    if column.name not in {known["name"] for known in sa.inspect(op.get_bind()).get_columns(table)}:
        op.add_column(table, column)


def _index(name: str, table: str, column: str) -> None:
    if name not in {known["name"] for known in sa.inspect(op.get_bind()).get_indexes(table)}:
        op.create_index(name, table, [column])


def _describe() -> None:
    """Every kept issue was delivered, as its record says when and of what; then no series was told from another."""
    names = ("audience", "as_of", "record", "moment", "delivered_at", "collected", "named")
    briefs = sa.table("briefs", *(sa.column(name) for name in names))
    bind = op.get_bind()
    for audience, as_of, record in bind.execute(
        sa.select(briefs.c.audience, briefs.c.as_of, briefs.c.record).where(briefs.c.moment.is_(None))
    ).all():
        named = {name: reference["sha256"] for name, reference in json.loads(record).get("articles", {}).items()}
        moment = datetime.fromisoformat(as_of).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        bind.execute(
            briefs.update()
            .where(briefs.c.audience == audience, briefs.c.as_of == as_of)
            .values(moment=moment, delivered_at=as_of, collected=True, named=json.dumps(named))
        )
