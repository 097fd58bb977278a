"""Changing keys: sealing again what an older key or the other algorithm sealed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, bindparam, func, or_, select, type_coerce, update

from storage.columns import Sealed, SealedBytes

FEW = 5
"""Rows with files in them at a time: each may be many megabytes."""


def sealed_columns(table: Table) -> tuple[str, ...]:
    """The names of a table's sealed columns."""
    return tuple(column.name for column in table.columns if isinstance(column.type, Sealed))


def reseal_some(connection: Connection, table: Table, head: bytes, after: Any, size: int) -> tuple[int, Any]:
    """Seal up to ``size`` rows anew whose values do not begin with ``head``, in the order of the primary key.

    Gives how many there were and the key to go on after; None when the table is through.
    """
    (key,) = table.primary_key.columns
    size = min(size, FEW) if any(isinstance(column.type, SealedBytes) for column in table.columns) else size
    names = sealed_columns(table)
    stale = or_(*(func.substr(type_coerce(table.c[name], LargeBinary), 1, len(head)) != head for name in names))
    query = select(key, *(table.c[name] for name in names)).where(stale).order_by(key).limit(size).with_for_update()
    rows = connection.execute(query if after is None else query.where(key > after)).all()
    if not rows:
        return 0, None
    # Reading opened the values by whichever key fits; writing them back seals them by the newest.
    anew = update(table).where(key == bindparam("the_key")).values({name: bindparam(f"new_{name}") for name in names})
    connection.execute(
        anew,
        [
            {"the_key": row[0]} | {f"new_{name}": value for name, value in zip(names, row[1:], strict=True)}
            for row in rows
        ],
    )
    return len(rows), rows[-1][0] if len(rows) == size else None
