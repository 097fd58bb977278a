"""What is kept of a voice, a picture or a film that a resident sent, and of those the bureau recorded to send."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from storage.columns import Id, Sealed, SealedBytes, UtcTime, metadata

MediaKind = Literal["voice", "image", "video"]
MediaState = Literal["wanted", "kept", "lost"]
Hearing = Literal["", "waiting", "listened"]

media = Table(
    "media",
    metadata,
    Column("id", Id, primary_key=True),
    Column("media_id", String(200), nullable=False, unique=True),
    Column("openid", String(100), nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
    Column("clue_no", String(40), nullable=False, server_default="", index=True),
    Column("state", String(10), nullable=False),
    Column("content_type", String(100), nullable=False, server_default=""),
    Column("size", Integer, nullable=False, server_default="0"),
    Column("seconds", Integer),
    Column("tries", Integer, nullable=False, server_default="0"),
    # When to fetch it (again); empty once it is kept or lost. A claim moves it a lease ahead.
    Column("due_at", UtcTime),
    Column("hearing", String(10), nullable=False, server_default=""),
    Column("heard_by", String(60), nullable=False, server_default=""),
    Column("heard_at", UtcTime),
    Column("note", Sealed("media.note")),
)
_DUE = media.c.due_at.is_not(None)
Index("ix_media_due", media.c.due_at, sqlite_where=_DUE, postgresql_where=_DUE)
WAITING = media.c.hearing == "waiting"
Index("ix_media_hearing", media.c.hearing, media.c.at)

# Files stand apart, so that lists never carry them along.
media_contents = Table(
    "media_contents",
    metadata,
    Column("id", BigInteger, ForeignKey("media.id"), primary_key=True, autoincrement=False),
    Column("content", SealedBytes("media_contents.content"), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Media:
    """Something a resident sent.

    ``state``: ``wanted`` (still to be fetched), ``kept``, or ``lost`` (the platform had it no longer).
    ``hearing``: ``waiting`` for somebody to listen, ``listened`` (``heard_by``, ``heard_at``, ``note``), empty where
    nobody has to. ``seconds`` is how long a voice lasts, None where that is not known.
    """

    id: int
    media_id: str
    openid: str = field(repr=False)
    kind: str
    at: datetime
    clue_no: str
    state: str
    content_type: str
    size: int
    seconds: int | None
    tries: int
    hearing: str
    heard_by: str
    heard_at: datetime | None
    note: str | None = field(repr=False)


MEDIA = tuple(media.c[name] for name in Media.__slots__)
