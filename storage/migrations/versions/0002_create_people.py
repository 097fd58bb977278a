"""The register of persons, and residents as WeChat knows them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "people",
        sa.Column("id", ID),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("id_number", sa.LargeBinary()),
        sa.Column("phone", sa.LargeBinary()),
        sa.Column("place", sa.String(12), nullable=False, server_default=""),
        sa.Column("programmes", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("name_mark", sa.LargeBinary(16)),
        sa.Column("id_mark", sa.LargeBinary(16)),
        sa.Column("id_tail_mark", sa.LargeBinary(16)),
        sa.Column("phone_mark", sa.LargeBinary(16)),
        sa.Column("phone_tail_mark", sa.LargeBinary(16)),
        sa.Column("changed_at", UtcTime(), nullable=False),
        sa.UniqueConstraint("id_mark", name="uq_people_id_mark"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_id_tail_mark", "people", ["id_tail_mark"])
    op.create_index("ix_people_name_mark", "people", ["name_mark"])
    op.create_index("ix_people_phone_mark", "people", ["phone_mark"])
    op.create_index("ix_people_phone_tail_mark", "people", ["phone_tail_mark"])
    op.create_table(
        "contacts",
        sa.Column("openid", sa.String(100), nullable=False),
        sa.Column("person_id", sa.BigInteger()),
        sa.Column("place", sa.String(12), nullable=False, server_default=""),
        sa.Column("followed", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("wants_arrival", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("wants_news", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("big_text", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("last_message_at", UtcTime()),
        sa.Column("window_until", UtcTime()),
        sa.Column("quota_left", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("consent_text", sa.Text(), nullable=False, server_default=""),
        sa.Column("bound_at", UtcTime()),
        sa.Column("bind_tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("bind_tries_since", UtcTime()),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_contacts_person_id"),
        sa.PrimaryKeyConstraint("openid", name="pk_contacts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contacts_person_id", "contacts", ["person_id"])
    op.create_table(
        "refusals",
        sa.Column("openid", sa.String(100), nullable=False),
        sa.Column("template", sa.String(100), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("openid", "template", name="pk_refusals"),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("refusals")
    op.drop_table("contacts")
    op.drop_table("people")
