"""The bureau's own standards, and questions nobody could answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "standards",
        sa.Column("id", ID),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("region", sa.String(12), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("amount", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date()),
        sa.Column("published_on", sa.Date()),
        sa.Column("doc_no", sa.String(200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("review", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("note", sa.String(500), nullable=False, server_default=""),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.PrimaryKeyConstraint("id", name="pk_standards"),
    )
    op.create_index("ix_standards_programme", "standards", ["programme"])
    op.create_table(
        "standard_edits",
        sa.Column("id", ID),
        sa.Column("standard_id", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.ForeignKeyConstraint(["standard_id"], ["standards.id"], name="fk_standard_edits_standard_id"),
        sa.PrimaryKeyConstraint("id", name="pk_standard_edits"),
    )
    op.create_index("ix_standard_edits_standard_id", "standard_edits", ["standard_id"])
    op.create_table(
        "questions",
        sa.Column("id", ID),
        sa.Column("mark", sa.LargeBinary(16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("intent", sa.String(40), nullable=False),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", UtcTime(), nullable=False),
        sa.Column("last_at", UtcTime(), nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("answered_by", sa.String(60), nullable=False, server_default=""),
        sa.Column("answered_at", UtcTime()),
        sa.UniqueConstraint("mark", name="uq_questions_mark"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_index("ix_questions_last_at", "questions", ["last_at"])
    op.create_table(
        "versions",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_versions"),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("versions")
    op.drop_table("questions")
    op.drop_table("standard_edits")
    op.drop_table("standards")
