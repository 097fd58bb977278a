"""Family members who look after somebody else's money, and news of changed standards that may be switched off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Go one step on."""
    op.add_column("contacts", sa.Column("wants_standards", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("contacts", sa.Column("agent_of", sa.String(20), nullable=False, server_default=""))
    op.create_table(
        "template_consents",
        sa.Column("openid", sa.String(100), nullable=False),
        sa.Column("template", sa.String(100), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("openid", "template", "at", name="pk_template_consents"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("template_consents")
    with op.batch_alter_table("contacts") as batch:
        batch.drop_column("agent_of")
        batch.drop_column("wants_standards")
