"""A payment sheet as bureaus write it: rows that can be paid out, and every problem with its row, column and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
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
from knowledge.payrows import COLUMNS, HEADERS, Named, PayProblem, PayRow, PaySheet, bare, keys_by_name
from knowledge.paytally import Tally

_HEADER_WITHIN = 15
_MOST_PROBLEMS = 10_000
_SHARED = frozenset({"programme", "period", "amount", "paid_on", "township", "village"})
"""Columns in which many rows say the same."""
_MOST_ALIKE = 50_000
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
        self._problems: list[PayProblem] = []
        self._tally = Tally()
        self._defaults: dict[str, Any] = {
            "name": None,
            "id_number": None,
            "programme": None,
            "period": None,
            "amount": None,
            "paid_on": self._today,
            "account_tail": "",
            "phone": "",
            "township": "",
            "village": "",
        }
        self._where: dict[str, int] = {}

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
        numbered = enumerate(rows, 1)
        if not self._find_header(numbered):
            return
        blank, order = list(self._defaults.values()), list(self._defaults)
        plan = [(order.index(column), index, *self._way(column)) for column, index in self._where.items()]
        shared = [(place, index, read) for place, index, _, read in plan if order[place] in _SHARED]
        plan = [step for step in plan if order[step[0]] not in _SHARED]
        # Doubled, so that even one column gives a tuple.
        pick = itemgetter(*(2 * [index for _, index, _ in shared] or [0, 0]))
        read_before: dict[object, list[Any]] = {}
        add, ended = self._tally.add, False
        for number, cells in numbered:
            try:
                # Most rows share these cells with many others: one look finds what all of them say.
                alike = pick(cells)
                started = read_before.get(alike)
                if started is None:
                    started = blank.copy()
                    for place, index, read in shared:
                        started[place] = read(cells[index])
                    if len(read_before) < _MOST_ALIKE:
                        read_before[alike] = started
                values = started.copy()
                for place, index, known, read in plan:
                    cell = cells[index]
                    if known is None:
                        values[place] = read(cell)
                        continue
                    value = known.get(cell)
                    if value is None:
                        value = known[cell] = read(cell)
                    values[place] = value
            except (BadCell, IndexError):
                # Most rows are good: only those that are not are read again, for everything that is wrong with them.
                row = self._troubled(number, cells, ended)
                if row is None:
                    ended = ended or self._summed(number, cells)
                    continue
            else:
                row = PayRow._make((number, *values[:8], values[8] + values[9]))
            first = add(row)
            if first:
                self._bad(number, "id_number", f"与第{first}行重复：同一个人同一个月同一项目只能有一行。")
            else:
                yield row
        if not self.count and not self._problems:
            self._bad(1, "", "表里没有可以发放的行。")

    def problems(self) -> tuple[PayProblem, ...]:
        """Every problem found so far, by row."""
        every = [*self._problems, *self._tally.odd_months(self._today)]
        return tuple(sorted(every, key=lambda problem: problem.row))

    def _find_header(self, numbered: Iterator[tuple[int, Sequence[object]]]) -> bool:
        for number, cells in numbered:
            where: dict[str, int] = {}
            for index, cell in enumerate(cells):
                column = HEADERS.get(bare(plain(cell)))
                if column and column not in where:
                    where[column] = index
            if len(where) >= 3 or (len(where) == 2 and "id_number" in where):
                self._where = where
                return self._all_there(number)
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

    def _all_there(self, number: int) -> bool:
        needed = [column for column, value in self._defaults.items() if value is None]
        missing = [column for column in needed if column not in self._where]
        for column in missing:
            self._bad(number, column, f"缺少“{COLUMNS[column][0]}”这一列，请补上。")
        return not missing

    def _way(self, column: str) -> tuple[dict[object, Any] | None, Callable[[object], Any]]:
        """How a column is read. All but numbers of people repeat, so each spelling is read once and remembered."""
        if column == "programme":
            return {}, self._programme
        if column == "paid_on":
            return {}, self._paid_on
        return None if column in ("id_number", "phone") else {}, _READERS[column]

    def _programme(self, cell: object) -> str:
        said = plain(cell)
        key = self._programmes.get(bare(said)) or ("" if said else self._defaults["programme"])
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
        values = dict(self._defaults)
        bad: list[tuple[str, BadCell]] = []
        for column, index in self._where.items():
            try:
                values[column] = self._way(column)[1](cells[index] if index < len(cells) else None)
            except BadCell as trouble:
                if trouble.doubt:
                    values[column] = ""
                bad.append((column, trouble))
        if bad and (ended or self._not_a_payment(cells)):
            return None
        for column, problem in bad:
            self._bad(number, column, problem.text, "doubt" if problem.doubt else "error")
        if any(not problem.doubt for _, problem in bad):
            self._tally.add_faulty(values["amount"])
            return None
        place = values.pop("township") + values.pop("village")
        return PayRow(number, **values, place=place)

    def _not_a_payment(self, cells: Sequence[object]) -> bool:
        """Empty lines, sums, repeated headers, signatures and notes."""
        texts = [plain(cell) for cell in cells]
        filled = {column: texts[index] for column, index in self._where.items() if index < len(texts) and texts[index]}
        if not filled or _TOTAL.search("".join(texts).replace(" ", "")[:12]):
            return True
        if bare(filled.get("id_number", "")) in HEADERS:
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
            written = read_amount(cells[self._where["amount"]])
        except (BadCell, IndexError):
            return last
        if ours is not None and written != ours:
            gap = abs(written - ours)
            self._bad(number, "amount", f"{kind[1]}行写的是{written}元，各行相加是{ours}元，相差{gap}元，请核对。")
        return last

    def _bad(self, row: int, column: str, text: str, level: Literal["error", "doubt"] = "error") -> None:
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(PayProblem(row, COLUMNS[column][0] if column else "", text, level))
        elif len(self._problems) == _MOST_PROBLEMS:
            self._problems.append(PayProblem(row, "", "问题太多，后面的没有列出，请先改正前面的。"))
