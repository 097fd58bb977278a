"""Announcements: what the bureau tells everybody in the open-information column."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, UtcTime

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "announcements",
        sa.Column("id", Id, nullable=False),
        sa.Column("division", sa.String(12), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("doc_no", sa.String(80), nullable=False),
        sa.Column("shown_from", sa.Date(), nullable=False),
        sa.Column("shown_until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("decided_by", sa.String(60), nullable=False, server_default=""),
        sa.Column("decided_at", UtcTime()),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
    )
    op.create_index("ix_announcements_division", "announcements", ["division"])
    op.create_index("ix_announcements_shown_until", "announcements", ["shown_until"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("announcements")
