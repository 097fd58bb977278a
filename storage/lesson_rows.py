"""The tables of what the bureau taught, and their rows as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, LargeBinary, String, Table, Text, true

from knowledge.lessons import OWN, Lesson
from knowledge.programmes import Entry
from knowledge.sources import Source
from storage.columns import Facts, Id, Sealed, SealedFacts, Strings, UtcTime, metadata

Kind = Literal["sentence", "line"]
"""A sentence is taught; a line is checked: heard so, answered so."""

entries = Table(
    "entries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("programme", String(40), nullable=False),
    Column("title", String(200), nullable=False),
    Column("questions", Strings, nullable=False),
    Column("answer", Text, nullable=False),
    Column("legal", Text, nullable=False),
    Column("source", Facts),
    Column("expires_on", Date),
    Column("active", Boolean, nullable=False, server_default=true()),
)
lessons = Table(
    "lessons",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(20), nullable=False),
    # The same words taught again replace what was taught of them.
    Column("mark", LargeBinary(16), nullable=False, unique=True),
    # A resident's own words: numbers are masked before, names a clerk may have overlooked.
    Column("words", Sealed("lessons.words"), nullable=False),
    Column("intent", String(40), nullable=False),
    Column("programme", String(40), nullable=False),
    Column("entry_id", BigInteger, ForeignKey("entries.id"), index=True),
    Column("who", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("active", Boolean, nullable=False, server_default=true()),
)
lesson_edits = Table(
    "lesson_edits",
    metadata,
    Column("id", Id, primary_key=True),
    Column("subject", String(40), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("who", String(60), nullable=False),
    Column("before", SealedFacts("lesson_edits.before")),
    Column("after", SealedFacts("lesson_edits.after")),
)


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An entry of the bureau. Its answer is used through the day ``expires_on``; for good when that is None."""

    id: int
    entry: Entry
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class OwnLesson:
    """A sentence or line, and who taught it when."""

    id: int
    kind: Kind
    lesson: Lesson = field(repr=False)
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LessonEdit:
    """One edit of ``entry:3`` or ``lesson:5``: ``before`` is None for a new one, ``after`` for one withdrawn."""

    id: int
    subject: str
    at: datetime
    who: str
    before: Mapping[str, Any] | None = field(repr=False)
    after: Mapping[str, Any] | None = field(repr=False)


def read_entry(row: Any) -> OwnEntry:
    """An entry from its columns id, programme, title, questions, answer, legal, source and expires_on."""
    number, programme, title, questions, answer, legal, source, expires_on = row
    sources = (Source(**source),) if source else ()
    key = f"{OWN}{number}"
    return OwnEntry(number, Entry(key, programme or None, title, questions, answer, legal, sources), expires_on)


def read_lesson(row: Any) -> OwnLesson:
    """A lesson from its columns id, kind, words, intent, programme, entry_id, who and at."""
    number, kind, words, intent, programme, entry_id, who, at = row
    return OwnLesson(number, kind, Lesson(words, intent, programme, f"{OWN}{entry_id}" if entry_id else ""), who, at)


def plain(one: OwnEntry | OwnLesson | None) -> dict[str, Any] | None:
    """An entry or lesson as its history keeps it: plain JSON."""
    match one:
        case None:
            return None
        case OwnEntry():
            until = one.expires_on.isoformat() if one.expires_on else ""
            return {**asdict(one.entry), "expires_on": until}
        case OwnLesson():
            return {"kind": one.kind, **asdict(one.lesson)}
