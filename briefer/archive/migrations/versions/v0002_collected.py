"""Articles of configured sources are told from given ones. Until then a later run looked back on all of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    if "collected" not in {column["name"] for column in sa.inspect(op.get_bind()).get_columns("articles")}:
        op.add_column("articles", sa.Column("collected", sa.Boolean(), nullable=False, server_default=sa.true()))
    articles = sa.table("articles", sa.column("collected", sa.Boolean()))
    op.execute(articles.update().where(articles.c.collected.is_(None)).values(collected=True))
