"""The door to everything that is remembered."""

from __future__ import annotations

from threading import Lock

from sqlalchemy.exc import DBAPIError

from storage.columns import metadata
from storage.conflicts import Unreachable
from storage.crypto import BlindIndex, KeyRing, Unreadable
from storage.engine import PATIENCE, make_engines, upgrade_engine
from storage.keys import read_index
from storage.migration import is_head, upgrade
from storage.rotation import reseal_some, sealed_columns
from storage.uow import UnitOfWork


class Storage:
    """One database, opened once per process and safe for its threads. Not to be carried across a fork."""

    def __init__(self, address: str, keyring: KeyRing, patience: float = PATIENCE) -> None:
        self._address = address
        self._keyring = keyring
        self._patience = patience
        self._engines = make_engines(address, keyring, patience)
        self._turn = Lock() if self.is_sqlite else None
        self._index: BlindIndex | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database: one file, one writer at a time."""
        return self._engines.write.dialect.name == "sqlite"

    def read(self) -> UnitOfWork:
        """A unit that sees one moment of the database and cannot write."""
        return UnitOfWork(self._engines.read, self._blind)

    def work(self) -> UnitOfWork:
        """A unit that may write; on SQLite one at a time, the others wait up to ``patience``, then ``Busy``.

        Units of one thread must not be nested: the inner one would wait for the outer.
        """
        return UnitOfWork(self._engines.write, self._blind, self._turn, self._patience)

    def upgrade(self) -> None:
        """Bring the tables to what this release wants; several processes may ask at once."""
        engine = upgrade_engine(self._address, self._keyring)
        try:
            upgrade(engine)
        finally:
            engine.dispose()

    def head_ok(self) -> bool:
        """Whether the tables are those of this release; False also for an empty or absent database.

        Raises ``Unreachable`` when no connection can be had.
        """
        try:
            return is_head(self._engines.read)
        except DBAPIError as error:
            raise Unreachable(type(error.orig).__name__) from None

    def keys_ok(self) -> bool:
        """Whether the key ring holds the keys that this database was sealed by; it must have been upgraded once."""
        try:
            self._blind()
        except Unreadable:
            return False
        return True

    def reseal(self, size: int = 500) -> int:
        """Seal everything anew that is not sealed by the newest key and the chosen algorithm; how many rows.

        Goes through all tables in work units of up to ``size`` rows; between two of them residents get their turn.
        Begin again after a crash. Afterwards the older keys may leave the ring.
        """
        total = 0
        for table in filter(sealed_columns, metadata.sorted_tables):
            after: object = None
            while True:
                with self.work() as unit:
                    changed, after = reseal_some(unit.connection, table, self._keyring.head, after, size)
                    unit.commit()
                total += changed
                if after is None:
                    break
        return total

    def dispose(self) -> None:
        """Close every connection."""
        self._engines.dispose()

    def _blind(self) -> BlindIndex:
        if self._index is None:
            with self._engines.read.connect() as connection:
                self._index = read_index(connection)
        return self._index


def open_storage(url: str, keyring: KeyRing, patience: float = PATIENCE) -> Storage:
    """The storage at ``sqlite:///path`` or ``postgresql://…``; the database is not touched before it is used.

    ``patience`` is how many seconds a unit of work waits for others before it is ``Busy``.
    """
    return Storage(url, keyring, patience)
