"""Clues and their history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime
from storage.migrations.append_only import guard

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "clues",
        sa.Column("id", ID),
        sa.Column("no", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("urgency", sa.String(20), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("place", sa.String(12), nullable=False),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("slots", sa.LargeBinary(), nullable=False),
        sa.Column("subject_name", sa.LargeBinary(), nullable=False),
        sa.Column("subject_phone", sa.LargeBinary(), nullable=False),
        sa.Column("subject_id_number", sa.LargeBinary(), nullable=False),
        sa.Column("reporter_openid", sa.String(100)),
        sa.Column("reporter_name", sa.LargeBinary(), nullable=False),
        sa.Column("reporter_phone", sa.LargeBinary(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("subject_name_mark", sa.LargeBinary(16)),
        sa.Column("subject_phone_mark", sa.LargeBinary(16)),
        sa.Column("subject_id_mark", sa.LargeBinary(16)),
        sa.Column("reporter_phone_mark", sa.LargeBinary(16)),
        sa.Column("opened_by", sa.String(60), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("hardship", sa.Text(), nullable=False),
        sa.Column("hardship_class", sa.String(20), nullable=False),
        sa.Column("consent", sa.Boolean()),
        sa.Column("able", sa.Boolean()),
        sa.Column("media_ids", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.BigInteger()),
        sa.Column("deputy_id", sa.BigInteger()),
        sa.Column("superior_id", sa.BigInteger()),
        sa.Column("route_why", sa.Text(), nullable=False),
        sa.Column("vacancy", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("clocks", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("due_at", UtcTime()),
        sa.Column("promised_by", sa.Date()),
        sa.Column("next_alarm_at", UtcTime()),
        sa.Column("alarm_level", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("result", sa.String(20), nullable=False, server_default=""),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("changed_at", UtcTime(), nullable=False),
        sa.Column("resolved_at", UtcTime()),
        sa.ForeignKeyConstraint(["deputy_id"], ["staff.id"], name="fk_clues_deputy_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name="fk_clues_owner_id"),
        sa.ForeignKeyConstraint(["superior_id"], ["staff.id"], name="fk_clues_superior_id"),
        sa.UniqueConstraint("no", name="uq_clues_no"),
        sa.PrimaryKeyConstraint("id", name="pk_clues"),
    )
    op.create_index(
        "ix_clues_next_alarm_at",
        "clues",
        ["next_alarm_at"],
        sqlite_where=sa.text("next_alarm_at IS NOT NULL"),
        postgresql_where=sa.text("next_alarm_at IS NOT NULL"),
    )
    op.create_index("ix_clues_opened_at", "clues", ["opened_at"])
    op.create_index("ix_clues_owner_id_state", "clues", ["owner_id", "state"])
    op.create_index("ix_clues_place", "clues", ["place"])
    op.create_index("ix_clues_reporter_openid", "clues", ["reporter_openid"])
    op.create_index("ix_clues_reporter_phone_mark", "clues", ["reporter_phone_mark"])
    op.create_index("ix_clues_state_due_at", "clues", ["state", "due_at"])
    op.create_index("ix_clues_subject_id_mark", "clues", ["subject_id_mark"])
    op.create_index("ix_clues_subject_name_mark", "clues", ["subject_name_mark"])
    op.create_index("ix_clues_subject_phone_mark", "clues", ["subject_phone_mark"])
    op.create_table(
        "clue_events",
        sa.Column("id", ID),
        sa.Column("clue_id", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("before", sa.String(20), nullable=False),
        sa.Column("after", sa.String(20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["clue_id"], ["clues.id"], name="fk_clue_events_clue_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clue_events"),
    )
    op.create_index("ix_clue_events_clue_id", "clue_events", ["clue_id"])
    guard("clue_events", ("id", "clue_id", "at", "who", "action", "before", "after"))
    op.create_table(
        "clue_numbers",
        sa.Column("day", sa.String(40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_clue_numbers"),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("clue_numbers")
    op.drop_table("clue_events")
    op.drop_table("clues")
