"""What the bureau recorded for those who read little: a file for a passage, in a language, and where it is uploaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from knowledge.recordings import Recording, RecordingKind
from storage.columns import Id, UtcTime, metadata
from storage.repository import Repository
from storage.versions import BUMP

recordings = Table(
    "recordings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("subject", String(80), nullable=False),
    Column("language", String(20), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("seconds", Integer),
    Column("title", String(100), nullable=False),
    Column("content_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("who", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    # The platform keeps an upload for three days; until then it is not uploaded again.
    Column("media_id", String(200), nullable=False, server_default=""),
    Column("media_until", UtcTime),
    Index(None, "subject"),
)
recording_contents = Table(
    "recording_contents",
    metadata,
    Column("id", BigInteger, ForeignKey("recordings.id"), primary_key=True, autoincrement=False),
    # Spoken to everybody: nothing in it is personal.
    Column("content", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class NewRecording:
    """A file to keep. ``subject`` is the key of what it says, ``title`` what it is shown as."""

    subject: str
    language: str
    kind: RecordingKind
    seconds: int | None
    title: str
    content_type: str
    content: bytes
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """A recording as it is kept, without its file."""

    id: int
    subject: str
    language: str
    kind: RecordingKind
    seconds: int | None
    title: str
    content_type: str
    size: int
    who: str
    at: datetime
    media_id: str
    media_until: datetime | None

    @property
    def recording(self) -> Recording:
        """What an office has to know of it."""
        return Recording(self.id, self.subject, self.language, self.kind, self.seconds, self.title)


_FIELDS = tuple(recordings.c[name] for name in RecordingRow.__slots__)


class Recordings(Repository):
    """Recordings by id; each edit counts the ``office`` version on."""

    __slots__ = ()

    def rows(self) -> tuple[RecordingRow, ...]:
        """All recordings, by what they say and in which language."""
        order = (recordings.c.subject, recordings.c.kind.desc(), recordings.c.language, recordings.c.id)
        return tuple(RecordingRow(*row) for row in self._run(select(*_FIELDS).order_by(*order)))

    def get(self, number: int) -> RecordingRow | None:
        """The recording of that id."""
        row = self._run(select(*_FIELDS).where(recordings.c.id == number)).first()
        return RecordingRow(*row) if row else None

    def content(self, number: int) -> bytes | None:
        """Its file."""
        content: bytes | None = self._run(
            select(recording_contents.c.content).where(recording_contents.c.id == number)
        ).scalar()
        return content

    def add(self, new: NewRecording) -> int:
        """Keep a recording, and give its id. One of the same kind and language for the same passage goes."""
        here = (
            recordings.c.subject == new.subject,
            recordings.c.language == new.language,
            recordings.c.kind == new.kind,
        )
        for old in self._run(select(recordings.c.id).where(*here)).scalars().all():
            self._delete(old)
        row = {name: getattr(new, name) for name in NewRecording.__slots__ if name != "content"}
        row["size"] = len(new.content)
        number: int = self._run(insert(recordings).returning(recordings.c.id), row).scalar_one()
        self._run(insert(recording_contents), {"id": number, "content": new.content})
        self._count_on()
        return number

    def remove(self, number: int) -> bool:
        """Delete a recording; False when there is none."""
        gone = self._delete(number)
        self._count_on()
        return gone

    def uploaded(self, number: int, media_id: str, until: datetime) -> None:
        """The platform holds it under that id until then."""
        self._run(update(recordings).where(recordings.c.id == number).values(media_id=media_id, media_until=until))

    def _delete(self, number: int) -> bool:
        self._run(delete(recording_contents).where(recording_contents.c.id == number))
        return self._run(delete(recordings).where(recordings.c.id == number)).rowcount == 1

    def _count_on(self) -> None:
        self._run(BUMP[self._dialect], {"name": "office", "number": 1})
