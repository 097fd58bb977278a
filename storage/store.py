"""The door to everything that is remembered."""

from __future__ import annotations

from storage.crypto import KeyRing
from storage.uow import UnitOfWork


class Storage:
    """One database, opened once per process and safe for its threads."""

    def read(self) -> UnitOfWork:
        """A unit that sees one moment of the database and cannot write."""
        raise NotImplementedError

    def work(self) -> UnitOfWork:
        """A unit that may write; on SQLite one at a time, the others wait up to 4 seconds."""
        raise NotImplementedError

    def upgrade(self) -> None:
        """Bring the tables to what this release wants; several processes may ask at once."""
        raise NotImplementedError

    def head_ok(self) -> bool:
        """Whether the tables are those of this release."""
        raise NotImplementedError

    def dispose(self) -> None:
        """Close every connection."""
        raise NotImplementedError


def open_storage(url: str, keyring: KeyRing) -> Storage:
    """The storage at ``sqlite:///path`` or ``postgresql://…``; nothing is read or written before it is used."""
    raise NotImplementedError
