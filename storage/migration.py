"""Bringing a database to the tables of this release."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from storage.keys import make_index_key

# Any number will do that nothing else in the same PostgreSQL uses.
_UPGRADING = 0x7A68_7564


def upgrade(engine: Engine) -> None:
    """Run all migrations that are missing, in one transaction, one process at a time."""
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
            current = MigrationContext.configure(connection).get_current_heads()
    except OperationalError:
        if engine.dialect.name == "sqlite":
            return False
        raise
    return set(current) == set(ScriptDirectory.from_config(_config()).get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
