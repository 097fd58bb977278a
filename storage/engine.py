"""Connections: one way to write and one to read, set up so that neither database loses an update unnoticed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.columns import lend_keyring
from storage.crypto import KeyRing

PATIENCE = 4
"""Seconds a unit of work waits for the database: WeChat waits five for its answer."""

# Held by another, serialization failure, deadlock, cancelled by the lock timeout.
_BUSY_STATES = frozenset({"55P03", "40001", "40P01"})
_BUSY_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


@dataclass(frozen=True, slots=True)
class Engines:
    """``write`` begins every transaction as a writer; ``read`` sees one moment and refuses to write."""

    write: Engine
    read: Engine

    def dispose(self) -> None:
        """Close all pooled connections."""
        self.write.dispose()
        self.read.dispose()


def make_engines(address: str, keyring: KeyRing, patience: float = PATIENCE) -> Engines:
    """Engines for ``sqlite:///path`` or ``postgresql://…`` that wait ``patience`` seconds for others.

    ``ValueError`` for any other kind, and for a database in memory, which two connections cannot share.
    """
    url = _normal(address)
    write, read = (_sqlite if url.get_backend_name() == "sqlite" else _postgresql)(url, patience)
    lend_keyring(write.dialect, keyring)
    lend_keyring(read.dialect, keyring)
    return Engines(write, read)


def upgrade_engine(address: str, keyring: KeyRing) -> Engine:
    """An engine for migrations: patient, and on SQLite without foreign keys, which rebuilding a table would trip."""
    url = _normal(address)
    if url.get_backend_name() == "sqlite":
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = _sqlite_engine(url, "BEGIN IMMEDIATE", ("PRAGMA busy_timeout=60000", "PRAGMA journal_mode=WAL"), 1)
    else:
        engine = create_engine(url, connect_args={"options": "-c timezone=UTC"})
    lend_keyring(engine.dialect, keyring)
    return engine


def is_busy(error: BaseException) -> bool:
    """Whether the database was held by others, as opposed to anything being wrong."""
    if isinstance(error, PoolTimeout):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _BUSY_CODES
    return getattr(cause, "sqlstate", None) in _BUSY_STATES


def _normal(address: str) -> URL:
    url = make_url(address.replace("postgres://", "postgresql://", 1))
    kind = url.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise ValueError(f"unknown database {kind!r}; use sqlite:///path or postgresql://user@host/name")
    if kind == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("a SQLite database needs a file")
    return url


def _sqlite(url: URL, patience: float) -> tuple[Engine, Engine]:
    both = (f"PRAGMA busy_timeout={patience * 1000:.0f}", "PRAGMA synchronous=NORMAL")
    # A restored file may have lost the mode: asking for the one it has costs nothing.
    # One connection is enough where one may write, and keeps a large cache warm; readers, a connection a thread, share
    # the system's own.
    writing = (*both, "PRAGMA journal_mode=WAL", "PRAGMA foreign_keys=ON", "PRAGMA cache_size=-16000")
    write = _sqlite_engine(url, "BEGIN IMMEDIATE", writing, 1, patience)
    read = _sqlite_engine(url, "BEGIN", (*both, "PRAGMA query_only=ON", "PRAGMA cache_size=-2000"), 64, patience)
    return write, read


def _sqlite_engine(url: URL, begin: str, pragmas: tuple[str, ...], most: int, patience: float = PATIENCE) -> Engine:
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False},
        pool_size=min(most, 16),
        max_overflow=max(most - 16, 0),
        pool_timeout=patience,
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver would begin transactions late and as a reader; two of those can overwrite each other unnoticed.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma).close()

    def begin_at_once(connection: Any) -> None:
        connection.execute(begin).close()

    # The dialect's own hook rather than an engine event: one listener would slow every statement by a tenth.
    engine.dialect.do_begin = begin_at_once  # type: ignore[assignment, method-assign]
    return engine


def _postgresql(url: URL, patience: float) -> tuple[Engine, Engine]:
    options = f"-c timezone=UTC -c lock_timeout={patience * 1000:.0f} -c idle_in_transaction_session_timeout=60s"
    write = create_engine(
        url,
        connect_args={"options": options, "connect_timeout": PATIENCE},
        pool_pre_ping=True,
        pool_size=16,
        max_overflow=48,
        pool_timeout=patience,
    )
    read = write.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return write, read
