"""Console logins: who may come in, with which role, and how often the password was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    false,
    insert,
    select,
    true,
    update,
)

from storage.columns import Id, UtcTime, metadata
from storage.repository import Repository

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("username", String(60), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("role", String(20), nullable=False),
    Column("division", String(12), nullable=False, server_default=""),
    Column("staff_id", BigInteger, ForeignKey("staff.id")),
    Column("password_hash", String(200), nullable=False),
    Column("must_change", Boolean, nullable=False, server_default=false()),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("locked_until", UtcTime),
    Column("last_login_at", UtcTime),
    Column("active", Boolean, nullable=False, server_default=true()),
)


@dataclass(frozen=True, slots=True)
class Account:
    """A console login.

    ``division`` bounds what it may see (empty: the whole county); ``failed`` counts wrong passwords in a row.
    """

    id: int
    username: str
    name: str = field(repr=False)
    role: str
    division: str
    staff_id: int | None
    password_hash: str = field(repr=False)
    must_change: bool
    failed: int
    locked_until: datetime | None
    last_login_at: datetime | None
    active: bool

    def locked(self, now: datetime) -> bool:
        """Whether too many wrong passwords keep this account shut now."""
        return self.locked_until is not None and now < self.locked_until


_ALL = select(*(accounts.c[name] for name in Account.__slots__)).order_by(accounts.c.username)


class Accounts(Repository):
    """Console logins by id and by user name (which has no upper case)."""

    __slots__ = ()

    def get(self, account_id: int) -> Account | None:
        """The account of that id, also when inactive."""
        return self._one(accounts.c.id == account_id)

    def by_username(self, username: str) -> Account | None:
        """The account of that user name, in whatever case it was typed."""
        return self._one(accounts.c.username == username.strip().lower())

    def all(self) -> tuple[Account, ...]:
        """Every account by user name."""
        return tuple(Account(*row) for row in self._run(_ALL))

    def add(
        self,
        username: str,
        name: str,
        role: str,
        password_hash: str,
        *,
        division: str = "",
        staff_id: int | None = None,
        must_change: bool = False,
    ) -> int:
        """Make an account and give its id; ``IntegrityError`` when the user name is taken."""
        row = {
            "username": username.strip().lower(),
            "name": name,
            "role": role,
            "password_hash": password_hash,
            "division": division,
            "staff_id": staff_id,
            "must_change": must_change,
        }
        new_id: int = self._run(insert(accounts).returning(accounts.c.id), row).scalar_one()
        return new_id

    def update(self, account_id: int, **changes: Any) -> None:
        """Change ``name``, ``role``, ``division``, ``staff_id``, ``must_change`` or ``active``."""
        self._run(update(accounts).where(accounts.c.id == account_id).values(**changes))

    def set_password(self, account_id: int, password_hash: str, must_change: bool = False) -> None:
        """A new password opens a locked account as well."""
        self.update(account_id, password_hash=password_hash, must_change=must_change, failed=0, locked_until=None)

    def failed_login(self, account_id: int) -> int:
        """Count a wrong password; how many there were in a row, this one included."""
        failed: int = self._run(
            update(accounts)
            .where(accounts.c.id == account_id)
            .values(failed=accounts.c.failed + 1)
            .returning(accounts.c.failed)
        ).scalar_one()
        return failed

    def logged_in(self, account_id: int, now: datetime) -> None:
        """The right password: the counter begins anew."""
        self.update(account_id, failed=0, locked_until=None, last_login_at=now)

    def lock(self, account_id: int, until: datetime) -> None:
        """Keep the account shut until then; the counter begins anew afterwards."""
        self.update(account_id, locked_until=until, failed=0)

    def _one(self, *conditions: Any) -> Account | None:
        row = self._run(_ALL.where(*conditions)).first()
        return Account(*row) if row else None
