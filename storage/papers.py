"""What came by letter, visit, media, another department or a platform: its own facts, and the scanned file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, String, Table, insert, select, update

from storage.columns import Id, Sealed, SealedBytes, UtcTime, metadata
from storage.repository import Repository

papers = Table(
    "papers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", String(40), nullable=False),
    Column("sender", Sealed("papers.sender"), nullable=False),
    Column("phone", Sealed("papers.phone"), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("doc_no", Sealed("papers.doc_no"), nullable=False),
    Column("file_name", Sealed("papers.file_name"), nullable=False),
    Column("file_type", String(100), nullable=False),
    Column("content", SealedBytes("papers.content")),
    Column("clue_no", String(40), nullable=False, server_default="", index=True),
    Column("by", String(60), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as it came in; ``clue_no`` is the clue it made or joined, ``has_file`` whether a scan is kept."""

    id: int = 0
    source: str
    sender: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    received_on: date
    doc_no: str = field(default="", repr=False)
    file_name: str = field(default="", repr=False)
    file_type: str = ""
    clue_no: str = ""
    by: str
    at: datetime

    @property
    def has_file(self) -> bool:
        """Whether the scanned file is kept with it."""
        return bool(self.file_name)


_FIELDS = tuple(papers.c[name] for name in Paper.__slots__)


class Papers(Repository):
    """Papers by id."""

    __slots__ = ()

    def add(self, paper: Paper, content: bytes | None = None) -> int:
        """Keep a paper, with its scan where there is one, and give its id."""
        row = {name: getattr(paper, name) for name in Paper.__slots__ if name != "id"} | {"content": content}
        new_id: int = self._run(insert(papers).returning(papers.c.id), row).scalar_one()
        return new_id

    def get(self, paper_id: int) -> Paper | None:
        """The paper of that id, without its scan."""
        row = self._run(select(*_FIELDS).where(papers.c.id == paper_id)).first()
        return _read(row) if row else None

    def of_clue(self, clue_no: str) -> tuple[Paper, ...]:
        """The papers that made or joined that clue, in the order they were typed in."""
        rows = self._run(select(*_FIELDS).where(papers.c.clue_no == clue_no).order_by(papers.c.id))
        return tuple(_read(row) for row in rows) if clue_no else ()

    def content(self, paper_id: int) -> bytes:
        """The scanned file; empty when there is none."""
        return self._run(select(papers.c.content).where(papers.c.id == paper_id)).scalar() or b""

    def belongs(self, paper_id: int, clue_no: str) -> None:
        """The paper became that clue, or was added to it."""
        self._run(update(papers).where(papers.c.id == paper_id).values(clue_no=clue_no))


def _read(row: Any) -> Paper:
    return Paper(**dict(zip(Paper.__slots__, row, strict=True)))
