"""The outbox: every letter once for ever, claimed by postponing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from storage.letter_rows import FIELDS, LANES, Lane, Letter, NewLetter, Outcome, letters, read_letter
from storage.repository import OnBoth, Page, Repository

_QUEUE = OnBoth(letters, lambda insert: insert.on_conflict_do_nothing(index_elements=["key"]))


class Letters(Repository):
    """Letters by id; each key is queued once for ever."""

    __slots__ = ()

    def queue(
        self,
        key: str,
        lane: Lane,
        to_kind: str,
        to_id: str,
        subject: str,
        payload: dict[str, Any],
        due_at: datetime,
    ) -> bool:
        """Put a letter into the outbox; False (and nothing done) when a letter of that key was ever queued.

        ``to_kind`` is ``contact`` (``to_id`` an openid), ``staff`` (a staff id) or ``phone``; ``subject`` is what it is
        about (``clue:<no>``, ``payment:<id>``); ``payload`` is plain JSON, sealed at rest.
        """
        return self.queue_many((NewLetter(key, lane, to_kind, to_id, subject, payload, due_at),)) == 1

    def queue_many(self, many: Iterable[NewLetter]) -> int:
        """Put many letters into the outbox; how many were new."""
        raise NotImplementedError

    def claim(self, now: datetime, limit: int, lease: timedelta, lanes: Sequence[Lane] = LANES) -> tuple[Letter, ...]:
        """Up to ``limit`` letters that are due, urgent lanes first, then longest due; nobody else gets them for ``lease``.

        Commit before sending. A letter whose outcome is not told within the lease falls due again by itself.
        """
        raise NotImplementedError

    def handed(self, letter_id: int, channel: str, msgid: str, at: datetime) -> None:
        """The channel took the letter; ``msgid`` is what its receipt will name, empty when there will be none."""
        self.settle((Outcome(letter_id, "handed", at, channel=channel, msgid=msgid),))

    def delivered(self, letter_id: int, at: datetime) -> None:
        """The channel proved that it arrived."""
        self.settle((Outcome(letter_id, "delivered", at),))

    def refused(self, letter_id: int, reason: str, at: datetime) -> None:
        """The receiver does not want it."""
        self.settle((Outcome(letter_id, "refused", at, reason=reason),))

    def failed(self, letter_id: int, reason: str, at: datetime) -> None:
        """It was given up; the console shows why."""
        self.settle((Outcome(letter_id, "failed", at, reason=reason),))

    def told(self, letter_id: int, by: str, at: datetime) -> None:
        """A person told it: by phone, at the door."""
        self.settle((Outcome(letter_id, "told", at, reason=by),))

    def later(self, letter_id: int, due_at: datetime, reason: str) -> None:
        """It could not be sent now; try again then."""
        self.settle((Outcome(letter_id, "queued", due_at, reason=reason),))

    def settle(self, outcomes: Iterable[Outcome]) -> None:
        """Store the outcomes of a whole claim at once."""
        raise NotImplementedError

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
        conditions = [letters.c.state == state] if state else []
        conditions += [letters.c.lane == LANES.index(lane)] if lane else []
        total = self._run(select(func.count()).select_from(letters).where(*conditions)).scalar_one()
        rows = self._run(
            select(*FIELDS).where(*conditions).order_by(letters.c.id.desc()).limit(size).offset((number - 1) * size)
        )
        return Page(tuple(read_letter(row) for row in rows), total, number, size)

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
