"""Further reporters of a clue, and whose opinion a feedback is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0021"
down_revision = "0020"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "clue_reporters",
        sa.Column("id", ID),
        sa.Column("clue_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.String(40), nullable=False),
        sa.Column("openid", sa.String(100)),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("slots", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("phone_mark", sa.LargeBinary(16)),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("promised_by", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_clue_reporters"),
        sa.ForeignKeyConstraint(["clue_id"], ["clues.id"], name="fk_clue_reporters_clue_id"),
        sa.UniqueConstraint("no", name="uq_clue_reporters_no"),
    )
    for column in ("clue_id", "openid", "phone_mark"):
        op.create_index(f"ix_clue_reporters_{column}", "clue_reporters", [column])
    op.add_column("feedback", sa.Column("reporter_id", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("feedback", "reporter_id")
    op.drop_table("clue_reporters")
