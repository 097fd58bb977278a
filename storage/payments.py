"""Payments: files known by their content, batches that can be taken up again, rows that are there once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.kept_files import KeptFile, KeptFiles
from storage.payment_rows import (
    PAYMENT,
    Batch,
    BatchState,
    NewPayment,
    Payment,
    batches,
    pay_files,
    payments,
    read_payment,
)
from storage.repository import OnBoth, Page

_BATCH = tuple(batches.c[name] for name in Batch.__slots__)
# Either unique rule may be the one that says the row is there already, so no index is named.
_ADD = OnBoth(payments, lambda insert: insert.on_conflict_do_nothing())

_LATEST = (payments.c.paid_on.desc(), payments.c.id.desc())
_RANKED = (
    select(*PAYMENT, func.row_number().over(partition_by=payments.c.person_id, order_by=_LATEST).label("place"))
    .where(payments.c.person_id.in_(bindparam("persons", expanding=True)))
    .subquery("ranked")
)
_OF_EACH = (
    select(*(_RANKED.c[name] for name in Payment.__slots__))
    .where(_RANKED.c.place <= bindparam("most"))
    .order_by(_RANKED.c.person_id, _RANKED.c.place)
)


class Payments(KeptFiles[KeptFile]):
    """Payment files, batches and payments by id."""

    __slots__ = ()
    FILES, FILE = pay_files, KeptFile

    def files(self, number: int = 1, size: int = 50) -> Page[tuple[KeptFile, Batch | None]]:
        """A page of files, latest first, with the batch made of each."""
        total = self._run(select(func.count()).select_from(pay_files)).scalar_one()
        rows = self._run(
            select(*self._columns(), *_BATCH)
            .outerjoin_from(pay_files, batches, batches.c.file_id == pay_files.c.id)
            .order_by(pay_files.c.id.desc())
            .limit(size)
            .offset((number - 1) * size)
        )
        width = len(self._columns())
        return Page(
            tuple((self._known(row[:width]), Batch(*row[width:]) if row[width] else None) for row in rows),
            total,
            number,
            size,
        )

    def open_batch(
        self, file_id: int, rows_expected: int, total: Decimal, by: str, at: datetime, supplement: str = ""
    ) -> Batch:
        """The batch of a file, in state ``importing``; the one there is when it was opened before and not stopped."""
        known = self.batch_of(file_id)
        if known is not None and known.state != "stopped":
            return known
        values = {
            "file_id": file_id,
            "by": by,
            "at": at,
            "state": "importing",
            "rows_expected": rows_expected,
            "total": total,
            "supplement": supplement or None,
        }
        if known is None:
            return Batch(*self._run(insert(batches).returning(*_BATCH), values).one())
        anew = update(batches).where(batches.c.id == known.id).values(**values, ready_at=None)
        return Batch(*self._run(anew.returning(*_BATCH)).one())

    def add_rows(self, batch_id: int, rows: Iterable[NewPayment]) -> int:
        """Store payments of a batch; how many were new.

        A row that is there already is left as it is: the same row of the batch again (an import taken up again), or a
        person's payment for that programme, period and part that any file told before. A few thousand rows a call,
        committed each time, keep the database free for residents.
        """
        values = [
            {
                "batch_id": batch_id,
                "row": row.row,
                "person_id": row.person_id,
                "programme": row.programme,
                "period": row.period,
                "part": row.part,
                "amount": row.amount,
                "paid_on": row.paid_on,
                "account_tail": row.account_tail or None,
            }
            for row in rows
        ]
        return self._run(_ADD[self._dialect], values).rowcount if values else 0

    def add_batch(self, file_id: int, rows: Iterable[NewPayment], by: str, at: datetime) -> Batch:
        """``open_batch``, ``add_rows`` and ``finish_batch`` at once, for a file of some thousand rows."""
        kept = list(rows)
        batch = self.open_batch(file_id, len(kept), sum((row.amount for row in kept), Decimal()), by, at)
        self.add_rows(batch.id, kept)
        return self.finish_batch(batch.id, at)

    def finish_batch(self, batch_id: int, at: datetime, state: BatchState = "ready") -> Batch:
        """All rows of a batch are stored (or it was stopped)."""
        changed = update(batches).where(batches.c.id == batch_id).values(state=state, ready_at=at)
        return Batch(*self._run(changed.returning(*_BATCH)).one())

    def batch(self, batch_id: int) -> Batch | None:
        """The batch of that id."""
        row = self._run(select(*_BATCH).where(batches.c.id == batch_id)).first()
        return Batch(*row) if row else None

    def take_back(self, batch_id: int) -> int:
        """Delete the rows of a batch that is stopped before anybody was told of it; how many there were."""
        return self._run(delete(payments).where(payments.c.batch_id == batch_id)).rowcount

    def batch_of(self, file_id: int) -> Batch | None:
        """The batch made of that file; None while it was not confirmed."""
        row = self._run(select(*_BATCH).where(batches.c.file_id == file_id)).first()
        return Batch(*row) if row else None

    def importing(self) -> tuple[Batch, ...]:
        """Batches whose rows are not all stored: after a crash they are to be taken up again."""
        rows = self._run(select(*_BATCH).where(batches.c.state == "importing").order_by(batches.c.id))
        return tuple(Batch(*row) for row in rows)

    def get(self, payment_id: int) -> Payment | None:
        """The payment of that id."""
        return self.many((payment_id,)).get(payment_id)

    def many(self, ids: Iterable[int]) -> dict[int, Payment]:
        """Payments by id, in one go for a claim of letters."""
        wanted = list(ids)
        return {payment.id: payment for payment in self._payments(payments.c.id.in_(wanted))} if wanted else {}

    def of_person(self, person_id: int, limit: int = 12) -> tuple[Payment, ...]:
        """What was paid to a person, latest first."""
        return self._payments(payments.c.person_id == person_id, limit=limit)

    def of_people(self, ids: Sequence[int], limit: int = 12) -> dict[int, tuple[Payment, ...]]:
        """The same for each of these people who was paid anything, in one go."""
        if len(ids) == 1:
            mine = self.of_person(ids[0], limit)
            return {ids[0]: mine} if mine else {}
        found = defaultdict[int, list[Payment]](list)
        for row in self._run(_OF_EACH, {"persons": list(ids), "most": limit}) if ids else ():
            payment = read_payment(row)
            found[payment.person_id].append(payment)
        return {person_id: tuple(many) for person_id, many in found.items()}

    def last_row(self, batch_id: int) -> int:
        """The highest row number stored of a batch; 0 for none. An import is taken up again after it."""
        return self._run(select(func.max(payments.c.row)).where(payments.c.batch_id == batch_id)).scalar() or 0

    def _payments(self, *conditions: Any, limit: int | None = None) -> tuple[Payment, ...]:
        rows = self._run(select(*PAYMENT).where(*conditions).order_by(*_LATEST).limit(limit))
        return tuple(read_payment(row) for row in rows)
