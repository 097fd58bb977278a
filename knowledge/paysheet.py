"""A payment sheet as bureaus write it: rows that can be paid out, and every problem with its row, column and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from knowledge.deadlines import LOCAL
from knowledge.paycells import (
    BadCell,
    plain,
    read_amount,
    read_day,
    read_id_number,
    read_name,
    read_period,
    read_phone,
    read_tail,
)
from knowledge.payrows import COLUMNS, HEADERS, Named, PayProblem, PayRow, PaySheet, bare

_NEEDED = ("name", "id_number", "amount")
_HEADER_WITHIN = 15
_MOST_PROBLEMS = 10_000
_TOTAL = re.compile(r"(合计|总计|共计|小计)")
_TITLE_MONTH = re.compile(r"20\d{2}年\s*\d{1,2}月")


_READERS: Mapping[str, Callable[[object], Any]] = MappingProxyType(
    {
        "name": read_name,
        "id_number": read_id_number,
        "period": read_period,
        "amount": read_amount,
        "paid_on": read_day,
        "account_tail": read_tail,
        "township": plain,
        "village": plain,
        "phone": read_phone,
    }
)

_Plan = tuple[tuple[str, int, dict[object, Any] | None], ...]


def read_sheet(rows: Iterable[Sequence[object]], programmes: Mapping[str, Named], now: datetime) -> PaySheet:
    """Read a whole sheet. ``programmes`` by key, ``now`` aware; never raises for what is written in it."""
    reader = SheetReader(programmes, now)
    good = tuple(reader.read(rows))
    return PaySheet(good, reader.problems(), reader.total, reader.count)


class SheetReader:
    """Reads rows one by one, so that a file of any length fits in memory; ask for totals and problems afterwards."""

    def __init__(self, programmes: Mapping[str, Named], now: datetime) -> None:
        self.total = Decimal(0)
        self.count = 0
        self._today = now.astimezone(LOCAL).date()
        self._programmes = _names(programmes)
        self._problems: list[PayProblem] = []
        self._seen: dict[int, int] = {}
        self._periods: Counter[str] = Counter()
        self._first_of_period: dict[str, int] = {}
        self._written: dict[str, Decimal | None] = {"小计": Decimal(0), "合计": Decimal(0)}
        self._defaults: dict[str, Any] = {
            "paid_on": self._today,
            "account_tail": "",
            "phone": "",
            "township": "",
            "village": "",
        }
        self._where: dict[str, int] = {}

    def read(self, rows: Iterable[Sequence[object]]) -> Iterator[PayRow]:
        """The good rows in order; problems and totals grow on the way."""
        numbered = enumerate(rows, 1)
        if not self._find_header(numbered):
            return
        # Names, months, programmes and most amounts repeat, so each spelling is read once; numbers of people do not.
        plan: _Plan = tuple(
            (column, index, None if column in ("id_number", "phone") else {}) for column, index in self._where.items()
        )
        ended = False
        for number, cells in numbered:
            row = self._row(number, cells, plan, ended)
            if row is None:
                ended = ended or bool(self._summed(number, cells))
            else:
                yield row
        if not self.count and not self._problems:
            self._bad(1, "", "表里没有可以发放的行。")

    def problems(self) -> tuple[PayProblem, ...]:
        """Every problem found so far, by row."""
        return tuple(sorted([*self._problems, *self._odd_months()], key=lambda problem: problem.row))

    def _find_header(self, numbered: Iterator[tuple[int, Sequence[object]]]) -> bool:
        for number, cells in numbered:
            where: dict[str, int] = {}
            for index, cell in enumerate(cells):
                column = HEADERS.get(bare(plain(cell)))
                if column and column not in where:
                    where[column] = index
            if len(where) >= 3 or (len(where) == 2 and "id_number" in where):
                self._where = where
                return self._all_there(number, cells)
            self._learn_from_title(" ".join(plain(cell) for cell in cells))
            if number >= _HEADER_WITHIN:
                break
        self._bad(1, "", "没有找到表头。表头应包含：姓名、身份证号、救助项目、所属月份、发放金额。")
        return False

    def _learn_from_title(self, title: str) -> None:
        """A title such as 示范县2026年10月城市低保金发放表 stands for the columns the sheet lacks."""
        month = _TITLE_MONTH.search(title)
        if month:
            self._defaults["period"] = read_period(month[0])
        found = {key for name, key in self._programmes.items() if len(name) > 1 and name in title}
        if len(found) == 1:
            self._defaults["programme"] = found.pop()

    def _all_there(self, number: int, cells: Sequence[object]) -> bool:
        needed = [*_NEEDED, *(column for column in ("programme", "period") if column not in self._defaults)]
        missing = [column for column in needed if column not in self._where]
        for column in missing:
            self._bad(number, column, f"缺少“{COLUMNS[column][0]}”这一列，请补上。")
        return not missing

    def _row(self, number: int, cells: Sequence[object], plan: _Plan, ended: bool) -> PayRow | None:
        values = dict(self._defaults)
        bad: list[tuple[str, BadCell]] = []
        width = len(cells)
        for column, index, known in plan:
            cell = cells[index] if index < width else None
            try:
                if known is None:
                    values[column] = _READERS[column](cell)
                elif (value := known.get(cell)) is not None:
                    values[column] = value
                else:
                    values[column] = known[cell] = self._read(column, cell)
            except BadCell as trouble:
                if trouble.doubt:
                    values[column] = ""
                bad.append((column, trouble))
        if bad and (ended or self._not_a_payment(cells)):
            return None
        for column, problem in bad:
            self._bad(number, column, problem.text, "doubt" if problem.doubt else "error")
        self._write_down(values.get("amount"))
        if any(not problem.doubt for _, problem in bad):
            return None
        place = values.pop("township") + values.pop("village")
        row = PayRow(number, **values, place=place)
        return row if self._counted(row) else None

    def _read(self, column: str, cell: object) -> Any:
        if column != "programme":
            value = _READERS[column](cell)
            if column == "paid_on" and value > self._today:
                raise BadCell(f"发放日期{value:%Y-%m-%d}还没有到，到账提醒请在发放以后再发。")
            return value
        key = self._programmes.get(bare(plain(cell)))
        if key is None and not plain(cell) and "programme" in self._defaults:
            key = self._defaults["programme"]
        if key is None:
            raise BadCell(
                f"“{plain(cell)[:20]}”不是已登记的救助项目，请改成规范名称。" if plain(cell) else "救助项目是空的。"
            )
        return key

    def _counted(self, row: PayRow) -> bool:
        key = hash((row.id_number, row.programme, row.period))
        first = self._seen.setdefault(key, row.row)
        if first != row.row:
            self._bad(row.row, "id_number", f"与第{first}行重复：同一个人同一个月同一项目只能有一行。")
            return False
        self.count += 1
        self.total += row.amount
        self._periods[row.period] += 1
        self._first_of_period.setdefault(row.period, row.row)
        return True

    def _write_down(self, amount: Decimal | None) -> None:
        """Keep the sums of what is written, faulty rows included; an amount that cannot be read spoils them."""
        for kind, so_far in self._written.items():
            self._written[kind] = None if so_far is None or amount is None else so_far + amount

    def _not_a_payment(self, cells: Sequence[object]) -> bool:
        """Empty lines, sums, signatures and notes have no ID number and no more than two filled fields of a payment."""
        at = self._where
        filled = [column for column, index in at.items() if index < len(cells) and plain(cells[index])]
        text = "".join(plain(cell) for cell in cells)
        if not filled or _TOTAL.search(text.replace(" ", "")[:12]):
            return True
        return "id_number" not in filled and "amount" not in filled

    def _summed(self, number: int, cells: Sequence[object]) -> bool:
        """Reconcile a line of sums; True when it was the sheet's last (合计)."""
        text = "".join(plain(cell) for cell in cells).replace(" ", "")
        kind = _TOTAL.match(text.lstrip("0123456789"))
        if kind is None:
            return False
        last = kind[1] != "小计"
        ours = self._written["合计" if last else "小计"]
        self._written["小计"] = Decimal(0)
        try:
            written = read_amount(cells[self._where["amount"]])
        except (BadCell, IndexError):
            return last
        if ours is not None and written != ours:
            gap = abs(written - ours)
            self._bad(number, "amount", f"{kind[1]}行写的是{written}元，各行相加是{ours}元，相差{gap}元，请核对。")
        return last

    def _odd_months(self) -> Iterator[PayProblem]:
        """Months that differ from most rows, or lie ahead, or more than a year back."""
        this_month = f"{self._today:%Y-%m}"
        usual = self._periods.most_common(1)[0][0] if self._periods else ""
        for period, times in self._periods.items():
            first = self._first_of_period[period]
            several = f"（共{times}行）" if times > 1 else ""
            if period > this_month:
                yield PayProblem(first, "period", f"所属月份{period}还没有到{several}，请核对。", "doubt")
            elif period < f"{self._today.year - 1}-{self._today.month:02d}":
                yield PayProblem(first, "period", f"所属月份{period}已经过去一年以上{several}，是补发吗？", "doubt")
            elif period != usual:
                yield PayProblem(
                    first, "period", f"所属月份{period}与多数行的{usual}不同{several}，是补发吗？", "doubt"
                )

    def _bad(self, row: int, column: str, text: str, level: Literal["error", "doubt"] = "error") -> None:
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(PayProblem(row, COLUMNS[column][0] if column else "", text, level))
        elif len(self._problems) == _MOST_PROBLEMS:
            self._problems.append(PayProblem(row, "", "问题太多，后面的没有列出，请先改正前面的。"))


def _names(programmes: Mapping[str, Named]) -> dict[str, str]:
    named: dict[str, str] = {}
    for key, programme in programmes.items():
        for name in (key, programme.name, *programme.aliases):
            named.setdefault(bare(name), key)
    return named
