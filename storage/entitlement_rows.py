"""What is kept of an entitlement: since when, how much, when it is paid, when and why it stopped, who decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, SmallInteger, String, Table, UniqueConstraint

from storage.columns import Cents, Id, Sealed, SealedBytes, SealedFacts, UtcTime, metadata

Per = Literal["month", "time"]
Source = Literal["file", "hand"]
FileState = Literal["seen", "importing", "done", "stopped"]

entitlement_files = Table(
    "entitlement_files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", SealedBytes("entitlement_files.content"), nullable=False),
    Column("by", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("confirmed_by", String(60)),
    Column("confirmed_at", UtcTime),
    Column("new", Integer, nullable=False, server_default="0"),
    Column("changed", Integer, nullable=False, server_default="0"),
    Column("stopped", Integer, nullable=False, server_default="0"),
    Column("state", String(12), nullable=False, server_default="seen"),
    Column("rows_expected", Integer, nullable=False, server_default="0"),
    # The line of the spreadsheet up to which it is entered: after a crash the next one goes on from here.
    Column("up_to_row", Integer, nullable=False, server_default="0"),
)
entitlements = Table(
    "entitlements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", BigInteger, ForeignKey("people.id"), nullable=False),
    Column("programme", String(40), nullable=False),
    Column("since", Date),
    Column("amount", Cents),
    Column("per", String(8), nullable=False, server_default="month"),
    Column("pay_day", SmallInteger),
    Column("stopped_on", Date),
    Column("stop_reason", Sealed("entitlements.stop_reason")),
    Column("decided_by", Sealed("entitlements.decided_by")),
    Column("covered", SmallInteger),
    Column("source", String(8), nullable=False),
    Column("file_id", BigInteger, ForeignKey("entitlement_files.id")),
    Column("by", String(60), nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    UniqueConstraint("person_id", "programme"),
)
entitlement_changes = Table(
    "entitlement_changes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("entitlement_id", BigInteger, ForeignKey("entitlements.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("by", String(60), nullable=False),
    Column("source", String(8), nullable=False),
    Column("before", SealedFacts("entitlement_changes.before")),
    Column("after", SealedFacts("entitlement_changes.after"), nullable=False),
)


@dataclass(frozen=True, slots=True)
class NewEntitlement:
    """One programme as a file or a clerk tells it. ``amount`` in yuan, ``pay_day`` the day of the month.

    ``stop_reason`` and ``decided_by`` (who or which document decided) are told to the person. ``covered`` is how many
    of the household the amount is for, where it is a household's.
    """

    programme: str
    since: date | None = None
    amount: Decimal | None = None
    per: Per = "month"
    pay_day: int | None = None
    stopped_on: date | None = None
    stop_reason: str = field(default="", repr=False)
    decided_by: str = field(default="", repr=False)
    covered: int | None = None


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One programme one person receives, or received until ``stopped_on``.

    ``source`` is ``file`` (uploaded by the bureau) or ``hand`` (typed by a clerk); ``by`` who put it there last.
    """

    id: int
    person_id: int
    programme: str
    since: date | None
    amount: Decimal | None
    per: Per
    pay_day: int | None
    stopped_on: date | None
    stop_reason: str = field(repr=False)
    decided_by: str = field(repr=False)
    source: Source
    file_id: int | None
    by: str
    changed_at: datetime
    covered: int | None = None

    def runs(self, today: date) -> bool:
        """Whether it is being received on that day."""
        return self.stopped_on is None or self.stopped_on > today


@dataclass(frozen=True, slots=True)
class EntitlementChange:
    """One line of an entitlement's history; ``before`` is None for the first."""

    at: datetime
    by: str
    source: Source
    before: dict[str, Any] | None = field(repr=False)
    after: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class EntitlementFile:
    """An entitlement file as it was uploaded. ``known`` when its bytes were there before.

    ``seen`` until somebody confirms it, ``importing`` while its rows are entered (up to line ``up_to_row`` by now),
    then ``done``; ``stopped`` when it turned out to be another than was confirmed. ``new``, ``changed`` and
    ``stopped`` count what was entered so far, of ``rows_expected`` rows.
    """

    id: int
    sha256: str
    name: str
    size: int
    by: str
    at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None
    new: int
    changed: int
    stopped: int
    state: FileState
    rows_expected: int
    up_to_row: int
    known: bool = False


@dataclass(frozen=True, slots=True)
class PaidSpan:
    """What payments alone tell of a programme: the first month paid, the last, and the amount of the last in yuan."""

    programme: str
    first_period: str
    last_period: str
    last_amount: Decimal
    last_paid_on: date


ENTITLEMENT = tuple(entitlements.c[name] for name in Entitlement.__slots__)


def read_entitlement(row: Any) -> Entitlement:
    """An entitlement from a row that selected ``ENTITLEMENT``."""
    values = dict(zip(Entitlement.__slots__, row, strict=True))
    values["stop_reason"] = values["stop_reason"] or ""
    values["decided_by"] = values["decided_by"] or ""
    return Entitlement(**values)
