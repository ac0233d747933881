"""The first archive: articles, annotations and briefs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    there = sa.inspect(op.get_bind()).get_table_names()
    if "articles" not in there:
        op.create_table(
            "articles",
            sa.Column("id", sa.Text(), primary_key=True),
            sa.Column("sha256", sa.String(64), primary_key=True),
            sa.Column("published", sa.String(40), index=True),
            sa.Column("record", sa.Text(), nullable=False),
        )
    if "annotations" not in there:
        op.create_table(
            "annotations",
            sa.Column("id", sa.Text(), primary_key=True),
            sa.Column("article_sha256", sa.String(64), primary_key=True),
            sa.Column("made_by", sa.String(64), primary_key=True),
            sa.Column("record", sa.Text(), nullable=False),
        )
    if "briefs" not in there:
        op.create_table(
            "briefs",
            sa.Column("audience", sa.String(200), primary_key=True),
            sa.Column("as_of", sa.String(40), primary_key=True),
            sa.Column("issue", sa.Integer(), nullable=False),
            sa.Column("record", sa.Text(), nullable=False),
        )
        op.create_index("briefs_by_issue", "briefs", ["audience", "issue"], unique=True)
