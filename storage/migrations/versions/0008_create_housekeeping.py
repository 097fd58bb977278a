"""Tokens, recurring duties, and the database's own keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "tokens",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.LargeBinary()),
        sa.Column("expires_at", UtcTime()),
        sa.Column("holder", sa.String(60), nullable=False, server_default=""),
        sa.Column("held_until", UtcTime()),
        sa.PrimaryKeyConstraint("name", name="pk_tokens"),
    )
    op.create_table(
        "ticks",
        sa.Column("job", sa.String(60), nullable=False),
        sa.Column("slot", sa.String(40), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("job", "slot", name="pk_ticks"),
    )
    op.create_index("ix_ticks_at", "ticks", ["at"])
    op.create_table(
        "keys",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_keys"),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("keys")
    op.drop_table("ticks")
    op.drop_table("tokens")
