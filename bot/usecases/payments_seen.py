"""Doubts about a payment file that only the history and the standards can raise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from knowledge.deadlines import LOCAL
from knowledge.payhistory import odd_amount, told_already

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.office import Office
    from knowledge.payrows import PayProblem, PayRow
    from storage.pay_history import PaidBefore

_MONTHS_BACK = 3


class DoubtFinder:
    """Compares rows with what the same people got in the last months and with the standards in force."""

    def __init__(self, services: Services, office: Office) -> None:
        self._storage = services.storage
        today = services.now().astimezone(LOCAL).date()
        standards, division = office.pack.standards, office.pack.division
        self._usual = {
            key: max(amounts)
            for key in office.pack.programmes
            if (amounts := [row.monthly for row in standards.in_force(key, division, today)])
        }

    def look(self, rows: Sequence[PayRow]) -> tuple[list[PayProblem], frozenset[int]]:
        """Every doubt about these rows, and the numbers of those that were paid and told before."""
        months = {month for period in {row.period for row in rows} for month in months_back(period)}
        with self._storage.read() as uow:
            known = uow.pay_history.of({row.id_number for row in rows}, months)
        found: list[PayProblem] = []
        repeated: set[int] = set()
        for row in rows:
            before = known.get(row.id_number, ())
            usual = self._usual.get(row.programme)
            if not before and (usual is None or row.amount <= usual):
                continue
            batch = _batch_of(row, before)
            if batch is not None:
                repeated.add(row.row)
            doubts = (told_already(row, batch), odd_amount(row, _last(row, before), usual))
            found += [problem for problem in doubts if problem is not None]
        return found, frozenset(repeated)


@cache
def months_back(period: str) -> tuple[str, ...]:
    """The month and the three before it."""
    count = int(period[:4]) * 12 + int(period[5:]) - 1
    return tuple(f"{(count - back) // 12}-{(count - back) % 12 + 1:02d}" for back in range(_MONTHS_BACK + 1))


def _batch_of(row: PayRow, before: Sequence[PaidBefore]) -> int | None:
    same = (one.batch_id for one in before if (one.programme, one.period) == (row.programme, row.period))
    return next(same, None)


def _last(row: PayRow, before: Sequence[PaidBefore]) -> Decimal | None:
    earlier = [one for one in before if one.programme == row.programme and one.period < row.period]
    return max(earlier, key=lambda one: one.period).amount if earlier else None
