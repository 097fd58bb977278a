"""Entitlements: what each person receives or received, the files they came from, every change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0013"
down_revision = "0012"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "entitlement_files",
        sa.Column("id", ID),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("confirmed_by", sa.String(60)),
        sa.Column("confirmed_at", UtcTime()),
        sa.Column("new", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("changed", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("stopped", sa.Integer(), nullable=False, server_default="0"),
        sa.UniqueConstraint("sha256", name="uq_entitlement_files_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_entitlement_files"),
    )
    op.create_table(
        "entitlements",
        sa.Column("id", ID),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("per", sa.String(8), nullable=False, server_default="month"),
        sa.Column("pay_day", sa.SmallInteger()),
        sa.Column("stopped_on", sa.Date()),
        sa.Column("stop_reason", sa.LargeBinary()),
        sa.Column("decided_by", sa.LargeBinary()),
        sa.Column("source", sa.String(8), nullable=False),
        sa.Column("file_id", sa.BigInteger()),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("changed_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_entitlements_person_id"),
        sa.ForeignKeyConstraint(["file_id"], ["entitlement_files.id"], name="fk_entitlements_file_id"),
        sa.UniqueConstraint("person_id", "programme", name="uq_entitlements_person_id_programme"),
        sa.PrimaryKeyConstraint("id", name="pk_entitlements"),
    )
    op.create_table(
        "entitlement_changes",
        sa.Column("id", ID),
        sa.Column("entitlement_id", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("source", sa.String(8), nullable=False),
        sa.Column("before", sa.LargeBinary()),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["entitlement_id"], ["entitlements.id"], name="fk_entitlement_changes_entitlement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entitlement_changes"),
    )
    op.create_index("ix_entitlement_changes_entitlement_id", "entitlement_changes", ["entitlement_id"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("entitlement_changes")
    op.drop_table("entitlements")
    op.drop_table("entitlement_files")
