"""What became of each delivery, and the briefs that wait for approval."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("audience", sa.String(200), primary_key=True),
        sa.Column("as_of", sa.String(40), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("target", sa.String(200), primary_key=True),
        sa.Column("recipient", sa.String(500), primary_key=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(40)),
        sa.Column("reason", sa.Text()),
        sa.Column("round", sa.Integer(), nullable=False),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state"])
    op.create_table(
        "drafts",
        sa.Column("audience", sa.String(200), primary_key=True),
        sa.Column("as_of", sa.String(40), primary_key=True),
        sa.Column("moment", sa.String(20), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("collected", sa.Boolean(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text()),
    )
    op.create_index("ix_drafts_moment", "drafts", ["moment"])
