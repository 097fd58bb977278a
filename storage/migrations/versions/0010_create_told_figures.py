"""Who was told which figure, who confirmed a standard, and notices of changed ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, UtcTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Go one step on."""
    op.add_column("standards", sa.Column("passage", sa.String(1000), server_default="", nullable=False))
    op.add_column("standards", sa.Column("reviewed_by", sa.String(60), server_default="", nullable=False))
    op.add_column("standards", sa.Column("reviewed_on", sa.Date(), nullable=True))
    op.add_column("standards", sa.Column("replaces", sa.BigInteger(), nullable=True))
    op.create_table(
        "told_figures",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("standard", sa.String(16), nullable=False),
        sa.Column("openid", sa.String(100), nullable=False),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("figure", sa.String(200), nullable=False),
        sa.Column("doc_no", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("day", "standard", "openid", name="pk_told_figures"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_told_figures_openid", "told_figures", ["openid"])
    op.create_table(
        "standard_notices",
        sa.Column("id", Id, nullable=False),
        sa.Column("standard_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("receiving", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("decided_by", sa.String(60), server_default="", nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["standard_id"], ["standards.id"], name="fk_standard_notices_standard_id"),
        sa.PrimaryKeyConstraint("id", name="pk_standard_notices"),
    )
    op.create_index("ix_standard_notices_standard_id", "standard_notices", ["standard_id"])
    op.create_table(
        "notice_receivers",
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("openid", sa.String(100), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["standard_notices.id"], name="fk_notice_receivers_notice_id"),
        sa.PrimaryKeyConstraint("notice_id", "openid", name="pk_notice_receivers"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("notice_receivers")
    op.drop_table("standard_notices")
    op.drop_table("told_figures")
    for name in ("replaces", "reviewed_on", "reviewed_by", "passage"):
        op.drop_column("standards", name)
