"""The bureau's own standards, beside those of the packs, with who changed what and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    String,
    Table,
    insert,
    select,
    true,
    update,
)

from knowledge.sources import Source
from knowledge.standards import Standard
from storage.columns import Exact, Facts, Id, Strings, UtcTime, metadata
from storage.repository import Repository
from storage.versions import BUMP

standards = Table(
    "standards",
    metadata,
    Column("id", Id, primary_key=True),
    Column("programme", String(40), nullable=False, index=True),
    Column("region", String(12), nullable=False),
    Column("category", Strings, nullable=False),
    Column("name", String(200), nullable=False),
    Column("amount", Exact(40), nullable=False),
    Column("unit", String(40), nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("effective_to", Date),
    Column("published_on", Date),
    Column("doc_no", String(200), nullable=False),
    Column("source", Facts, nullable=False),
    Column("review", String(20), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("note", String(500), nullable=False, server_default=""),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("passage", String(1000), nullable=False, server_default=""),
    Column("reviewed_by", String(60), nullable=False, server_default=""),
    Column("reviewed_on", Date),
    # The standard that ended because this one begins, so that withdrawing this one opens it again.
    Column("replaces", BigInteger),
)
standard_edits = Table(
    "standard_edits",
    metadata,
    Column("id", Id, primary_key=True),
    Column("standard_id", BigInteger, ForeignKey("standards.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("who", String(60), nullable=False),
    Column("before", Facts),
    Column("after", Facts),
)


@dataclass(frozen=True, slots=True)
class StandardEdit:
    """One edit. ``before`` is None for a new standard, ``after`` None for one taken back; both are plain JSON of its
    fields, amounts and days as text."""

    id: int
    standard_id: int
    at: datetime
    who: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


_DAYS = ("effective_from", "effective_to", "published_on", "reviewed_on")
_COLUMNS = tuple(standards.c[name] for name in Standard.__slots__)


class BureauStandards(Repository):
    """Standards entered or confirmed in the console; each edit is kept, and the ``office`` version counts on."""

    __slots__ = ()

    def rows(self) -> tuple[Standard, ...]:
        """The standards that stand, in the order they were entered: for ``Standards.with_rows``."""
        return tuple(self.numbered().values())

    def numbered(self) -> dict[int, Standard]:
        """The same by id, for the console's list."""
        found = self._run(select(standards.c.id, *_COLUMNS).where(standards.c.active).order_by(standards.c.id))
        return {row[0]: _read(row[1:]) for row in found}

    def withdrawn(self) -> tuple[Standard, ...]:
        """The standards that were taken back, in the order they were entered."""
        found = self._run(select(*_COLUMNS).where(~standards.c.active).order_by(standards.c.id))
        return tuple(_read(row) for row in found)

    def put(
        self,
        standard: Standard,
        who: str,
        at: datetime,
        standard_id: int | None = None,
        *,
        before: Standard | None = None,
        replaces: int | None = None,
    ) -> int:
        """Enter a standard, or change the one of ``standard_id``, and give its id; ``KeyError`` for an unknown one.

        A new one may be the bureau's word on a pack's amount, which is ``before`` in its history; ``replaces`` is the
        id of the one that ended because this one begins.
        """
        if standard_id is None:
            row = _row(standard) | {"replaces": replaces}
            new_id: int = self._run(insert(standards).returning(standards.c.id), row).scalar_one()
            self._edited(new_id, who, at, before, standard)
            return new_id
        before = self.numbered()[standard_id]
        self._run(update(standards).where(standards.c.id == standard_id).values(**_row(standard)))
        self._edited(standard_id, who, at, before, standard)
        return standard_id

    def withdraw(self, standard_id: int, who: str, at: datetime) -> None:
        """Take a standard back; its history stays. ``KeyError`` when there is none such."""
        before = self.numbered()[standard_id]
        self._run(update(standards).where(standards.c.id == standard_id).values(active=False))
        self._edited(standard_id, who, at, before, None)

    def history(self, standard_id: int | None = None, limit: int = 200) -> tuple[StandardEdit, ...]:
        """Edits of one standard or of all, latest first."""
        columns = (standard_edits.c[name] for name in StandardEdit.__slots__)
        query = select(*columns).order_by(standard_edits.c.id.desc()).limit(limit)
        if standard_id is not None:
            query = query.where(standard_edits.c.standard_id == standard_id)
        return tuple(StandardEdit(*row) for row in self._run(query))

    def replaced_by(self, standard_id: int) -> int | None:
        """The id of the standard that ended because this one begins; None when it took nobody's place."""
        found: int | None = self._run(select(standards.c.replaces).where(standards.c.id == standard_id)).scalar()
        return found

    def history_of(self, standard: Standard, limit: int = 200) -> tuple[StandardEdit, ...]:
        """Edits of all that was ever entered for the same programme, region and class, latest first."""
        columns = (standard_edits.c[name] for name in StandardEdit.__slots__)
        programme, region, category = standard.slot
        alike = select(standards.c.id).where(
            standards.c.programme == programme, standards.c.region == region, standards.c.category == category
        )
        query = select(*columns).where(standard_edits.c.standard_id.in_(alike))
        return tuple(StandardEdit(*row) for row in self._run(query.order_by(standard_edits.c.id.desc()).limit(limit)))

    def _edited(
        self, standard_id: int, who: str, at: datetime, before: Standard | None, after: Standard | None
    ) -> None:
        row = {"standard_id": standard_id, "at": at, "who": who, "before": _plain(before), "after": _plain(after)}
        self._run(insert(standard_edits), row)
        self._run(BUMP[self._dialect], {"name": "office", "number": 1})


def _row(standard: Standard) -> dict[str, Any]:
    return asdict(standard)


def _read(row: Any) -> Standard:
    kept = dict(zip(Standard.__slots__, row, strict=True))
    return Standard(**kept | {"source": Source(**kept["source"])})


def read_plain(kept: Mapping[str, Any]) -> Standard:
    """A standard from the plain fields of an edit; fields that were unknown then are empty."""
    days = {name: date.fromisoformat(kept[name]) if kept.get(name) else None for name in _DAYS}
    fields = {**kept, **days, "category": tuple(kept["category"]), "amount": Decimal(kept["amount"])}
    return Standard(**{**fields, "source": Source(**kept["source"])})


def _plain(standard: Standard | None) -> dict[str, Any] | None:
    if standard is None:
        return None
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
        for name, value in asdict(standard).items()
    }
