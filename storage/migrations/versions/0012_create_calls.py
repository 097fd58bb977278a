"""Calls that are over, people to be rung back, and what came in on paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, UtcTime
from storage.migrations.append_only import guard

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "calls",
        sa.Column("id", Id, nullable=False),
        sa.Column("operator_id", sa.BigInteger(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("phone_mark", sa.LargeBinary(16)),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=False),
        sa.Column("flow", sa.String(40), nullable=False),
        sa.Column("clue_no", sa.String(40), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("ticks", sa.Text(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["accounts.id"], name="fk_calls_operator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
    )
    op.create_index("ix_calls_phone_mark", "calls", ["phone_mark"])
    op.create_index("ix_calls_clue_no", "calls", ["clue_no"])
    op.create_index("ix_calls_ended_at", "calls", ["ended_at"])
    op.create_index("ix_calls_operator_id_ended_at", "calls", ["operator_id", "ended_at"])
    op.create_table(
        "call_notes",
        sa.Column("id", Id, nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name="fk_call_notes_call_id"),
        sa.PrimaryKeyConstraint("id", name="pk_call_notes"),
    )
    op.create_index("ix_call_notes_call_id", "call_notes", ["call_id"])
    guard("call_notes", ("id", "call_id", "at", "who"))
    _callbacks()
    op.create_table(
        "papers",
        sa.Column("id", Id, nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("sender", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("doc_no", sa.LargeBinary(), nullable=False),
        sa.Column("file_name", sa.LargeBinary(), nullable=False),
        sa.Column("file_type", sa.String(100), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("clue_no", sa.String(40), server_default="", nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
    )
    op.create_index("ix_papers_clue_no", "papers", ["clue_no"])
    op.create_index("ix_papers_at", "papers", ["at"])


def _callbacks() -> None:
    op.create_table(
        "callbacks",
        sa.Column("id", Id, nullable=False),
        sa.Column("origin", sa.String(20), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("phone_mark", sa.LargeBinary(16)),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("wanted", sa.LargeBinary(), nullable=False),
        sa.Column("openid", sa.String(100)),
        sa.Column("place", sa.String(12), nullable=False),
        sa.Column("clue_no", sa.String(40), nullable=False),
        sa.Column("asked_by", sa.String(60), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("promised_at", UtcTime(), nullable=False),
        sa.Column("next_at", UtcTime(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("closed_at", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_callbacks"),
    )
    op.create_index("ix_callbacks_phone_mark", "callbacks", ["phone_mark"])
    op.create_index("ix_callbacks_openid", "callbacks", ["openid"])
    op.create_index("ix_callbacks_clue_no", "callbacks", ["clue_no"])
    op.create_index("ix_callbacks_state_promised_at", "callbacks", ["state", "promised_at"])
    op.create_index("ix_callbacks_state_closed_at", "callbacks", ["state", "closed_at"])
    op.create_table(
        "callback_tries",
        sa.Column("id", Id, nullable=False),
        sa.Column("callback_id", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["callback_id"], ["callbacks.id"], name="fk_callback_tries_callback_id"),
        sa.PrimaryKeyConstraint("id", name="pk_callback_tries"),
    )
    op.create_index("ix_callback_tries_callback_id", "callback_tries", ["callback_id"])
    guard("callback_tries", ("id", "callback_id", "at", "who", "outcome"))


def downgrade() -> None:
    """Go one step back."""
    for table in ("papers", "callback_tries", "callbacks", "call_notes", "calls"):
        op.drop_table(table)
