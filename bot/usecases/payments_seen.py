"""What only the history and the standards tell of a payment file: what was paid before, and which amounts are odd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from knowledge.deadlines import LOCAL
from knowledge.payhistory import odd_amount, paid_once_more, told_already

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.office import Office
    from knowledge.payrows import PayProblem, PayRow
    from storage.pay_history import PaidBefore
    from storage.store import Storage

_MONTHS_BACK = 3


@dataclass(frozen=True, slots=True)
class Look:
    """Some rows beside what was paid before.

    ``rows`` are those rows, as supplementary payments where the clerk says that what is paid once more is one.
    ``repeated`` are the numbers of those that were paid and told before, ``asked`` those of them that may be
    supplementary payments: their amount or day is another.
    """

    rows: list[PayRow]
    doubts: list[PayProblem]
    repeated: frozenset[int]
    asked: frozenset[int]


class DoubtFinder:
    """Compares rows with what the same people got in the last months and with the standards in force.

    ``supplement`` is why rows that were paid before are paid once more; empty when they are not.
    """

    def __init__(self, services: Services, office: Office, supplement: str = "") -> None:
        self._storage, self._supplement = services.storage, supplement
        today = services.now().astimezone(LOCAL).date()
        standards, division = office.pack.standards, office.pack.division
        self._usual = {
            key: max(amounts)
            for key in office.pack.programmes
            if (amounts := [row.monthly for row in standards.in_force(key, division, today)])
        }

    def look(self, rows: Sequence[PayRow]) -> Look:
        """Every doubt about these rows, and which of them were paid before."""
        known = _paid_before(rows, self._storage)
        ours = [supplemented(row, known.get(row.id_number, ()), self._supplement) for row in rows]
        doubts: list[PayProblem] = []
        repeated: set[int] = set()
        asked: set[int] = set()
        for row in ours:
            before = known.get(row.id_number, ())
            usual = self._usual.get(row.programme)
            if not before and (usual is None or row.amount <= usual):
                continue
            same = _same_payment(row, before)
            if same is not None:
                repeated.add(row.row)
                doubts.append(told_already(row, same.paid_on, same.amount))
                if not row.supplement and not _paid_so(row, before):
                    asked.add(row.row)
            elif row.supplement:
                parts = [one for one in _of_month(row, before) if one.part]
                doubts += [paid_once_more(row, one.paid_on, one.amount) for one in parts]
            elif (odd := odd_amount(row, _last(row, before), usual)) is not None:
                doubts.append(odd)
        return Look(ours, doubts, frozenset(repeated), frozenset(asked))


def paid_once_more_for(rows: Sequence[PayRow], reason: str, batch_id: int, storage: Storage) -> list[PayRow]:
    """The rows as they are entered where the clerk gave the reason of what is paid once more.

    What the batch itself stored before a crash is no earlier payment.
    """
    known = _paid_before(rows, storage)
    others = {number: tuple(one for one in paid if one.batch_id != batch_id) for number, paid in known.items()}
    return [supplemented(row, others.get(row.id_number, ()), reason) for row in rows]


def supplemented(row: PayRow, before: Sequence[PaidBefore], reason: str) -> PayRow:
    """The row as a supplementary payment, where there is a reason and another payment of that month."""
    if not reason or row.supplement or _same_payment(row, before) is None or _paid_so(row, before):
        return row
    return row._replace(supplement=reason)


@cache
def months_back(period: str) -> tuple[str, ...]:
    """The month and the three before it."""
    count = int(period[:4]) * 12 + int(period[5:]) - 1
    return tuple(f"{(count - back) // 12}-{(count - back) % 12 + 1:02d}" for back in range(_MONTHS_BACK + 1))


def _paid_before(rows: Sequence[PayRow], storage: Storage) -> Mapping[str, tuple[PaidBefore, ...]]:
    months = {month for period in {row.period for row in rows} for month in months_back(period)}
    with storage.read() as uow:
        return uow.pay_history.of({row.id_number for row in rows}, months)


def _of_month(row: PayRow, before: Sequence[PaidBefore]) -> list[PaidBefore]:
    return [one for one in before if (one.programme, one.period) == (row.programme, row.period)]


def _same_payment(row: PayRow, before: Sequence[PaidBefore]) -> PaidBefore | None:
    """The payment that bars this one: that of the month, or a supplementary one of the same amount and day."""
    if row.supplement:
        alike = (one for one in _of_month(row, before) if one.part and _alike(row, one))
    else:
        alike = (one for one in _of_month(row, before) if not one.part)
    return next(alike, None)


def _paid_so(row: PayRow, before: Sequence[PaidBefore]) -> bool:
    return any(_alike(row, one) for one in _of_month(row, before))


def _alike(row: PayRow, one: PaidBefore) -> bool:
    return (one.amount, one.paid_on) == (row.amount, row.paid_on)


def _last(row: PayRow, before: Sequence[PaidBefore]) -> Decimal | None:
    earlier = [one for one in before if one.programme == row.programme and one.period < row.period and not one.part]
    return max(earlier, key=lambda one: one.period).amount if earlier else None
