"""The database's own secrets, kept under the key ring: today the key of the blind indexes."""

from __future__ import annotations

import base64
import os

from sqlalchemy import Column, Connection, String, Table, select

from storage.columns import Sealed, metadata
from storage.crypto import BlindIndex
from storage.repository import OnBoth

keys = Table(
    "keys",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Sealed("keys.value"), nullable=False),
)
_INDEX = "blind index"
_MAKE = OnBoth(keys, lambda insert: insert.on_conflict_do_nothing(index_elements=["name"]))


def make_index_key(connection: Connection) -> None:
    """Make the key of the blind indexes, once for the life of a database."""
    fresh = base64.b64encode(os.urandom(32)).decode()
    connection.execute(_MAKE[connection.dialect.name], {"name": _INDEX, "value": fresh})


def read_index(connection: Connection) -> BlindIndex:
    """The blind index of this database; ``Unreadable`` when the key ring does not hold the key it was sealed by."""
    kept = connection.execute(select(keys.c.value).where(keys.c.name == _INDEX)).scalar_one()
    return BlindIndex(base64.b64decode(kept))
