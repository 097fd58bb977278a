"""The outbox: every letter once for ever, claimed by postponing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, delete, or_, select, update

from storage.bulk import change, pour
from storage.letter_lists import LetterLists
from storage.letter_rows import (
    BUNDLED,
    FIELDS,
    LANES,
    Lane,
    Letter,
    LetterState,
    NewLetter,
    Outcome,
    letters,
    read_letter,
    receipts,
    to_row,
)
from storage.repository import OnBoth

_QUEUE = OnBoth(letters, lambda insert: insert.on_conflict_do_nothing(index_elements=["key"]))
_KEEP = OnBoth(receipts, lambda insert: insert.on_conflict_do_nothing(index_elements=["msgid"]))

# PostgreSQL lets claimers pass each other by SKIP LOCKED; SQLite has one writer and leaves the words out. On both the
# due time is compared again where it is set.
_DUE = (
    select(letters.c.id)
    .where(letters.c.lane == bindparam("the_lane"), letters.c.due_at <= bindparam("now"))
    .order_by(letters.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_CLAIM = (
    update(letters)
    .where(letters.c.id.in_(select(_DUE.c.id)), letters.c.due_at <= bindparam("now"))
    .values(due_at=bindparam("until"), tries=letters.c.tries + 1)
    .returning(*FIELDS)
)

_THIS = letters.c.id == bindparam("the_id")
_END = (
    update(letters)
    .where(_THIS, or_(letters.c.state == "queued", letters.c.state == "handed"))
    .values(state=bindparam("new_state"), due_at=None, settled_at=bindparam("moment"), reason=bindparam("new_reason"))
)
_SETTLE = {
    "handed": update(letters)
    .where(_THIS, letters.c.state == "queued")
    .values(
        state="handed",
        due_at=None,
        settled_at=bindparam("moment"),
        channel=bindparam("new_channel"),
        msgid=bindparam("new_msgid"),
        reason="",
    ),
    "told": update(letters)
    .where(_THIS, letters.c.state != "delivered")
    .values(state="told", due_at=None, settled_at=bindparam("moment"), reason=bindparam("new_reason")),
    "queued": update(letters)
    .where(
        _THIS,
        letters.c.state == "queued",
        or_(bindparam("seen_tries", type_=Integer) == 0, letters.c.tries == bindparam("seen_tries", type_=Integer)),
    )
    .values(due_at=bindparam("moment"), reason=bindparam("new_reason")),
}

_EARLY = select(receipts).where(receipts.c.msgid.in_(bindparam("msgids", expanding=True)))
# From how many letters on the way past the statement layer is the shorter one.
_MANY = 20


class Letters(LetterLists):
    """Letters by id; each key is queued once for ever."""

    __slots__ = ()

    def queue(
        self,
        key: str,
        lane: Lane,
        to_kind: str,
        to_id: str,
        subject: str,
        payload: Mapping[str, Any],
        due_at: datetime,
        bundle: str = "",
    ) -> bool:
        """Put a letter into the outbox; False (and nothing done) when a letter of that key was ever queued.

        ``to_kind`` is ``contact`` (``to_id`` an openid), ``staff`` (a staff id) or ``phone``; ``subject`` is what it is
        about (``clue:<no>``, ``payment:<id>``); ``payload`` is plain JSON, sealed at rest.
        """
        return self.queue_many((NewLetter(key, lane, to_kind, to_id, subject, payload, due_at, bundle),)) == 1

    def queue_many(self, many: Iterable[NewLetter]) -> int:
        """Put many letters into the outbox; how many were new. A few thousand a call."""
        rows = [to_row(letter) for letter in many]
        if len(rows) >= _MANY:
            return pour(self._connection, letters, tuple(rows[0]), (tuple(row.values()) for row in rows))
        return self._run(_QUEUE[self._dialect], rows).rowcount if rows else 0

    def claim(self, now: datetime, limit: int, lease: timedelta, lanes: Sequence[Lane] = LANES) -> tuple[Letter, ...]:
        """Up to ``limit`` due letters, urgent lanes first, then longest due; nobody else gets them for ``lease``.

        Commit before sending. A letter whose outcome is not told within the lease falls due again by itself.
        """
        held: list[Letter] = []
        for lane in sorted(map(LANES.index, lanes)):
            asked = {"the_lane": lane, "now": now, "until": now + lease, "most": limit - len(held)}
            rows = self._run(_CLAIM, asked).all()
            held += sorted((read_letter(row) for row in rows), key=lambda letter: (letter.wanted_at, letter.id))
            if len(held) >= limit:
                break
        return tuple(held)

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
        """Store the outcomes of a whole claim at once.

        An outcome never takes back better evidence: what was delivered or told stays so.
        """
        by_state: dict[str, list[dict[str, Any]]] = {}
        for outcome in outcomes:
            row = {
                "the_id": outcome.letter_id,
                "new_state": outcome.state,
                "moment": outcome.at,
                "new_channel": outcome.channel,
                "new_msgid": outcome.msgid or None,
                "new_reason": outcome.reason,
                "seen_tries": outcome.tries,
            }
            by_state.setdefault(outcome.state, []).append(row)
        for state, rows in by_state.items():
            change(self._connection, _SETTLE.get(state, _END), rows)
        self._match_receipts([row["new_msgid"] for row in by_state.get("handed", ()) if row["new_msgid"]])

    def receipt(self, msgid: str, state: LetterState, reason: str, at: datetime) -> bool:
        """The platform told what became of a message it took; False when no letter of that id is known yet.

        Such a receipt is kept: platforms are sometimes quicker than the commit that notes what was handed over.
        """
        letter = self.by_msgid(msgid)
        if letter is None:
            self._run(_KEEP[self._dialect], {"msgid": msgid, "state": state, "reason": reason, "at": at})
            return False
        self.settle((Outcome(letter.id, state, at, reason=reason),))
        return True

    def requeue(self, letter_id: int, due_at: datetime, reason: str = "") -> None:
        """Try a failed or refused letter again, on somebody's order."""
        self._run(
            update(letters)
            .where(letters.c.id == letter_id, letters.c.state.in_(("failed", "refused")))
            .values(state="queued", due_at=due_at, reason=reason)
        )

    def stop(self, bundle: str, reason: str, at: datetime) -> int:
        """Give up every letter of a bundle that is still queued; how many there were."""
        return self._run(
            update(letters)
            .where(letters.c.bundle == bundle, BUNDLED, letters.c.state == "queued")
            .values(state="failed", due_at=None, reason=reason, settled_at=at)
        ).rowcount

    def trim_receipts(self, before: datetime) -> int:
        """Forget receipts of messages that were never ours; how many were forgotten."""
        return self._run(delete(receipts).where(receipts.c.at < before)).rowcount

    def _match_receipts(self, msgids: Sequence[str]) -> None:
        if not msgids:
            return
        early = self._run(_EARLY, {"msgids": msgids}).all()
        for row in early:
            self.receipt(row.msgid, row.state, row.reason, row.at)
        if early:
            self._run(delete(receipts).where(receipts.c.msgid.in_([row.msgid for row in early])))
