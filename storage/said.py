"""What was said in the last days, read back for who is handed a conversation."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, or_, select, update

from dialogs.message import key_beginnings
from storage.inbox import inbox
from storage.repository import Repository

_ROW = (inbox.c.at, inbox.c.said, inbox.c.reply, inbox.c.answered_at)


@dataclass(frozen=True, slots=True)
class Said:
    """One side of an exchange. ``kind`` is the message's (``voice``, ``image``), ``text`` for all of ours."""

    at: datetime
    who: Literal["resident", "us"]
    text: str = field(repr=False)
    kind: str = "text"


class SaidLately(Repository):
    """Conversations by openid. They are rows of the inbox: keeping them costs a resident's message no statement."""

    __slots__ = ()

    def of(self, openid: str, most: int = 20) -> tuple[Said, ...]:
        """The last exchanges with this openid, oldest first, at most so many sayings of both sides together."""
        rows = self._run(
            select(*_ROW)
            .where(inbox.c.sender == openid, *self._side_by_side(openid))
            .order_by(inbox.c.at.desc())
            .limit(most)
        ).all()
        told: list[Said] = []
        for at, said, reply, answered_at in reversed(rows):
            if said is not None:
                told.append(Said(at, "resident", said["text"], said["kind"]))
                if text := _text(reply):
                    told.append(Said(answered_at or at, "us", text))
        return tuple(told[-most:])

    def forget(self, openid: str) -> None:
        """Forget what this openid said."""
        here = (inbox.c.sender == openid, *self._side_by_side(openid))
        self._run(update(inbox).where(*here, inbox.c.said.is_not(None)).values(said=None))

    def trim(self, before: datetime) -> int:
        """Forget the words of messages older than that; how many there were."""
        old = update(inbox).where(inbox.c.at < before, inbox.c.said.is_not(None))
        return self._run(old.values(said=None)).rowcount

    def _side_by_side(self, openid: str) -> tuple[ColumnElement[bool], ...]:
        # SQLite sorts keys by their bytes, and the keys of one sender begin alike: no index of its own is needed, which
        # every message would have to pay for. PostgreSQL may sort otherwise; there a look goes through some weeks.
        if self._dialect != "sqlite":
            return ()
        return (or_(*(inbox.c.key.between(start, f"{start}\uffff") for start in key_beginnings(openid))),)


def _text(reply: str | None) -> str:
    """All that the kept replies say, options as numbered lines."""
    lines: list[str] = []
    for text, options, tail, *_ in json.loads(reply or "[]"):
        lines += [text, *(f"{number} {label}" for number, (label, _) in enumerate(options, 1)), tail]
    return "\n".join(line for line in lines if line)
