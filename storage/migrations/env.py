"""How Alembic reaches the database and the tables."""

from __future__ import annotations

import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, create_engine

# Every module that defines a table must be read before the tables are compared.
import storage.store  # noqa: F401
from storage.columns import Cents, Exact, Facts, Sealed, Strings, UtcTime, metadata


def _render(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Migrations name plain types, so that they stay what they were; only moments differ between the databases."""
    if kind != "type":
        return False
    match item:
        case UtcTime():
            return "UtcTime()"
        case Sealed():
            return "sa.LargeBinary()"
        case Cents():
            return "sa.BigInteger()"
        case Exact():
            return "sa.String(length=40)"
        case Facts() | Strings():
            return "sa.Text()"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=_render,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with create_engine(os.environ["ZHUDONG_DATABASE_URL"]).begin() as opened:
        _run(opened)
