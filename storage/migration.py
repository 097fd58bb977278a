"""Bringing a database to the tables of this release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError

from storage.keys import make_index_key

if TYPE_CHECKING:
    from alembic.config import Config

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
HEAD = max(path.name[:4] for path in _VERSIONS.glob("[0-9][0-9][0-9][0-9]_*.py"))
"""The number of the last migration."""

# Any number will do that nothing else in the same PostgreSQL uses.
_UPGRADING = 0x7A68_7564


def upgrade(engine: Engine) -> None:
    """Run all migrations that are missing, in one transaction, one process at a time."""
    # Loaded here: every web worker would carry ten megabytes for what one command does once.
    from alembic import command

    config = _config()
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _UPGRADING})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        make_index_key(connection)


def is_head(engine: Engine) -> bool:
    """Whether no migration is missing; False as well when the file of an embedded database is not there yet."""
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return False
            current = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    except OperationalError:
        if engine.dialect.name == "sqlite":
            return False
        raise
    return list(current) == [HEAD]


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_VERSIONS.parent).replace("%", "%%"))
    return config
