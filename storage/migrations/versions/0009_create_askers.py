"""Who waits for the answer to a question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "askers",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("openid", sa.String(100), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_askers_question_id"),
        sa.PrimaryKeyConstraint("question_id", "openid", name="pk_askers"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_askers_openid", "askers", ["openid"])
    op.create_index("ix_askers_asked_at", "askers", ["asked_at"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("askers")
