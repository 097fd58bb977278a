"""A table of entitlements as bureaus keep it: who receives what since when, what was stopped, when and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from knowledge.deadlines import LOCAL
from knowledge.entitlementrows import COLUMNS, HEADERS, READERS, EntitlementRow
from knowledge.paycells import BadCell, plain
from knowledge.payrows import Named, PayProblem, bare, keys_by_name

_NEEDED = ("name", "id_number", "programme")
_HEADER_WITHIN = 15
_MOST_PROBLEMS = 10_000
_TOTAL = re.compile(r"^\d*(合计|总计|共计|小计)")
_NUMBERED = re.compile(r"\d{6}")


class EntitlementReader:
    """Reads rows one by one; ask for the problems afterwards. Never raises for what is written in the sheet."""

    def __init__(self, programmes: Mapping[str, Named], now: datetime) -> None:
        self._today = now.astimezone(LOCAL).date()
        self._programmes = keys_by_name(programmes)
        self._problems: list[PayProblem] = []
        self._where: dict[str, int] = {}
        self._seen: dict[tuple[str, str], int] = {}
        self.count = 0

    def read(self, rows: Iterable[Sequence[object]]) -> Iterator[EntitlementRow]:
        """The good rows in order; problems grow on the way."""
        numbered = enumerate(rows, 1)
        if not self._find_header(numbered):
            return
        for number, cells in numbered:
            row = self._row(number, cells)
            if row is None:
                continue
            first = self._seen.setdefault((row.id_number, row.programme), number)
            if first != number:
                self._bad(number, "id_number", f"与第{first}行重复：同一个人同一个项目只能有一行。")
                continue
            self.count += 1
            yield row
        if not self.count and not self._problems:
            self._bad(1, "", "表里没有可以登记的行。")

    def problems(self) -> tuple[PayProblem, ...]:
        """Every problem found so far, by row."""
        return tuple(sorted(self._problems, key=lambda problem: problem.row))

    @property
    def errors(self) -> int:
        """How many problems found so far bar the file."""
        return sum(problem.level == "error" for problem in self._problems)

    def _find_header(self, numbered: Iterator[tuple[int, Sequence[object]]]) -> bool:
        for number, cells in numbered:
            where: dict[str, int] = {}
            for index, cell in enumerate(cells):
                column = HEADERS.get(bare(plain(cell)))
                if column and column not in where:
                    where[column] = index
            if len(where) >= 3 or (len(where) == 2 and "id_number" in where):
                self._where = where
                missing = [column for column in _NEEDED if column not in where]
                for column in missing:
                    self._bad(number, column, f"缺少“{COLUMNS[column][0]}”这一列，请补上。")
                return not missing
            if number >= _HEADER_WITHIN:
                break
        self._bad(1, "", "没有找到表头。表头应包含：姓名、身份证号、救助项目、享受起始日期、待遇金额。")
        return False

    def _row(self, number: int, cells: Sequence[object]) -> EntitlementRow | None:
        texts = {column: plain(cells[at]) if at < len(cells) else "" for column, at in self._where.items()}
        whole = "".join(plain(cell) for cell in cells).replace(" ", "")
        if not any(texts.values()) or _TOTAL.match(whole) or bare(texts["id_number"]) in HEADERS:
            return None
        if not texts["programme"] and not _NUMBERED.search(texts["id_number"]):
            # Signatures and notes below the table.
            return None
        values: dict[str, Any] = {}
        good = True
        for column, at in self._where.items():
            cell = cells[at] if at < len(cells) else None
            if column not in _NEEDED and not texts[column]:
                continue
            try:
                values[column] = self._read(column, cell)
            except BadCell as trouble:
                good = good and trouble.doubt
                self._bad(number, column, trouble.text, "doubt" if trouble.doubt else "error")
        if not good:
            return None
        place = values.pop("township", "") + values.pop("village", "")
        return self._fitting(EntitlementRow(number, place=place, **values))

    def _read(self, column: str, cell: object) -> Any:
        if column == "programme":
            return self._programme(cell)
        return READERS[column](cell)

    def _programme(self, cell: object) -> str:
        said = plain(cell)
        key = self._programmes.get(bare(said))
        if not key:
            raise BadCell(
                f"“{said[:20]}”不是已登记的救助项目，请改成规范名称。" if said else "救助项目是空的，请补上。"
            )
        return key

    def _fitting(self, row: EntitlementRow) -> EntitlementRow | None:
        """The row, when its cells go together; what is only odd is told and kept."""
        if row.stopped_on and row.since and row.stopped_on < row.since:
            self._bad(row.row, "stopped_on", "停发日期早于享受起始日期，请核对。")
            return None
        if row.stop_reason and not row.stopped_on:
            self._bad(row.row, "stopped_on", "写了停发原因，没有写停发日期，请补上。")
            return None
        if row.stopped_on and not row.stop_reason:
            self._bad(row.row, "stop_reason", "停发没有写原因，本人来问时答不上，请尽量补上。", "doubt")
        if row.since and row.since > self._today:
            self._bad(row.row, "since", f"享受起始日期{row.since:%Y-%m-%d}还没有到，请核对。", "doubt")
        if row.amount is None and not row.stopped_on and "amount" in self._where:
            self._bad(row.row, "amount", "待遇金额是空的，本人会看不到钱数；表里原来登记过的不变。", "doubt")
        return row

    def _bad(self, row: int, column: str, text: str, level: Literal["error", "doubt"] = "error") -> None:
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(PayProblem(row, COLUMNS[column][0] if column else "", text, level))
        elif len(self._problems) == _MOST_PROBLEMS:
            self._problems.append(PayProblem(row, "", "问题太多，后面的没有列出，请先改正前面的。"))
