"""What every repository stands on: one open connection and the fingerprint maker of its database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.crypto import BlindIndex

T = TypeVar("T")


class Repository:
    """Reads and writes of one noun within one unit of work; commits nothing by itself."""

    __slots__ = ("_blind", "_connection", "_dialect", "_run")

    def __init__(self, connection: Connection, blind: Callable[[], BlindIndex]) -> None:
        self._connection = connection
        self._run: Callable[..., CursorResult[*tuple[Any, ...]]] = connection.execute
        self._dialect = connection.dialect.name
        self._blind = blind

    def _mark(self, kind: str, value: str) -> bytes | None:
        """The fingerprint under which ``value`` is looked up; None for nothing."""
        return self._blind().of(kind, value) if value else None


# The two databases spell "insert unless it is there" alike, but SQLAlchemy keeps two classes for it.
Insert = sqlite.Insert | postgresql.Insert


class OnBoth:
    """One insert with an ON CONFLICT clause, built once for each database."""

    __slots__ = ("_by_dialect",)

    def __init__(self, table: Table, shape: Callable[[Any], Executable]) -> None:
        self._by_dialect: Mapping[str, Executable] = {
            # Callers ask how many rows were new, which inserts do not tell by themselves.
            "sqlite": shape(sqlite.insert(table)).execution_options(preserve_rowcount=True),
            "postgresql": shape(postgresql.insert(table)).execution_options(preserve_rowcount=True),
        }

    def __getitem__(self, dialect: str) -> Executable:
        return self._by_dialect[dialect]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a long list. ``number`` counts from 1; ``total`` is the length of the whole list."""

    rows: tuple[T, ...]
    total: int
    number: int
    size: int
