"""What residents consented to, word for word; which consents to a notice are spent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0022"
down_revision = "0021"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "consents",
        sa.Column("id", ID),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("openid", sa.String(100)),
        sa.Column("clue_no", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.String(60), nullable=False),
        sa.Column("whose", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_openid", "consents", ["openid"])
    op.create_index("ix_consents_clue_no", "consents", ["clue_no"])
    op.add_column("template_consents", sa.Column("used_at", UtcTime()))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column("template_consents", "used_at")
    op.drop_table("consents")
