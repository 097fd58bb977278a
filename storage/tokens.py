"""Access tokens that all processes share, fetched by one at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Column, String, Table, or_, select, update

from storage.columns import Sealed, UtcTime, metadata
from storage.repository import OnBoth, Repository

tokens = Table(
    "tokens",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", Sealed("tokens.value")),
    Column("expires_at", UtcTime),
    Column("holder", String(60), nullable=False, server_default=""),
    Column("held_until", UtcTime),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and when it stops being good."""

    value: str = field(repr=False)
    expires_at: datetime


_NEW = OnBoth(tokens, lambda insert: insert.on_conflict_do_nothing(index_elements=["name"]))


class Tokens(Repository):
    """Tokens by name."""

    __slots__ = ()

    def get(self, name: str) -> Token | None:
        """The token last put, expired or not; None when there is none or it was dropped."""
        row = self._run(select(tokens.c.value, tokens.c.expires_at).where(tokens.c.name == name)).first()
        return Token(row.value, row.expires_at) if row and row.value else None

    def put(self, name: str, value: str, expires_at: datetime) -> None:
        """Keep a token and end the lease under which it was fetched."""
        self._ensure(name)
        self._run(
            update(tokens)
            .where(tokens.c.name == name)
            .values(value=value, expires_at=expires_at, holder="", held_until=None)
        )

    def drop(self, name: str, value: str) -> None:
        """The platform said that this token is no good: forget it, unless another was put meanwhile."""
        current = self.get(name)
        if current is not None and current.value == value:
            self._run(update(tokens).where(tokens.c.name == name).values(value=None, expires_at=None))

    def lease(self, name: str, holder: str, until: datetime, now: datetime) -> bool:
        """Whether ``holder`` alone may fetch that token until then; False while another's lease runs."""
        self._ensure(name)
        free = or_(tokens.c.held_until.is_(None), tokens.c.held_until <= now, tokens.c.holder == holder)
        return (
            self._run(
                update(tokens).where(tokens.c.name == name, free).values(holder=holder, held_until=until)
            ).rowcount
            == 1
        )

    def release(self, name: str, holder: str) -> None:
        """End a lease without a token: fetching failed."""
        self._run(
            update(tokens).where(tokens.c.name == name, tokens.c.holder == holder).values(holder="", held_until=None)
        )

    def _ensure(self, name: str) -> None:
        self._run(_NEW[self._dialect], {"name": name})
