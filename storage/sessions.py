"""Who is logged in: one row per browser, which can be ended from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Column, String, Table, delete, insert, select, update

from storage.columns import UtcTime, metadata
from storage.crypto import fingerprint
from storage.repository import Repository

sessions = Table(
    "sessions",
    metadata,
    # Only a hash of the token is kept: a stolen database opens no session.
    Column("id", String(64), primary_key=True),
    Column("who", String(60), nullable=False, index=True),
    Column("opened_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("device", String(200), nullable=False, server_default=""),
)


@dataclass(frozen=True, slots=True)
class Session:
    """One login. ``id`` is the hash of its token; ``who`` is ``account:<id>`` or ``staff:<id>``."""

    id: str = field(repr=False)
    who: str
    opened_at: datetime
    seen_at: datetime
    until: datetime
    ended_at: datetime | None
    device: str

    def live(self, now: datetime, idle: timedelta) -> bool:
        """Neither ended nor expired, and used within ``idle``."""
        return self.ended_at is None and now < self.until and now - self.seen_at < idle


_ALL = select(*(sessions.c[name] for name in Session.__slots__))


class Sessions(Repository):
    """Sessions by their token (as the cookie holds it) or by their id (as a list shows them)."""

    __slots__ = ()

    def open(self, token: str, who: str, now: datetime, until: datetime, device: str = "") -> Session:
        """Begin a session under a fresh random token."""
        row = Session(_id(token), who, now, now, until, None, device[:200])
        self._run(insert(sessions), {name: getattr(row, name) for name in Session.__slots__})
        return row

    def get(self, token: str) -> Session | None:
        """The session of that token, live or not."""
        row = self._run(_ALL.where(sessions.c.id == _id(token))).first()
        return Session(*row) if row else None

    def touch(self, session_id: str, now: datetime) -> None:
        """The session was used; worth calling once a minute at most."""
        self._run(update(sessions).where(sessions.c.id == session_id).values(seen_at=now))

    def end(self, session_id: str, now: datetime) -> None:
        """End one session, by its id."""
        self._run(
            update(sessions).where(sessions.c.id == session_id, sessions.c.ended_at.is_(None)).values(ended_at=now)
        )

    def end_all(self, who: str, now: datetime, but: str = "") -> int:
        """End every session of that person except the one of id ``but``; how many were ended."""
        return self._run(
            update(sessions)
            .where(sessions.c.who == who, sessions.c.ended_at.is_(None), sessions.c.id != but)
            .values(ended_at=now)
        ).rowcount

    def of(self, who: str, now: datetime) -> tuple[Session, ...]:
        """The sessions of that person that are neither ended nor expired, last used first."""
        rows = self._run(
            _ALL.where(sessions.c.who == who, sessions.c.ended_at.is_(None), sessions.c.until > now).order_by(
                sessions.c.seen_at.desc()
            )
        )
        return tuple(Session(*row) for row in rows)

    def trim(self, before: datetime) -> int:
        """Forget sessions that expired before that moment; how many were forgotten."""
        return self._run(delete(sessions).where(sessions.c.until < before)).rowcount


def _id(token: str) -> str:
    return fingerprint(token.encode())
