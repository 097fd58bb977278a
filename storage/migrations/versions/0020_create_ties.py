"""People a contact is bound to: several, each with the words consented to for that person; and who lives together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcTime

revision = "0020"
down_revision = "0019"

_TIE = "person_id, agent_of, consent_text, bound_at"


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "ties",
        sa.Column("openid", sa.String(100), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("agent_of", sa.String(20), nullable=False, server_default=""),
        sa.Column("consent_text", sa.Text(), nullable=False, server_default=""),
        sa.Column("bound_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["openid"], ["contacts.openid"], name="fk_ties_openid"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_ties_person_id"),
        sa.PrimaryKeyConstraint("openid", "person_id", name="pk_ties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ties_person_id", "ties", ["person_id"])
    # Whoever was bound stays bound, with the same words; a tie without its day is as old as what was heard last.
    op.execute(
        f"INSERT INTO ties (openid, {_TIE}) SELECT openid, person_id, agent_of, consent_text, "  # noqa: S608
        "coalesce(bound_at, last_message_at, '2026-01-01T00:00:00.000000+00:00') "
        "FROM contacts WHERE person_id IS NOT NULL"
    )
    op.drop_index("ix_contacts_person_id", table_name="contacts")
    with op.batch_alter_table("contacts", table_kwargs={"sqlite_with_rowid": False}) as batch:
        for name in ("person_id", "agent_of", "consent_text", "bound_at"):
            batch.drop_column(name)
    op.add_column("people", sa.Column("household", sa.LargeBinary()))
    op.add_column("people", sa.Column("household_mark", sa.LargeBinary(16)))
    op.create_index("ix_people_household_mark", "people", ["household_mark"])
    op.add_column("entitlements", sa.Column("covered", sa.SmallInteger()))


def downgrade() -> None:
    """Go one step back: a contact keeps the person it was bound to first."""
    op.drop_column("entitlements", "covered")
    op.drop_index("ix_people_household_mark", table_name="people")
    op.drop_column("people", "household_mark")
    op.drop_column("people", "household")
    with op.batch_alter_table("contacts", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.add_column(sa.Column("person_id", sa.BigInteger()))
        batch.add_column(sa.Column("agent_of", sa.String(20), nullable=False, server_default=""))
        batch.add_column(sa.Column("consent_text", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("bound_at", UtcTime()))
        batch.create_foreign_key("fk_contacts_person_id", "people", ["person_id"], ["id"])
    op.create_index("ix_contacts_person_id", "contacts", ["person_id"])
    first = "ties.openid = contacts.openid ORDER BY bound_at, person_id LIMIT 1"
    for name in ("person_id", "agent_of", "consent_text", "bound_at"):
        value = f"(SELECT {name} FROM ties WHERE {first})"  # noqa: S608
        value = f"coalesce({value}, '')" if name in ("agent_of", "consent_text") else value
        op.execute(f"UPDATE contacts SET {name} = {value}")  # noqa: S608
    op.drop_table("ties")
