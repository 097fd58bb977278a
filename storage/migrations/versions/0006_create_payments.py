"""Payment files, batches and payments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "pay_files",
        sa.Column("id", ID),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.UniqueConstraint("sha256", name="uq_pay_files_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_pay_files"),
    )
    op.create_table(
        "batches",
        sa.Column("id", ID),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("rows_expected", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("ready_at", UtcTime()),
        sa.ForeignKeyConstraint(["file_id"], ["pay_files.id"], name="fk_batches_file_id"),
        sa.UniqueConstraint("file_id", name="uq_batches_file_id"),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
    )
    op.create_table(
        "payments",
        sa.Column("id", ID),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("account_tail", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_payments_batch_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_payments_person_id"),
        sa.UniqueConstraint("batch_id", "row", name="uq_payments_batch_id_row"),
        sa.UniqueConstraint(
            "person_id", "programme", "period", "part", name="uq_payments_person_id_programme_period_part"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("payments")
    op.drop_table("batches")
    op.drop_table("pay_files")
