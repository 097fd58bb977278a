"""What the people of a payment file were paid before, so that odd amounts are seen before anybody is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import bindparam, select

from storage.payment_rows import payments
from storage.people import people
from storage.repository import Repository

_CHUNK = 500
_PAID = ("programme", "period", "amount", "batch_id", "part", "paid_on")
_BEFORE = (
    select(
        people.c.id_mark,
        payments.c.programme,
        payments.c.period,
        payments.c.amount,
        payments.c.batch_id,
        payments.c.part,
        payments.c.paid_on,
    )
    .join_from(payments, people, people.c.id == payments.c.person_id)
    .where(
        people.c.id_mark.in_(bindparam("marks", expanding=True)),
        payments.c.period.in_(bindparam("periods", expanding=True)),
    )
)


class PaidBefore(NamedTuple):
    """One earlier payment; a tuple, for a file may ask for a million. ``period`` is ``YYYY-MM``, ``amount`` yuan."""

    programme: str
    period: str
    amount: Decimal
    batch_id: int
    part: int
    paid_on: date


class PayHistory(Repository):
    """Earlier payments by ID number."""

    __slots__ = ()

    def of(self, id_numbers: Collection[str], periods: Collection[str]) -> dict[str, tuple[PaidBefore, ...]]:
        """What each of these people was paid for these months; people without payments are left out."""
        by_mark = {self._mark("id_number", number): number for number in id_numbers}
        marks = list(by_mark)
        found: defaultdict[str, list[PaidBefore]] = defaultdict(list)
        for start in range(0, len(marks), _CHUNK):
            asked = {"marks": marks[start : start + _CHUNK], "periods": list(periods)}
            for mark, *paid in self._run(_BEFORE, asked):
                found[by_mark[mark]].append(PaidBefore._make(paid))
        return {number: tuple(paid) for number, paid in found.items()}
