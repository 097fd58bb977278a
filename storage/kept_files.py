"""Tables as bureaus upload them, kept as they came and known again by their bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Table, insert, select

from storage.crypto import fingerprint
from storage.repository import Repository


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was uploaded; its bytes through ``KeptFiles.content``. ``known`` when it was there before."""

    id: int
    sha256: str
    name: str
    size: int
    by: str
    at: datetime
    known: bool = False


F = TypeVar("F", bound=Any)


class KeptFiles(Repository, Generic[F]):
    """The files of one kind: ``FILES`` is their table, ``FILE`` what is given of a row, in its fields' order."""

    __slots__ = ()
    FILES: ClassVar[Table]
    FILE: ClassVar[Any]

    def add_file(self, name: str, content: bytes, by: str, at: datetime) -> F:
        """Keep a file as it came. The same bytes again give the file of the first time, with ``known`` set."""
        sha256 = fingerprint(content)
        row = self._run(select(*self._columns()).where(self.FILES.c.sha256 == sha256)).first()
        if row is not None:
            return self._known(row)
        values = {"sha256": sha256, "name": name, "size": len(content), "content": content, "by": by, "at": at}
        new: F = self.FILE(*self._run(insert(self.FILES).returning(*self._columns()), values).one())
        return new

    def file(self, file_id: int) -> F | None:
        """The file of that id, known before."""
        row = self._run(select(*self._columns()).where(self.FILES.c.id == file_id)).first()
        return self._known(row) if row else None

    def content(self, file_id: int) -> bytes:
        """The bytes of a file as they came; ``NoResultFound`` for an unknown id."""
        wanted = select(self.FILES.c.content).where(self.FILES.c.id == file_id)
        content: bytes = self._run(wanted).scalar_one()
        return content

    def _columns(self) -> tuple[Any, ...]:
        return tuple(self.FILES.c[name] for name in self.FILE.__slots__ if name != "known")

    def _known(self, row: Any) -> F:
        known: F = replace(self.FILE(*row), known=True)
        return known
