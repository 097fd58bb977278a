"""Finding letters: one by its key or receipt, those of a subject, pages and figures for the console."""

from __future__ import annotations

from datetime import datetime
from itertools import product

from sqlalchemy import func, select

from storage.letter_rows import BUNDLED, FIELDS, LANES, STATES, Lane, Letter, letters, read_letter
from storage.repository import Page, Repository

Ids = list[int]


class LetterLists(Repository):
    """The reading half of ``Letters``."""

    __slots__ = ()

    def get(self, letter_id: int) -> Letter | None:
        """The letter of that id."""
        row = self._run(select(*FIELDS).where(letters.c.id == letter_id)).first()
        return read_letter(row) if row else None

    def by_key(self, key: str) -> Letter | None:
        """The letter of that key."""
        row = self._run(select(*FIELDS).where(letters.c.key == key)).first()
        return read_letter(row) if row else None

    def by_msgid(self, msgid: str) -> Letter | None:
        """The letter whose receipt names that message id."""
        row = self._run(select(*FIELDS).where(letters.c.msgid == msgid).order_by(letters.c.id.desc())).first()
        return read_letter(row) if msgid and row else None

    def of(self, subject: str) -> tuple[Letter, ...]:
        """All letters about a subject, first to last: who was told what, when, by which way."""
        rows = self._run(select(*FIELDS).where(letters.c.subject == subject).order_by(letters.c.id))
        return tuple(read_letter(row) for row in rows)

    def list(self, state: str = "", lane: Lane | None = None, number: int = 1, size: int = 50) -> Page[Letter]:
        """A page of letters, latest first."""
        # The latest of each state and lane stand side by side in the index; millions of others are not looked at.
        last = number * size
        ids: Ids = []
        for one_state, one_lane in product((state,) if state else STATES, (lane,) if lane else LANES):
            here = (letters.c.state == one_state, letters.c.lane == LANES.index(one_lane))
            ids += self._run(select(letters.c.id).where(*here).order_by(letters.c.id.desc()).limit(last)).scalars()
        page = sorted(ids, reverse=True)[last - size : last]
        rows = self._run(select(*FIELDS).where(letters.c.id.in_(page)).order_by(letters.c.id.desc()))
        wanted = [
            count for (on, stands), count in self.counts().items() if lane in (None, on) and state in ("", stands)
        ]
        return Page(tuple(read_letter(row) for row in rows), sum(wanted), number, size)

    def counts(self) -> dict[tuple[Lane, str], int]:
        """How many letters stand in each lane and state."""
        rows = self._run(
            select(letters.c.lane, letters.c.state, func.count()).group_by(letters.c.lane, letters.c.state)
        )
        return {(LANES[lane], state): count for lane, state, count in rows}

    def oldest_due(self, now: datetime) -> dict[Lane, datetime]:
        """Since when the longest waiting due letter of each lane waits; lanes with none are left out."""
        rows = self._run(
            select(letters.c.lane, func.min(letters.c.due_at)).where(letters.c.due_at <= now).group_by(letters.c.lane)
        )
        return {LANES[lane]: due for lane, due in rows}

    def ways(self, subject: str = "", bundle: str = "") -> dict[tuple[str, str, str], int]:
        """How many letters of a subject or a bundle stand at (state, channel, reason)."""
        which = (letters.c.bundle == bundle, BUNDLED) if bundle else (letters.c.subject == subject,)
        told = (letters.c.state, letters.c.channel, letters.c.reason)
        rows = self._run(select(*told, func.count()).where(*which).group_by(*told))
        return {(state, channel, reason): count for state, channel, reason, count in rows}

    def bundle_counts(self, bundle: str) -> dict[str, int]:
        """How many letters of a bundle stand in each state."""
        rows = self._run(
            select(letters.c.state, func.count()).where(letters.c.bundle == bundle, BUNDLED).group_by(letters.c.state)
        )
        return {row[0]: row[1] for row in rows}
