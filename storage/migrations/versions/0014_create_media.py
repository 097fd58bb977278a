"""What residents send besides words, what was said lately, what the bureau recorded, and the language one prefers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, UtcTime

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Go one step on."""
    op.add_column("inbox", sa.Column("said", sa.LargeBinary()))
    op.add_column("contacts", sa.Column("language", sa.String(20), nullable=False, server_default=""))
    op.create_table(
        "media",
        sa.Column("id", Id, nullable=False),
        sa.Column("media_id", sa.String(200), nullable=False),
        sa.Column("openid", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("clue_no", sa.String(40), nullable=False, server_default=""),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("content_type", sa.String(100), nullable=False, server_default=""),
        sa.Column("size", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("seconds", sa.Integer()),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("due_at", UtcTime()),
        sa.Column("hearing", sa.String(10), nullable=False, server_default=""),
        sa.Column("heard_by", sa.String(60), nullable=False, server_default=""),
        sa.Column("heard_at", UtcTime()),
        sa.Column("note", sa.LargeBinary()),
        sa.UniqueConstraint("media_id", name="uq_media_media_id"),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
    )
    op.create_index("ix_media_openid", "media", ["openid"])
    op.create_index("ix_media_at", "media", ["at"])
    op.create_index("ix_media_clue_no", "media", ["clue_no"])
    op.create_index("ix_media_hearing", "media", ["hearing", "at"])
    due = sa.text("due_at IS NOT NULL")
    op.create_index("ix_media_due", "media", ["due_at"], sqlite_where=due, postgresql_where=due)
    op.create_table(
        "media_contents",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["media.id"], name="fk_media_contents_id"),
        sa.PrimaryKeyConstraint("id", name="pk_media_contents"),
    )
    op.create_table(
        "recordings",
        sa.Column("id", Id, nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("seconds", sa.Integer()),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("content_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("media_id", sa.String(200), nullable=False, server_default=""),
        sa.Column("media_until", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_recordings"),
    )
    op.create_index("ix_recordings_subject", "recordings", ["subject"])
    op.create_table(
        "recording_contents",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["recordings.id"], name="fk_recording_contents_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recording_contents"),
    )


def downgrade() -> None:
    """Go one step back."""
    for table in ("recording_contents", "recordings", "media_contents", "media"):
        op.drop_table(table)
    with op.batch_alter_table("contacts") as batch:
        batch.drop_column("language")
    with op.batch_alter_table("inbox") as batch:
        batch.drop_column("said")
