"""Where each conversation stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Column, LargeBinary, String, Table, bindparam, delete, select, update

from dialogs.talk import Talk
from storage.columns import Sealed, UtcTime, metadata
from storage.conflicts import StaleTalk
from storage.repository import OnBoth, Repository

talks = Table(
    "talks",
    metadata,
    Column("sender", String(100), primary_key=True),
    Column("talk", Sealed("talks.talk"), nullable=False),
    # A keyed fingerprint of the talk: comparing and setting needs no version number that a caller has to carry.
    Column("mark", LargeBinary, nullable=False),
    Column("put_at", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)

_NOTHING = Talk()
_OF = select(talks.c.talk).where(talks.c.sender == bindparam("the_sender"))
_FOR_UPDATE = _OF.with_for_update()
_MANY = select(talks.c.sender, talks.c.talk).where(talks.c.sender.in_(bindparam("senders", expanding=True)))
_BEGIN = OnBoth(talks, lambda insert: insert.on_conflict_do_nothing(index_elements=["sender"]))
_GO_ON = update(talks).where(talks.c.sender == bindparam("the_sender"), talks.c.mark == bindparam("seen_mark"))
_OVERWRITE = update(talks).where(talks.c.sender == bindparam("the_sender"))


class Talks(Repository):
    """Talks by sender: an openid, or any name under which an operator's call is kept."""

    __slots__ = ()

    def of(self, sender: str) -> Talk:
        """The sender's talk; an empty ``Talk()`` when there is none."""
        kept = self._run(_OF, {"the_sender": sender}).scalar()
        return Talk.from_json(kept) if kept else _NOTHING

    def many(self, senders: Iterable[str]) -> dict[str, Talk]:
        """The talk of each of these senders, an empty ``Talk()`` where there is none; for a claim of letters."""
        found = dict.fromkeys(senders, _NOTHING)
        rows = self._run(_MANY, {"senders": list(found)}) if found else ()
        return found | {row[0]: Talk.from_json(row[1]) for row in rows}

    def put(self, sender: str, talk: Talk, seen: Talk, now: datetime) -> None:
        """Keep ``talk`` if the sender's talk is still what ``of`` gave; raises ``StaleTalk`` otherwise."""
        text = talk.to_json()
        row = {"talk": text, "mark": self._mark("talk", text), "put_at": now}
        if seen == _NOTHING:
            done = self._run(_BEGIN[self._dialect], row | {"sender": sender}).rowcount
        else:
            done = self._run(
                _GO_ON, row | {"the_sender": sender, "seen_mark": self._mark("talk", seen.to_json())}
            ).rowcount
        if not done:
            self._put_if_equal(sender, row, seen)

    def _put_if_equal(self, sender: str, row: Mapping[str, object], seen: Talk) -> None:
        # A talk written by an earlier release reads the same but has another fingerprint: compare it opened.
        kept = self._run(_FOR_UPDATE, {"the_sender": sender}).scalar()
        if kept is None or Talk.from_json(kept) != seen:
            raise StaleTalk(sender)
        self._run(_OVERWRITE, {**row, "the_sender": sender})

    def count(self, beginning: str, since: datetime) -> dict[str, int]:
        """How many talks whose sender begins so were written on since then, by the next part of the sender's name."""
        rows = self._run(
            select(talks.c.sender).where(talks.c.sender.startswith(beginning, autoescape=True), talks.c.put_at >= since)
        ).scalars()
        return dict(Counter(sender.removeprefix(beginning).partition(":")[0] for sender in rows))

    def drop(self, sender: str) -> None:
        """End and forget the sender's talk."""
        self._run(delete(talks).where(talks.c.sender == sender))

    def trim(self, before: datetime) -> int:
        """Forget talks last put before that moment; how many were forgotten."""
        return self._run(delete(talks).where(talks.c.put_at < before)).rowcount
