"""The bureau's own words for lines of conversations, every version of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0018"
down_revision = "0017"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "wordings",
        sa.Column("id", ID),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("published_by", sa.String(60), nullable=False, server_default=""),
        sa.Column("published_at", UtcTime()),
        sa.Column("ended_by", sa.String(60), nullable=False, server_default=""),
        sa.Column("ended_at", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_wordings"),
    )
    op.create_index("ix_wordings_key_id", "wordings", ["key", "id"])
    op.create_index("ix_wordings_state", "wordings", ["state"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("wordings")
