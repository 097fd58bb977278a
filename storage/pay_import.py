"""A payment file becomes payments: its rows are matched to persons inside the database, a million in seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, Date, String, bindparam, case, exists, func, or_, select

from knowledge.payrows import PayRow
from storage.columns import Cents, Sealed
from storage.payment_rows import payments
from storage.people import people
from storage.repository import OnBoth
from storage.row_people import NOWHERE, RowPeople, Waiting


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of some rows: ``stored`` new payments, ``new_people`` entered in the register."""

    stored: int
    new_people: int


_WAITING = Waiting(
    "waiting_payments",
    Column("programme", String, nullable=False),
    Column("period", String, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("account_tail", Sealed("payments.account_tail")),
    Column("again", Boolean, nullable=False),
    Column("supplement", Sealed("payments.supplement")),
)
_waiting = _WAITING.table
_SAME_MONTH = (
    (payments.c.person_id == people.c.id)
    & (payments.c.programme == _waiting.c.programme)
    & (payments.c.period == _waiting.c.period)
)
# The payment of the month is part 0; each supplementary one takes the next number.
_PART = case(
    (
        _waiting.c.again,
        select(func.coalesce(func.max(payments.c.part), 0) + 1)
        .where(_SAME_MONTH)
        .correlate(people, _waiting)
        .scalar_subquery(),
    ),
    else_=0,
)
_PAID_SO = (
    exists()
    .where(
        _SAME_MONTH,
        payments.c.part > 0,
        payments.c.amount == _waiting.c.amount,
        payments.c.paid_on == _waiting.c.paid_on,
    )
    .correlate(people, _waiting)
)
_MATCHED = (
    select(
        bindparam("the_batch", type_=payments.c.batch_id.type),
        _waiting.c.row,
        people.c.id,
        _waiting.c.programme,
        _waiting.c.period,
        _PART,
        _waiting.c.amount,
        _waiting.c.paid_on,
        _waiting.c.account_tail,
        _waiting.c.supplement,
    )
    .join_from(_waiting, people, people.c.id_mark == _waiting.c.mark)
    .where(or_(~_waiting.c.again, ~_PAID_SO))
    # In the order of the index that grows by it.
    .order_by(people.c.id)
)
_COLUMNS = [
    "batch_id",
    "row",
    "person_id",
    "programme",
    "period",
    "part",
    "amount",
    "paid_on",
    "account_tail",
    "supplement",
]
# Either unique rule may be the one that says the row is there already, so no index is named.
_STORE = OnBoth(payments, lambda insert: insert.from_select(_COLUMNS, _MATCHED).on_conflict_do_nothing())


class PayImport(RowPeople):
    """Rows as ``knowledge.paysheet`` read them, a few thousand at a time."""

    __slots__ = ()

    def add(
        self, batch_id: int, rows: Sequence[PayRow], now: datetime, places: Mapping[str, str] = NOWHERE
    ) -> Imported:
        """Enter unknown persons, fill in phones and places that were not known, then store the payments of the batch.

        ``places`` gives the division code of each place as it is written in the file, as far as known.

        A row that is there already is left as it is: the same row of the batch again (an import taken up again), or a
        person's payment for that programme and period that any file told before. A supplementary payment is another
        one; it is there already when its amount and its day are the same.
        """
        cells = (
            (
                row.programme,
                row.period,
                row.amount,
                row.paid_on,
                row.account_tail or None,
                bool(row.supplement),
                row.supplement or None,
            )
            for row in rows
        )
        fresh = self._settle(_WAITING, rows, cells, places, now)
        stored = self._run(_STORE[self._dialect], {"the_batch": batch_id}).rowcount
        return Imported(stored, len(fresh))
