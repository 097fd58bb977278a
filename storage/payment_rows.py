"""What is kept of money paid: the file as it came, the batch made of it, one row per payment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from storage.columns import Cents, Id, Sealed, SealedBytes, UtcTime, metadata

BatchState = Literal["importing", "ready", "stopped"]

pay_files = Table(
    "pay_files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", SealedBytes("pay_files.content"), nullable=False),
    Column("by", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
)
batches = Table(
    "batches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("file_id", BigInteger, ForeignKey("pay_files.id"), nullable=False, unique=True),
    Column("by", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("state", String(12), nullable=False),
    Column("rows_expected", Integer, nullable=False),
    Column("total", Cents, nullable=False),
    Column("ready_at", UtcTime),
    # Why rows that were paid before are paid once more (补发), as the clerk who confirmed the file wrote it.
    Column("supplement", Sealed("batches.supplement")),
)
payments = Table(
    "payments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", BigInteger, ForeignKey("batches.id"), nullable=False),
    Column("row", Integer, nullable=False),
    Column("person_id", BigInteger, ForeignKey("people.id"), nullable=False),
    Column("programme", String(40), nullable=False),
    Column("period", String(7), nullable=False),
    # 0, or the number of a supplementary payment (补发) for the same period.
    Column("part", SmallInteger, nullable=False, server_default="0"),
    Column("amount", Cents, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("account_tail", Sealed("payments.account_tail")),
    # Why there is a supplementary payment, in the words of the file or of the clerk.
    Column("supplement", Sealed("payments.supplement")),
    UniqueConstraint("batch_id", "row"),
    UniqueConstraint("person_id", "programme", "period", "part"),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """The payments of one file. ``rows_expected`` and ``total`` (yuan) are those of the file.

    ``supplement`` is why rows paid before are paid once more, where the clerk said so.
    """

    id: int
    file_id: int
    by: str
    at: datetime
    state: BatchState
    rows_expected: int
    total: Decimal
    ready_at: datetime | None
    supplement: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NewPayment:
    """One row of a payment file whose person is known. ``period`` is ``YYYY-MM``, ``amount`` yuan."""

    row: int
    person_id: int
    programme: str
    period: str
    amount: Decimal
    paid_on: date
    account_tail: str = field(default="", repr=False)
    part: int = 0


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment to one person; ``supplement`` is why, where it is a supplementary one (``part`` above 0)."""

    id: int
    batch_id: int
    row: int
    person_id: int
    programme: str
    period: str
    part: int
    amount: Decimal
    paid_on: date
    account_tail: str = field(repr=False)
    supplement: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is.

    ``stored`` of ``batch.rows_expected`` rows are payments of it (the others were paid before, or are still being
    stored); ``letters`` counts its letters by state.
    """

    batch: Batch
    stored: int
    letters: dict[str, int]


@dataclass(frozen=True, slots=True)
class Untold:
    """Somebody who was paid and cannot be told on WeChat, for the village assistant's list."""

    payment: Payment
    name: str = field(repr=False)
    phone: str = field(repr=False)
    place: str = ""


PAYMENT = tuple(payments.c[name] for name in Payment.__slots__)


def read_payment(row: Any) -> Payment:
    """A payment from a row that selected ``PAYMENT``."""
    payment = Payment(*row)
    if payment.account_tail is not None and payment.supplement is not None:
        return payment
    return replace(payment, account_tail=payment.account_tail or "", supplement=payment.supplement or "")
