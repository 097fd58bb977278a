"""The bureau's own words for lines of conversations: every version, who wrote it, who published it, until when it held.

A version is never changed nor deleted, for residents have agreed to some of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Column, Index, String, Table, Text, insert, select, update

from storage.columns import Id, UtcTime, metadata
from storage.repository import Repository
from storage.versions import BUMP

State = Literal["draft", "published", "replaced", "withdrawn", "dropped"]
"""Held once: ``replaced`` by a later version, ``withdrawn`` for our own words. ``dropped`` was never said."""

wordings = Table(
    "wordings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(120), nullable=False),
    Column("text", Text, nullable=False),
    # What was said until then, so that a version tells by itself what it changed.
    Column("before", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("made_by", String(60), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("published_by", String(60), nullable=False, server_default=""),
    Column("published_at", UtcTime),
    Column("ended_by", String(60), nullable=False, server_default=""),
    Column("ended_at", UtcTime),
    Index(None, "key", "id"),
    Index(None, "state"),
)


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """One version of one line. ``ended_at`` is None while it waits or holds."""

    id: int
    key: str
    text: str
    before: str
    state: State
    made_by: str
    made_at: datetime
    published_by: str
    published_at: datetime | None
    ended_by: str
    ended_at: datetime | None


_ALL = select(*(wordings.c[name] for name in WordingVersion.__slots__))


class BureauWordings(Repository):
    """Own words by key. Publishing and withdrawing count the ``office`` version on, so every process reads anew."""

    __slots__ = ()

    def published(self) -> dict[str, str]:
        """What is said now in the place of ours, by key."""
        rows = self._run(select(wordings.c.key, wordings.c.text).where(wordings.c.state == "published"))
        return {str(row.key): str(row.text) for row in rows}

    def standing(self) -> tuple[WordingVersion, ...]:
        """Every draft that waits and every version that holds."""
        query = _ALL.where(wordings.c.state.in_(("draft", "published"))).order_by(wordings.c.id)
        return tuple(WordingVersion(*row) for row in self._run(query))

    def history(self, key: str) -> tuple[WordingVersion, ...]:
        """Every version of one line, latest first."""
        query = _ALL.where(wordings.c.key == key).order_by(wordings.c.id.desc())
        return tuple(WordingVersion(*row) for row in self._run(query))

    def version(self, version_id: int) -> WordingVersion | None:
        """The version of that id."""
        row = self._run(_ALL.where(wordings.c.id == version_id)).first()
        return WordingVersion(*row) if row else None

    def draft(self, key: str, text: str, before: str, who: str, at: datetime) -> int:
        """Write down words that are not said yet, in the place of an earlier draft, and give the version's id."""
        self._end(key, "draft", "dropped", who, at)
        row = {"key": key, "text": text, "before": before, "state": "draft", "made_by": who, "made_at": at}
        return int(self._run(insert(wordings).returning(wordings.c.id), row).scalar_one())

    def publish(self, version_id: int, who: str, at: datetime) -> bool:
        """Say a draft from now on; False when somebody else has published, changed or dropped it meanwhile."""
        found = self.version(version_id)
        if found is None or found.state != "draft":
            return False
        self._end(found.key, "published", "replaced", who, at)
        done = self._run(
            update(wordings)
            .where(wordings.c.id == version_id, wordings.c.state == "draft")
            .values(state="published", published_by=who, published_at=at)
        ).rowcount
        self._run(BUMP[self._dialect], {"name": "office", "number": 1})
        return bool(done)

    def withdraw(self, key: str, who: str, at: datetime) -> bool:
        """Say our own words again; False when nothing was said in their place."""
        done = self._end(key, "published", "withdrawn", who, at)
        self._run(BUMP[self._dialect], {"name": "office", "number": 1})
        return done

    def drop(self, key: str, who: str, at: datetime) -> bool:
        """Throw a draft away; False when there is none."""
        return self._end(key, "draft", "dropped", who, at)

    def _end(self, key: str, state: State, become: State, who: str, at: datetime) -> bool:
        ended = update(wordings).where(wordings.c.key == key, wordings.c.state == state)
        return bool(self._run(ended.values(state=become, ended_by=who, ended_at=at)).rowcount)
