"""What adds up over a payment sheet: count and sum, the same person twice, months that stand out, lines of sums."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from knowledge.payrows import PayProblem, PayRow

_MONTH = "所属月份"
_SAY_SO = "是的话，在“备注”一列写上“补发”和原因，本人会看到。"


class Tally:
    """Grows row by row; small for a file of any length."""

    def __init__(self) -> None:
        self.count = 0
        self.total = Decimal(0)
        self._seen: dict[int, int] = {}
        self._months: dict[str, list[int]] = {}
        self._faulty = Decimal(0)
        self._subtotalled = Decimal(0)
        self._readable = True

    def add(self, row: PayRow) -> int:
        """Count a good row, giving 0; else the number of the row where the same payment stood already."""
        # A hash instead of the three texts: of a million rows two collide once in two million files.
        key = hash((row.id_number, row.programme, row.period, bool(row.supplement)))
        first = self._seen.setdefault(key, row.row)
        if first != row.row:
            self.add_faulty(row.amount)
            return first
        self.count += 1
        self.total += row.amount
        if row.supplement and row.period <= f"{row.paid_on:%Y-%m}":
            # It says itself why its month is another.
            return 0
        month = self._months.get(row.period)
        if month is None:
            self._months[row.period] = [row.row, 1]
        else:
            month[1] += 1
        return 0

    def add_faulty(self, amount: Decimal | None) -> None:
        """A row that will not be paid still counts in the sheet's own sums; one without readable amount spoils them."""
        if amount is None:
            self._readable = False
        else:
            self._faulty += amount

    def written(self) -> Decimal | None:
        """The sum of all amounts written so far; None when one of them could not be read."""
        return self.total + self._faulty if self._readable else None

    def section(self) -> Decimal | None:
        """The sum written since the last subtotal (小计), which this one is."""
        whole = self.written()
        if whole is None:
            return None
        part, self._subtotalled = whole - self._subtotalled, whole
        return part

    def odd_months(self, today: date) -> Iterator[PayProblem]:
        """Months that differ from most rows, or lie ahead, or more than a year back; each told once."""
        usual = max(self._months, key=lambda month: self._months[month][1], default="")
        for month, (first, times) in self._months.items():
            several = f"（共{times}行）" if times > 1 else ""
            if month > f"{today:%Y-%m}":
                text = f"所属月份{month}还没有到{several}，请核对。"
            elif month < f"{today.year - 1}-{today.month:02d}":
                text = f"所属月份{month}已经过去一年以上{several}，是补发吗？{_SAY_SO}"
            elif month != usual:
                text = f"所属月份{month}与多数行的{usual}不同{several}，是补发吗？{_SAY_SO}"
            else:
                continue
            yield PayProblem(first, _MONTH, text, "doubt")
