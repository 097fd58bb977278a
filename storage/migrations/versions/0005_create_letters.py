"""The outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "letters",
        sa.Column("id", ID),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("to_kind", sa.String(20), nullable=False),
        sa.Column("to_id", sa.String(100), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("bundle", sa.String(60), nullable=False, server_default=""),
        sa.Column("payload", sa.LargeBinary()),
        sa.Column("due_at", UtcTime()),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("state", sa.String(12), nullable=False, server_default="queued"),
        sa.Column("channel", sa.String(20), nullable=False, server_default=""),
        sa.Column("msgid", sa.String(100)),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("wanted_at", UtcTime(), nullable=False),
        sa.Column("settled_at", UtcTime()),
        sa.UniqueConstraint("key", name="uq_letters_key"),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
    )
    op.create_index(
        "ix_letters_bundle",
        "letters",
        ["bundle", "state"],
        sqlite_where=sa.text("bundle != ''"),
        postgresql_where=sa.text("bundle != ''"),
    )
    op.create_index(
        "ix_letters_due",
        "letters",
        ["lane", "due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_letters_msgid",
        "letters",
        ["msgid"],
        sqlite_where=sa.text("msgid IS NOT NULL"),
        postgresql_where=sa.text("msgid IS NOT NULL"),
    )
    op.create_index("ix_letters_state_lane_id", "letters", ["state", "lane", "id"])
    op.create_index("ix_letters_subject", "letters", ["subject"])
    op.create_table(
        "receipts",
        sa.Column("msgid", sa.String(100), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("msgid", name="pk_receipts"),
    )
    op.create_index("ix_receipts_at", "receipts", ["at"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("receipts")
    op.drop_table("letters")
