"""A payment sheet as bureaus write it: rows that can be paid out, and every problem with its row, column and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from knowledge.deadlines import LOCAL
from knowledge.paycells import (
    BadCell,
    plain,
    read_amount,
    read_day,
    read_id_number,
    read_name,
    read_note,
    read_period,
    read_phone,
    read_supplement,
    read_tail,
)
from knowledge.payrows import COLUMNS, Named, PayProblem, PayRow, PaySheet, bare, keys_by_name
from knowledge.paytally import Tally
from knowledge.sheettable import Table

_SHARED = frozenset({"programme", "period", "amount", "paid_on", "township", "village", "supplement", "note"})
_TOTAL = re.compile(r"(合计|总计|共计|小计)")
_TITLE_MONTH = re.compile(r"20\d{2}年\s*\d{1,2}月")


def read_sheet(rows: Iterable[Sequence[object]], programmes: Mapping[str, Named], now: datetime) -> PaySheet:
    """Read a whole sheet. ``programmes`` by key, ``now`` aware; never raises for what is written in it."""
    reader = SheetReader(programmes, now)
    good = tuple(reader.read(rows))
    return PaySheet(good, reader.problems(), reader.total, reader.count)


class SheetReader:
    """Reads rows one by one, so that a file of any length fits in memory; ask for totals and problems afterwards."""

    def __init__(self, programmes: Mapping[str, Named], now: datetime) -> None:
        self._today = now.astimezone(LOCAL).date()
        self._programmes = keys_by_name(programmes)
        self._tally = Tally()
        readers = {
            "name": read_name,
            "id_number": read_id_number,
            "programme": self._programme,
            "period": read_period,
            "amount": read_amount,
            "paid_on": self._paid_on,
            "account_tail": read_tail,
            "phone": read_phone,
            "township": plain,
            "village": plain,
            "supplement": read_supplement,
            "note": read_note,
        }
        # None: a column without which nothing can be paid.
        blank = dict.fromkeys(readers) | {"paid_on": self._today}
        blank |= dict.fromkeys(("account_tail", "phone", "township", "village", "supplement", "note"), "")
        self._table = Table(COLUMNS, readers, blank, shared=_SHARED)

    @property
    def count(self) -> int:
        """Good rows so far."""
        return self._tally.count

    @property
    def total(self) -> Decimal:
        """Their sum in yuan."""
        return self._tally.total

    def read(self, rows: Iterable[Sequence[object]]) -> Iterator[PayRow]:
        """The good rows in order; problems and totals grow on the way."""
        numbered, table = enumerate(rows, 1), self._table
        header = table.find_header(numbered, "姓名、身份证号、救助项目、所属月份、发放金额", self._learn_from_title)
        if not header or not table.has((column for column, value in table.blank.items() if value is None), header):
            return
        quick, add, ended = table.quick(), self._tally.add, False
        for number, cells in table.rows(numbered):
            try:
                values = quick(cells)
            except (BadCell, IndexError):
                # Most rows are good: only those that are not are read again, for everything that is wrong with them.
                row = self._troubled(number, cells, ended)
                if row is None:
                    ended = ended or self._summed(number, cells)
                    continue
            else:
                row = PayRow._make((number, *values[:8], values[8] + values[9], values[10] or values[11]))
            first = add(row)
            if first:
                what = "补发请合成一行" if row.supplement else "只能有一行。补发的请在“备注”写上“补发”和原因"
                text = f"与第{first}行重复：同一个人同一个月同一项目{what}。"
                table.problems.add(number, "id_number", text)
            else:
                yield row
        if not self.count and not table.problems:
            table.problems.add(1, "", "表里没有可以发放的行。")

    def problems(self) -> tuple[PayProblem, ...]:
        """Every problem found so far, by row."""
        return self._table.problems.by_row(self._tally.odd_months(self._today))

    def _learn_from_title(self, title: str) -> None:
        """A title such as 示范县2026年10月城市低保金发放表 stands for the columns the sheet lacks."""
        month = _TITLE_MONTH.search(title)
        if month:
            self._table.blank["period"] = read_period(month[0])
        found = {key for name, key in self._programmes.items() if len(name) > 1 and name in title}
        if len(found) == 1:
            self._table.blank["programme"] = found.pop()

    def _programme(self, cell: object) -> str:
        said = plain(cell)
        key = self._programmes.get(bare(said)) or ("" if said else self._table.blank["programme"])
        if not key:
            unknown = f"“{said[:20]}”不是已登记的救助项目，请改成规范名称。"
            raise BadCell(unknown if said else "救助项目是空的，请补上。")
        return str(key)

    def _paid_on(self, cell: object) -> date:
        day = read_day(cell)
        if day > self._today:
            raise BadCell(f"发放日期{day:%Y-%m-%d}还没有到，到账提醒请在发放以后再发。")
        return day

    def _troubled(self, number: int, cells: Sequence[object], ended: bool) -> PayRow | None:
        """Read every cell of a row and tell all that is wrong; the row itself when only doubts are."""
        values, bad = self._table.slow(cells)
        if bad and (ended or self._not_a_payment(cells)):
            return None
        if not self._table.tell(number, bad):
            self._tally.add_faulty(values["amount"])
            return None
        place, note = values.pop("township") + values.pop("village"), values.pop("note")
        return PayRow(number, **values | {"place": place, "supplement": values["supplement"] or note})

    def _not_a_payment(self, cells: Sequence[object]) -> bool:
        """Empty lines, sums, repeated headers, signatures and notes."""
        filled = {column: text for column, text in self._table.texts(cells).items() if text}
        if not filled or _TOTAL.search("".join(plain(cell) for cell in cells).replace(" ", "")[:12]):
            return True
        if self._table.is_header(filled.get("id_number", "")):
            return True
        return "id_number" not in filled and "amount" not in filled

    def _summed(self, number: int, cells: Sequence[object]) -> bool:
        """Reconcile a line of sums; True when it was the sheet's last (合计)."""
        text = "".join(plain(cell) for cell in cells).replace(" ", "")
        kind = _TOTAL.match(text.lstrip("0123456789"))
        if kind is None:
            return False
        last = kind[1] != "小计"
        ours = self._tally.written() if last else self._tally.section()
        try:
            written = read_amount(cells[self._table.where["amount"]])
        except (BadCell, IndexError):
            return last
        if ours is not None and written != ours:
            gap = abs(written - ours)
            text = f"{kind[1]}行写的是{written}元，各行相加是{ours}元，相差{gap}元，请核对。"
            self._table.problems.add(number, "amount", text)
        return last
