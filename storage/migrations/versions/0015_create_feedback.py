"""What residents think of how their matter was handled, and their ideas."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, UtcTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "feedback",
        sa.Column("id", Id, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("clue_no", sa.String(40), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("contacted", sa.Boolean()),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("answered_by", sa.String(60), nullable=False, server_default=""),
        sa.Column("answered_at", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    )
    op.create_index("ix_feedback_clue_no", "feedback", ["clue_no"])
    op.create_index("ix_feedback_at", "feedback", ["at"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("feedback")
