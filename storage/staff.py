"""Those who answer for clues: village assistants, grid workers, township and county officers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, String, Table, insert, select, text, true, update

from knowledge.routing import Directory, StaffMember
from storage.columns import Id, Strings, metadata
from storage.repository import Repository

# Names and work phones of officials are published on every village notice board: they are not sealed.
staff = Table(
    "staff",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("phone", String(30), nullable=False, server_default=""),
    Column("openid", String(100), unique=True),
    Column("division", String(12), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("duties", Strings, nullable=False, server_default="[]"),
    Column("deputy_id", BigInteger, ForeignKey("staff.id")),
    Column("absent_until", Date),
    Column("active", Boolean, nullable=False, server_default=true()),
)

# PostgreSQL counts by itself and would come to a number that was given by hand.
_PASS = text("SELECT setval(pg_get_serial_sequence('staff', 'id'), greatest(:taken, (SELECT max(id) FROM staff)))")
_ALL = select(staff).order_by(staff.c.id)


class Staff(Repository):
    """Staff members as ``knowledge.routing.StaffMember``."""

    __slots__ = ()

    def directory(self) -> Directory:
        """Everybody, for routing."""
        return Directory(tuple(_member(row) for row in self._run(_ALL)))

    def get(self, member_id: int) -> StaffMember | None:
        """The member of that id, also when inactive."""
        return self._one(staff.c.id == member_id)

    def by_openid(self, openid: str) -> StaffMember | None:
        """The active member who uses that WeChat; None for everybody else."""
        return self._one(staff.c.openid == openid, staff.c.active) if openid else None

    def by_phone(self, phone: str) -> StaffMember | None:
        """The active member of that work phone."""
        return self._one(staff.c.phone == phone, staff.c.active) if phone else None

    def add(self, member: StaffMember) -> StaffMember:
        """Enter a member; the ``id`` given is kept unless it is 0, then the database chooses one."""
        row = _row(member)
        if not member.id:
            del row["id"]
        elif self._dialect == "postgresql":
            self._run(_PASS, {"taken": member.id})
        new_id = self._run(insert(staff).returning(staff.c.id), row).scalar_one()
        return _member(self._run(_ALL.where(staff.c.id == new_id)).one())

    def update(self, member_id: int, **changes: Any) -> None:
        """Change any field of a member but the id."""
        if "openid" in changes:
            changes["openid"] = changes["openid"] or None
        self._run(update(staff).where(staff.c.id == member_id).values(**changes))

    def bind_openid(self, member_id: int, openid: str) -> None:
        """This WeChat is the member's from now on, and nobody else's; empty takes it away."""
        if openid:
            self._run(update(staff).where(staff.c.openid == openid).values(openid=None))
        self.update(member_id, openid=openid)

    def _one(self, *conditions: Any) -> StaffMember | None:
        row = self._run(_ALL.where(*conditions)).first()
        return _member(row) if row else None


def _row(member: StaffMember) -> dict[str, Any]:
    return asdict(member) | {"openid": member.openid or None}


def _member(row: Any) -> StaffMember:
    return StaffMember(**dict(row._mapping) | {"openid": row.openid or ""})
