"""What came in: every message once, its answer kept for the platform's repeats, late ones put aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Column, String, Table, bindparam, delete, select, update

from dialogs.message import Message
from knowledge import blotting
from storage.columns import Facts, Sealed, SealedFacts, UtcTime, metadata
from storage.repository import OnBoth, Repository

inbox = Table(
    "inbox",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("sender", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    # What was said, with its kind; forgotten sooner than the rest of the row.
    Column("said", SealedFacts("inbox.said")),
    Column("reply", Sealed("inbox.reply")),
    Column("intent", String(40), nullable=False, server_default=""),
    Column("programme", String(40), nullable=False, server_default=""),
    Column("sources", Facts),
    Column("answered_at", UtcTime),
    # No index by time: forgetting once a day may look at every row, taking a message may not cost a page more.
    sqlite_with_rowid=False,
)
late_messages = Table(
    "late_messages",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("message", SealedFacts("late_messages.message"), nullable=False),
    Column("put_at", UtcTime, nullable=False, index=True),
)

LONGEST_SAID = 500
"""Characters kept of one message."""

_TAKE = OnBoth(inbox, lambda insert: insert.on_conflict_do_nothing(index_elements=["key"]))
_PUT_LATE = OnBoth(late_messages, lambda insert: insert.on_conflict_do_nothing(index_elements=["key"]))
_REPLY = select(inbox.c.reply).where(inbox.c.key == bindparam("the_key"))
_ANSWERED = update(inbox).where(inbox.c.key == bindparam("the_key"))


class Inbox(Repository):
    """Messages by their permanent key."""

    __slots__ = ()

    def take(self, message: Message) -> bool:
        """Whether this message is new; False when a message of that key was taken before."""
        row = {"key": message.key, "sender": message.sender, "at": message.at, "said": _said(message)}
        return self._run(_TAKE[self._dialect], row).rowcount == 1

    def reply_to(self, key: str) -> str | None:
        """The reply kept by ``answered``; None when the message is unknown or was never answered."""
        reply: str | None = self._run(_REPLY, {"the_key": key}).scalar()
        return reply

    def answered(
        self,
        key: str,
        reply_json: str,
        intent: str = "",
        programme: str = "",
        sources: tuple[Mapping[str, str], ...] = (),
        *,
        at: datetime,
    ) -> None:
        """Keep the reply of a taken message, and what was understood; ``sources`` as ``Turn.sources``."""
        self._run(
            _ANSWERED,
            {
                "the_key": key,
                "reply": reply_json,
                "intent": intent,
                "programme": programme,
                "sources": [dict(source) for source in sources] or None,
                "answered_at": at,
            },
        )

    def take_answered(
        self,
        message: Message,
        reply_json: str,
        intent: str = "",
        programme: str = "",
        sources: tuple[Mapping[str, str], ...] = (),
        *,
        at: datetime,
    ) -> bool:
        """``take`` and ``answered`` in one statement, for a turn whose reply no effect can change."""
        row = {
            "key": message.key,
            "sender": message.sender,
            "at": message.at,
            "said": _said(message),
            "reply": reply_json,
            "intent": intent,
            "programme": programme,
            "sources": [dict(source) for source in sources] or None,
            "answered_at": at,
        }
        return self._run(_TAKE[self._dialect], row).rowcount == 1

    def put_late(self, message: Message, at: datetime) -> None:
        """Put a message aside that could not be answered in time; twice is once."""
        self._run(_PUT_LATE[self._dialect], {"key": message.key, "message": _written(message), "put_at": at})

    def late(self, before: datetime, limit: int = 100) -> tuple[Message, ...]:
        """Messages put aside before that moment and not done yet, oldest first."""
        rows = self._run(
            select(late_messages.c.message)
            .where(late_messages.c.put_at < before)
            .order_by(late_messages.c.put_at)
            .limit(limit)
        )
        return tuple(_message(row.message) for row in rows)

    def done_late(self, key: str) -> None:
        """The late message was answered, or need not be any more."""
        self._run(delete(late_messages).where(late_messages.c.key == key))

    def trim(self, before: datetime) -> int:
        """Forget messages older than that moment; how many were forgotten."""
        return self._run(delete(inbox).where(inbox.c.at < before)).rowcount


def _said(message: Message) -> dict[str, str] | None:
    """What is kept of a message for who is handed the conversation; nothing of mere events."""
    if message.kind in ("follow", "unfollow", "scan", "other"):
        return None
    return {"kind": message.kind, "text": blotting.kept(message.text[:LONGEST_SAID])}


def _written(message: Message) -> dict[str, Any]:
    return asdict(message) | {"at": message.at.isoformat()}


def _message(kept: dict[str, Any]) -> Message:
    return Message(**kept | {"at": datetime.fromisoformat(kept["at"])})
