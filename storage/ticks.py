"""Duties that recur, each done once a slot however many processes run."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, String, Table, delete

from storage.columns import UtcTime, metadata
from storage.repository import OnBoth, Repository

ticks = Table(
    "ticks",
    metadata,
    Column("job", String(60), primary_key=True),
    Column("slot", String(40), primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
)
_TAKE = OnBoth(ticks, lambda insert: insert.on_conflict_do_nothing(index_elements=["job", "slot"]))


class Ticks(Repository):
    """Slots (``2026-11-22T09:05``) of jobs."""

    __slots__ = ()

    def take(self, job: str, slot: str, at: datetime) -> bool:
        """Whether the caller is the first to take that slot of the job, and so has to do it."""
        return self._run(_TAKE[self._dialect], {"job": job, "slot": slot, "at": at}).rowcount == 1

    def trim(self, before: datetime) -> int:
        """Forget slots taken before that moment; how many were forgotten."""
        return self._run(delete(ticks).where(ticks.c.at < before)).rowcount
