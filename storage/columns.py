"""Column types that mean the same on SQLite and PostgreSQL, and the metadata all tables share."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, MetaData, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.crypto import KeyRing

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Made once: a file of a hundred thousand rows writes as many facts.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

# SQLite numbers rows by itself only in a column of exactly this type.
Id = BigInteger().with_variant(Integer(), "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """An aware moment in UTC, to the microsecond; text that sorts by time on SQLite. Naive moments are refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return String(32) if dialect.name == "sqlite" else DateTime(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment without time zone cannot be kept")
        moment = value if value.tzinfo is UTC else value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return moment.astimezone(UTC) if moment.tzinfo is not UTC else moment


class Cents(TypeDecorator[Decimal]):
    """Money in yuan as ``Decimal``, kept as a whole number of cents; a fraction of a cent is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        cents = value * 100
        if cents != int(cents):
            raise ValueError("money is kept to the cent")
        return int(cents)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Exact(TypeDecorator[Decimal]):
    """A ``Decimal`` of any precision, kept as its text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Strings(TypeDecorator[tuple[str, ...]]):
    """A few short keys in their order, kept as a JSON list; nothing personal belongs here."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


class Facts(TypeDecorator[Any]):
    """Plain JSON as text, the same on both databases; nothing personal belongs here."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else _JSON.encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Sealed(TypeDecorator[str]):
    """Personal text, sealed at rest by the key ring of the engine it travels through.

    ``column`` is ``table.column`` and part of the seal: a value moved to another column does not open.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column
        self._bound_to = column.encode()

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring_of(dialect).seal(self._write(value), self._bound_to)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self._read(keyring_of(dialect).open(value, self._bound_to))

    def bulk_writer(self, dialect: Dialect) -> Callable[[Any], bytes | None]:
        """What ``process_bind_param`` does, for long loops in one thread."""
        seal, write = keyring_of(dialect).sealer(self._bound_to), self._write
        return lambda value: None if value is None else seal(write(value))

    def _write(self, value: Any) -> bytes:
        plain: bytes = value.encode()
        return plain

    def _read(self, plain: bytes) -> Any:
        return plain.decode()


class SealedFacts(Sealed):
    """Personal facts as JSON, sealed at rest like ``Sealed``."""

    cache_ok = True

    def _write(self, value: Any) -> bytes:
        return _JSON.encode(value).encode()

    def _read(self, plain: bytes) -> Any:
        return json.loads(plain)


class SealedBytes(Sealed):
    """A personal file, sealed at rest like ``Sealed``."""

    cache_ok = True

    def _write(self, value: Any) -> bytes:
        return bytes(value)

    def _read(self, plain: bytes) -> Any:
        return plain


def lend_keyring(dialect: Dialect, keyring: KeyRing) -> None:
    """Give an engine's dialect the keys its sealed columns use: keys belong to an engine, not to the process."""
    dialect.zhudong_keyring = keyring  # type: ignore[attr-defined]


def keyring_of(dialect: Dialect) -> KeyRing:
    """The keys lent to this dialect; ``TypeError`` when the engine was not made by ``storage.engine``."""
    keyring = getattr(dialect, "zhudong_keyring", None)
    if not isinstance(keyring, KeyRing):
        raise TypeError("this engine was given no data keys")
    return keyring
