"""Staff, console logins, and the record of who did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime
from storage.migrations.append_only import guard

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "staff",
        sa.Column("id", ID),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("phone", sa.String(30), nullable=False, server_default=""),
        sa.Column("openid", sa.String(100)),
        sa.Column("division", sa.String(12), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("duties", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("deputy_id", sa.BigInteger()),
        sa.Column("absent_until", sa.Date()),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.ForeignKeyConstraint(["deputy_id"], ["staff.id"], name="fk_staff_deputy_id"),
        sa.UniqueConstraint("openid", name="uq_staff_openid"),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
    )
    op.create_index("ix_staff_division", "staff", ["division"])
    op.create_table(
        "accounts",
        sa.Column("id", ID),
        sa.Column("username", sa.String(60), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("division", sa.String(12), nullable=False, server_default=""),
        sa.Column("staff_id", sa.BigInteger()),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("failed", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("locked_until", UtcTime()),
        sa.Column("last_login_at", UtcTime()),
        sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_accounts_staff_id"),
        sa.UniqueConstraint("username", name="uq_accounts_username"),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.Column("until", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime()),
        sa.Column("device", sa.String(200), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_who", "sessions", ["who"])
    op.create_table(
        "audit",
        sa.Column("id", ID),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("what", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False, server_default=""),
        sa.Column("detail", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_subject_id", "audit", ["subject", "id"])
    op.create_index("ix_audit_who_id", "audit", ["who", "id"])
    guard("audit", ("id", "at", "who", "what", "subject"))


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("audit")
    op.drop_table("sessions")
    op.drop_table("accounts")
    op.drop_table("staff")
