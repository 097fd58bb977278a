"""Tables that only grow: the database itself refuses to change or delete what was written.

A migration that rebuilds such a table (SQLite copies it) has to guard it again.
"""

from __future__ import annotations

from alembic import op

_FUNCTION = """
CREATE OR REPLACE FUNCTION zhudong_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def guard(table: str, columns: tuple[str, ...]) -> None:
    """Refuse to delete rows and to change ``columns``: all but the sealed ones, which new keys seal anew."""
    events = {"delete": "DELETE", "update": f"UPDATE OF {', '.join(columns)}"}
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)
        for name, event in events.items():
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION zhudong_append_only()"
            )
        return
    for name, event in events.items():
        op.execute(
            f"CREATE TRIGGER {table}_no_{name} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
