"""Which issue told of which article; what an issue's files are; what is known of each source; when an article came and came
last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("articles", sa.Column("first_turn", sa.Integer()))
    op.add_column("articles", sa.Column("last_seen", sa.String(20)))
    op.create_index("ix_articles_last_seen", "articles", ["last_seen"])
    op.add_column("briefs", sa.Column("turn", sa.Integer()))
    op.create_table(
        "windows",
        sa.Column("audience", sa.String(200), primary_key=True),
        sa.Column("article", sa.Text(), primary_key=True),
        sa.Column("as_of", sa.String(40), nullable=False),
    )
    op.create_index("windows_by_issue", "windows", ["audience", "as_of"])
    op.create_table(
        "files",
        sa.Column("audience", sa.String(200), primary_key=True),
        sa.Column("as_of", sa.String(40), primary_key=True),
        sa.Column("ending", sa.String(20), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "sources",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.execute("UPDATE articles SET first_turn = coalesce(turn, 0) WHERE collected")
    op.execute("UPDATE articles SET last_seen = substr(published, 1, 10) || 'T00:00:00Z' WHERE published IS NOT NULL")
