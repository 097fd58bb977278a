"""Many rows at once, past the statement layer: thousands of rows cost what dozens do one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Date, Dialect, LargeBinary, Table, Update
from sqlalchemy.types import TypeEngine

from storage.columns import Cents, Sealed, Strings, UtcTime


def fill(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows of Python values in the order of ``names``; how many. Any conflict is an error."""
    return _fill(connection, table.name, names, _written(connection, table, names, rows))


def pour(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Like ``fill``, but leaves out rows that a unique rule says are there already; how many were new.

    Each table must always be poured with the same ``names``.
    """
    written = _written(connection, table, names, rows)
    if connection.dialect.name == "sqlite":
        return _fill(connection, table.name, names, written, " ON CONFLICT DO NOTHING")
    columns, waiting = _quoted(names), f"pour_{table.name}"
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS {waiting} ON COMMIT DELETE ROWS AS "  # noqa: S608 - our own names
        f"SELECT {columns} FROM {table.name} WITH NO DATA"
    )
    _fill(connection, waiting, names, written)
    moved = f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {waiting} ON CONFLICT DO NOTHING"  # noqa: S608
    new = connection.exec_driver_sql(moved).rowcount
    connection.exec_driver_sql(f"DELETE FROM {waiting}")  # noqa: S608
    return new


def change(connection: Connection, statement: Update, rows: Iterable[Mapping[str, Any]]) -> None:
    """Run one update for each row of values for its ``bindparam`` names. The statement must not use ``in_``."""
    text, given, kinds = _compiled(statement, connection.dialect)
    # Made anew for each call: what they remember and the chance they draw belong to one thread and one list.
    writers = [(name, _writer(kind, connection.dialect)) for name, kind in kinds]
    written: list[Any] = []
    for row in rows:
        values = {**given, **row}
        written.append(tuple(writer(values[name]) if writer else values[name] for name, writer in writers))
    if written and not connection.dialect.positional:
        written = [{name: value for (name, _), value in zip(kinds, values, strict=True)} for values in written]
    if written:
        connection.exec_driver_sql(text, written)


def _fill(connection: Connection, table: str, names: Sequence[str], rows: list[tuple[Any, ...]], rule: str = "") -> int:
    if not rows:
        return 0
    columns = _quoted(names)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        return connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) VALUES ({marks}){rule}", rows).rowcount  # noqa: S608
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    return len(rows)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _written(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """The rows as the driver wants them: each value through its column's type."""
    writers = [_writer(table.c[name].type, connection.dialect) for name in names]
    busy = [(place, writer) for place, writer in enumerate(writers) if writer is not None]
    written = []
    for row in rows:
        values = list(row)
        for place, writer in busy:
            values[place] = writer(values[place])
        written.append(tuple(values))
    return written


@lru_cache(maxsize=64)
def _compiled(statement: Update, dialect: Dialect) -> tuple[str, dict[str, Any], list[tuple[str, TypeEngine[Any]]]]:
    """The text of a statement, the values it brings along, and the types of all its values in their order."""
    compiled = statement.compile(dialect=dialect)
    given = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
    return str(compiled), given, [(name, compiled.binds[name].type) for name in compiled.positiontup or compiled.binds]


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    match kind:
        case Sealed():
            return kind.bulk_writer(dialect)
        case LargeBinary():
            return None
    writer = kind.dialect_impl(dialect).bind_processor(dialect)
    # In a long list the same moments, days, amounts and keys come again and again.
    return cache(writer) if writer is not None and isinstance(kind, UtcTime | Date | Cents | Strings) else writer
