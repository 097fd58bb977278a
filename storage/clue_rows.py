"""What is kept of a clue: the row that changes, and the history that only grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
)

from storage.columns import Facts, Id, Sealed, SealedFacts, Strings, UtcTime, metadata

clues = Table(
    "clues",
    metadata,
    Column("id", Id, primary_key=True),
    Column("no", String(40), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("urgency", String(20), nullable=False),
    Column("source", String(40), nullable=False),
    Column("place", String(12), nullable=False),
    Column("programme", String(40), nullable=False),
    Column("title", Sealed("clues.title"), nullable=False),
    Column("words", Sealed("clues.words"), nullable=False),
    Column("slots", SealedFacts("clues.slots"), nullable=False),
    Column("subject_name", Sealed("clues.subject_name"), nullable=False),
    Column("subject_phone", Sealed("clues.subject_phone"), nullable=False),
    Column("subject_id_number", Sealed("clues.subject_id_number"), nullable=False),
    Column("reporter_openid", String(100)),
    Column("reporter_name", Sealed("clues.reporter_name"), nullable=False),
    Column("reporter_phone", Sealed("clues.reporter_phone"), nullable=False),
    Column("anonymous", Boolean, nullable=False, server_default=false()),
    Column("subject_name_mark", LargeBinary(16)),
    Column("subject_phone_mark", LargeBinary(16)),
    Column("subject_id_mark", LargeBinary(16)),
    Column("reporter_phone_mark", LargeBinary(16)),
    Column("opened_by", String(60), nullable=False),
    Column("groups", Strings, nullable=False),
    Column("hardship", Strings, nullable=False),
    Column("hardship_class", String(20), nullable=False),
    Column("consent", Boolean),
    Column("able", Boolean),
    Column("media_ids", Strings, nullable=False),
    Column("owner_id", BigInteger, ForeignKey("staff.id")),
    Column("deputy_id", BigInteger, ForeignKey("staff.id")),
    Column("superior_id", BigInteger, ForeignKey("staff.id")),
    Column("route_why", Text, nullable=False),
    Column("vacancy", Boolean, nullable=False, server_default=false()),
    Column("clocks", Facts, nullable=False),
    Column("steps", Facts, nullable=False),
    Column("due_at", UtcTime),
    Column("promised_by", Date),
    Column("next_alarm_at", UtcTime),
    Column("alarm_level", Integer, nullable=False, server_default="0"),
    Column("result", String(20), nullable=False, server_default=""),
    Column("reason", Sealed("clues.reason"), nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("resolved_at", UtcTime),
    Index(None, "state", "due_at"),
    Index(None, "owner_id", "state"),
    Index(None, "place"),
    Index(None, "opened_at"),
    Index(None, "reporter_openid"),
    Index(None, "subject_name_mark"),
    Index(None, "subject_phone_mark"),
    Index(None, "subject_id_mark"),
    Index(None, "reporter_phone_mark"),
)
Index(
    "ix_clues_next_alarm_at",
    clues.c.next_alarm_at,
    sqlite_where=clues.c.next_alarm_at.is_not(None),
    postgresql_where=clues.c.next_alarm_at.is_not(None),
)

clue_events = Table(
    "clue_events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("clue_id", BigInteger, ForeignKey("clues.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("who", String(60), nullable=False),
    Column("action", String(20), nullable=False),
    Column("before", String(20), nullable=False),
    Column("after", String(20), nullable=False),
    Column("words", Sealed("clue_events.words"), nullable=False),
    Column("facts", SealedFacts("clue_events.facts"), nullable=False),
)

clue_numbers = Table(
    "clue_numbers",
    metadata,
    Column("day", String(40), primary_key=True),
    Column("last", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A line to add to a clue's history. ``who`` is ``staff:<id>``, ``account:<id>``, ``contact:<openid>`` or
    ``system``; ``action`` one of ``knowledge.casework.Action`` or ``open``, ``said``, ``route``, ``alarm``;
    ``facts`` is plain JSON (result, reason, new owner, media ids)."""

    at: datetime
    who: str
    action: str
    words: str = field(default="", repr=False)
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class ClueEvent:
    """A line of a clue's history, with the state before and after it."""

    id: int
    no: str
    at: datetime
    who: str
    action: str
    before: str
    after: str
    words: str = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClue:
    """A clue as it is opened. ``prefix`` is the pack's short code in the number (``WS``).

    ``words`` is what was said, ``slots`` the answers by question name, ``clocks`` plain JSON of each running clock,
    ``due_at`` the soonest of them. ``opened_by`` is written like ``NewEvent.who``.
    """

    prefix: str
    kind: str
    source: str
    urgency: str
    place: str
    opened_at: datetime
    opened_by: str
    programme: str = ""
    title: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    slots: Mapping[str, Any] = field(default_factory=dict, repr=False)
    subject_name: str = field(default="", repr=False)
    subject_phone: str = field(default="", repr=False)
    subject_id_number: str = field(default="", repr=False)
    reporter_openid: str = ""
    reporter_name: str = field(default="", repr=False)
    reporter_phone: str = field(default="", repr=False)
    anonymous: bool = False
    groups: tuple[str, ...] = ()
    hardship: tuple[str, ...] = ()
    hardship_class: str = ""
    consent: bool | None = None
    able: bool | None = None
    media_ids: tuple[str, ...] = ()
    owner_id: int | None = None
    deputy_id: int | None = None
    superior_id: int | None = None
    route_why: str = field(default="", repr=False)
    vacancy: bool = False
    clocks: tuple[Mapping[str, Any], ...] = ()
    due_at: datetime | None = None
    promised_by: date | None = None
    next_alarm_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """A clue as it stands. ``steps`` tells when it was accepted, verified, referred (``{"accepted": moment}``);
    ``version`` is what ``Clues.move`` wants to see again."""

    id: int
    no: str
    version: int
    kind: str
    state: str
    urgency: str
    source: str
    place: str
    programme: str
    title: str = field(repr=False)
    words: str = field(repr=False)
    slots: Mapping[str, Any] = field(repr=False)
    subject_name: str = field(repr=False)
    subject_phone: str = field(repr=False)
    subject_id_number: str = field(repr=False)
    reporter_openid: str
    reporter_name: str = field(repr=False)
    reporter_phone: str = field(repr=False)
    anonymous: bool
    opened_by: str
    groups: tuple[str, ...]
    hardship: tuple[str, ...]
    hardship_class: str
    consent: bool | None
    able: bool | None
    media_ids: tuple[str, ...]
    owner_id: int | None
    deputy_id: int | None
    superior_id: int | None
    route_why: str = field(repr=False)
    vacancy: bool
    clocks: tuple[Mapping[str, Any], ...]
    steps: Mapping[str, datetime]
    due_at: datetime | None
    promised_by: date | None
    next_alarm_at: datetime | None
    alarm_level: int
    result: str
    reason: str = field(repr=False)
    opened_at: datetime
    changed_at: datetime
    resolved_at: datetime | None


FIELDS = tuple(clues.c[name] for name in Clue.__slots__)


def read_clue(row: Any) -> Clue:
    """A clue from a row that selected ``FIELDS``."""
    kept = dict(zip(Clue.__slots__, row, strict=True))
    kept["reporter_openid"] = kept["reporter_openid"] or ""
    kept["clocks"] = tuple(kept["clocks"])
    kept["steps"] = {step: datetime.fromisoformat(at) for step, at in kept["steps"].items()}
    return Clue(**kept)
