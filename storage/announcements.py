"""通知公告: what the bureau tells everybody, drafted by one, agreed to by another, shown until its last day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Column, Date, String, Table, Text, insert, select, update

from knowledge.announcing import Announcement
from storage.columns import Id, UtcTime, metadata
from storage.repository import Repository

AnnouncementState = Literal["waiting", "agreed", "dropped", "withdrawn"]
"""``waiting`` for another person's consent; ``agreed``: shown within its days; ``dropped``: never shown."""

announcements = Table(
    "announcements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("division", String(12), nullable=False, index=True),
    Column("title", String(60), nullable=False),
    Column("text", Text, nullable=False),
    Column("doc_no", String(80), nullable=False),
    Column("shown_from", Date, nullable=False),
    Column("shown_until", Date, nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("made_by", String(60), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("decided_by", String(60), nullable=False, server_default=""),
    Column("decided_at", UtcTime),
    Column("reason", Text, nullable=False, server_default=""),
)


@dataclass(frozen=True, slots=True)
class KeptAnnouncement:
    """An announcement as it is kept. ``reason`` tells why it was withdrawn."""

    id: int
    told: Announcement
    state: AnnouncementState
    made_by: str
    made_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str = field(default="", repr=False)

    def shown_on(self, day: date) -> bool:
        """Whether everybody sees it on that day."""
        return self.state == "agreed" and self.told.shown_from <= day <= self.told.shown_until


_TOLD = tuple(announcements.c[name] for name in Announcement.__slots__)
_KEPT = tuple(
    announcements.c[name] for name in ("id", "state", "made_by", "made_at", "decided_by", "decided_at", "reason")
)
_ALL = select(*_KEPT, *_TOLD)


class Announcements(Repository):
    """Announcements by id, by place and by day."""

    __slots__ = ()

    def draft(self, told: Announcement, by: str, at: datetime) -> int:
        """Keep a draft that waits for another person; its id."""
        row = {name: getattr(told, name) for name in Announcement.__slots__}
        row |= {"state": "waiting", "made_by": by, "made_at": at}
        return int(self._run(insert(announcements).returning(announcements.c.id), row).scalar_one())

    def get(self, number: int) -> KeptAnnouncement | None:
        """The announcement of that id."""
        row = self._run(_ALL.where(announcements.c.id == number)).first()
        return _read(row) if row else None

    def decide(
        self, number: int, seen: AnnouncementState, state: AnnouncementState, by: str, at: datetime, reason: str = ""
    ) -> bool:
        """Move it from the state that was seen to another; False when somebody was quicker."""
        moved = self._run(
            update(announcements)
            .where(announcements.c.id == number, announcements.c.state == seen)
            .values(state=state, decided_by=by, decided_at=at, reason=reason)
        )
        return moved.rowcount == 1

    def shown(self, divisions: tuple[str, ...], on: date) -> tuple[KeptAnnouncement, ...]:
        """What stands on that day in the columns of these divisions, the latest first."""
        rows = self._run(
            _ALL.where(
                announcements.c.division.in_(divisions),
                announcements.c.state == "agreed",
                announcements.c.shown_from <= on,
                announcements.c.shown_until >= on,
            ).order_by(announcements.c.shown_from.desc(), announcements.c.id.desc())
        )
        return tuple(_read(row) for row in rows)

    def below(self, division: str, most: int = 200) -> tuple[KeptAnnouncement, ...]:
        """Everything ever drafted for a division and those below it: what waits first, then the latest."""
        rows = self._run(
            _ALL.where(announcements.c.division.startswith(division, autoescape=True))
            .order_by((announcements.c.state != "waiting"), announcements.c.id.desc())
            .limit(most)
        )
        return tuple(_read(row) for row in rows)


def _read(row: Any) -> KeptAnnouncement:
    number, state, made_by, made_at, decided_by, decided_at, reason, *told = row
    return KeptAnnouncement(number, Announcement(*told), state, made_by, made_at, decided_by, decided_at, reason)
