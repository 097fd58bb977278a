"""Counters that tell a running process when what it loaded has been edited."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, bindparam, select

from storage.columns import metadata
from storage.repository import OnBoth, Repository

versions = Table(
    "versions",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("number", Integer, nullable=False),
)
_OF = select(versions.c.number).where(versions.c.name == bindparam("the_name"))
BUMP = OnBoth(
    versions,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["name"], set_={"number": versions.c.number + 1}
    ).returning(versions.c.number),
)


class Versions(Repository):
    """Counters by name; ``office`` counts the bureau's edits of what an ``Office`` is opened from."""

    __slots__ = ()

    def of(self, name: str) -> int:
        """The counter; 0 before the first edit."""
        return self._run(_OF, {"the_name": name}).scalar() or 0

    def bump(self, name: str) -> int:
        """Something was edited: count on, and give the new number."""
        number: int = self._run(BUMP[self._dialect], {"name": name, "number": 1}).scalar_one()
        return number
