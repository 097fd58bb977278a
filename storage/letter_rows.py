"""What is kept of a letter, and of a receipt that came before its letter was known to be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Column, Index, Integer, SmallInteger, String, Table, Text, literal_column

from storage.columns import Id, SealedFacts, UtcTime, metadata

Lane = Literal["urgent", "interactive", "staff", "bulk"]
LetterState = Literal["queued", "handed", "delivered", "refused", "failed", "told"]
LANES: tuple[Lane, ...] = get_args(Lane)
STATES: tuple[LetterState, ...] = get_args(LetterState)

letters = Table(
    "letters",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    # The lane's place in LANES, so that the index below gives urgent letters first.
    Column("lane", SmallInteger, nullable=False),
    Column("to_kind", String(20), nullable=False),
    Column("to_id", String(100), nullable=False),
    Column("subject", String(100), nullable=False),
    # What many letters belong to together, so that they can be counted and stopped together; empty for one alone.
    Column("bundle", String(60), nullable=False, server_default=""),
    Column("payload", SealedFacts("letters.payload")),
    # When to look at it next; empty once the outcome is known. A claim moves it a lease ahead.
    Column("due_at", UtcTime),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("state", String(12), nullable=False, server_default="queued"),
    Column("channel", String(20), nullable=False, server_default=""),
    Column("msgid", String(100)),
    Column("reason", Text, nullable=False, server_default=""),
    Column("wanted_at", UtcTime, nullable=False),
    Column("settled_at", UtcTime),
    Index(None, "subject"),
    # Counts by state and lane, and the latest of each, without looking at the letters themselves.
    Index(None, "state", "lane", "id"),
)
Index(
    "ix_letters_msgid",
    letters.c.msgid,
    sqlite_where=letters.c.msgid.is_not(None),
    postgresql_where=letters.c.msgid.is_not(None),
)
# Spelt out, not as a parameter: SQLite uses the index only where it can read the same condition in the statement.
BUNDLED = letters.c.bundle != literal_column("''")
Index(
    "ix_letters_bundle",
    letters.c.bundle,
    letters.c.state,
    sqlite_where=BUNDLED,
    postgresql_where=BUNDLED,
)
Index(
    "ix_letters_due",
    letters.c.lane,
    letters.c.due_at,
    sqlite_where=letters.c.due_at.is_not(None),
    postgresql_where=letters.c.due_at.is_not(None),
)

receipts = Table(
    "receipts",
    metadata,
    Column("msgid", String(100), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to queue; see ``Letters.queue``."""

    key: str
    lane: Lane
    to_kind: str
    to_id: str
    subject: str
    payload: Mapping[str, Any] = field(repr=False)
    due_at: datetime
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands. ``tries`` counts claims; ``due_at`` is None once its outcome is known;
    ``wanted_at`` is
    when it was first due, ``settled_at`` when its last outcome came."""

    id: int
    key: str
    lane: Lane
    to_kind: str
    to_id: str
    subject: str
    bundle: str
    payload: Mapping[str, Any] = field(repr=False)
    due_at: datetime | None
    tries: int
    state: LetterState
    channel: str
    msgid: str
    reason: str
    wanted_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter.

    ``at`` is when it happened; for ``queued`` when to try again. ``tries`` is that of the claimed letter: a worker
    whose lease ran out cannot postpone what another has claimed since. 0 when nothing was claimed.
    """

    letter_id: int
    state: LetterState
    at: datetime
    channel: str = ""
    msgid: str = ""
    reason: str = ""
    tries: int = 0


FIELDS = tuple(letters.c[name] for name in Letter.__slots__)


def read_letter(row: Any) -> Letter:
    """A letter from a row that selected ``FIELDS``."""
    kept = list(row)
    kept[2], kept[7], kept[12] = LANES[row[2]], row[7] or {}, row[12] or ""
    return Letter(*kept)


def to_row(letter: NewLetter) -> dict[str, Any]:
    """The row of a letter that is queued."""
    return {
        "key": letter.key,
        "lane": LANES.index(letter.lane),
        "to_kind": letter.to_kind,
        "to_id": letter.to_id,
        "subject": letter.subject,
        "bundle": letter.bundle,
        "payload": dict(letter.payload),
        "due_at": letter.due_at,
        "wanted_at": letter.due_at,
    }
