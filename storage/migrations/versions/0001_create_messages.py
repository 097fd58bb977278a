"""Messages that came in, and where each conversation stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "inbox",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("sender", sa.String(100), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("reply", sa.LargeBinary()),
        sa.Column("intent", sa.String(40), nullable=False, server_default=""),
        sa.Column("programme", sa.String(40), nullable=False, server_default=""),
        sa.Column("sources", sa.Text()),
        sa.Column("answered_at", UtcTime()),
        sa.PrimaryKeyConstraint("key", name="pk_inbox"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "late_messages",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("put_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_late_messages"),
    )
    op.create_index("ix_late_messages_put_at", "late_messages", ["put_at"])
    op.create_table(
        "talks",
        sa.Column("sender", sa.String(100), nullable=False),
        sa.Column("talk", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("put_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("sender", name="pk_talks"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("talks")
    op.drop_table("late_messages")
    op.drop_table("inbox")
