"""Who did what: written once, never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Column, Index, String, Table, func, insert, select

from storage.columns import Id, Sealed, UtcTime, metadata
from storage.repository import Page, Repository

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("who", String(60), nullable=False),
    Column("what", String(60), nullable=False),
    Column("subject", String(100), nullable=False, server_default=""),
    # A reason typed by a clerk may name people.
    Column("detail", Sealed("audit.detail"), nullable=False),
    Index(None, "subject", "id"),
    Index(None, "who", "id"),
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the record.

    ``who`` is ``account:<id>``, ``staff:<id>`` or ``system``; ``what`` like ``reveal.phone``; ``subject`` like
    ``clue:WS-20261122-003``; ``detail`` holds the reason given or what changed.
    """

    id: int
    at: datetime
    who: str
    what: str
    subject: str
    detail: str = field(repr=False)


_ALL = select(*(audit.c[name] for name in Deed.__slots__)).order_by(audit.c.id.desc())


class Audit(Repository):
    """The record of deeds. There is no way to change or delete one."""

    __slots__ = ()

    def record(self, who: str, what: str, subject: str = "", detail: str = "", *, at: datetime) -> None:
        """Add a line."""
        self._run(insert(audit), {"who": who, "what": what, "subject": subject, "detail": detail, "at": at})

    def of(self, subject: str, limit: int = 200) -> tuple[Deed, ...]:
        """What was done with that subject, latest first."""
        return tuple(Deed(*row) for row in self._run(_ALL.where(audit.c.subject == subject).limit(limit)))

    def list(self, who: str = "", what: str = "", number: int = 1, size: int = 50) -> Page[Deed]:
        """A page of the record, latest first; ``what`` may be a beginning (``reveal``)."""
        conditions = [audit.c.what.startswith(what, autoescape=True)] if what else []
        conditions += [audit.c.who == who] if who else []
        total = self._run(select(func.count()).select_from(audit).where(*conditions)).scalar_one()
        rows = self._run(_ALL.where(*conditions).limit(size).offset((number - 1) * size))
        return Page(tuple(Deed(*row) for row in rows), total, number, size)
