"""How far an entitlement file is entered; why a payment is a supplementary one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Go one step on."""
    op.add_column("entitlement_files", sa.Column("state", sa.String(12), nullable=False, server_default="seen"))
    op.add_column("entitlement_files", sa.Column("rows_expected", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("entitlement_files", sa.Column("up_to_row", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE entitlement_files SET state = 'done' WHERE confirmed_at IS NOT NULL")
    op.add_column("batches", sa.Column("supplement", sa.LargeBinary()))
    op.add_column("payments", sa.Column("supplement", sa.LargeBinary()))


def downgrade() -> None:
    """Go one step back."""
    for name in ("payments", "batches"):
        with op.batch_alter_table(name) as table:
            table.drop_column("supplement")
    with op.batch_alter_table("entitlement_files") as table:
        for column in ("up_to_row", "rows_expected", "state"):
            table.drop_column(column)
