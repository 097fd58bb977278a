"""A table of entitlements as bureaus keep it: who receives what since when, what was stopped, when and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from knowledge.deadlines import LOCAL
from knowledge.entitlementrows import BLANK, COLUMNS, READERS, EntitlementRow
from knowledge.paycells import BadCell, plain
from knowledge.payrows import Named, PayProblem, bare, keys_by_name
from knowledge.sheettable import Table

_NEEDED = ("name", "id_number", "programme")
_SHARED = frozenset({"programme", "amount", "per", "pay_day", "decided_by", "township", "village"})
_TOTAL = re.compile(r"^\d*(合计|总计|共计|小计)")
_NUMBERED = re.compile(r"\d{6}")


class EntitlementReader:
    """Reads rows one by one; ask for the problems afterwards. Never raises for what is written in the sheet."""

    def __init__(self, programmes: Mapping[str, Named], now: datetime) -> None:
        self._today = now.astimezone(LOCAL).date()
        self._programmes = keys_by_name(programmes)
        readers = {**READERS, "programme": self._programme}
        optional = frozenset(COLUMNS) - set(_NEEDED)
        self._table = Table(COLUMNS, readers, BLANK, shared=_SHARED, optional=optional)
        self._seen: dict[tuple[str, str], int] = {}
        self.count = 0

    def read(self, rows: Iterable[Sequence[object]]) -> Iterator[EntitlementRow]:
        """The good rows in order; problems grow on the way."""
        numbered, table = enumerate(rows, 1), self._table
        header = table.find_header(numbered, "姓名、身份证号、救助项目、享受起始日期、待遇金额")
        if not header or not table.has(_NEEDED, header):
            return
        quick = table.quick()
        for number, cells in table.rows(numbered):
            try:
                row: EntitlementRow | None = EntitlementRow.of(number, quick(cells))
            except (BadCell, IndexError):
                # Most rows are good: only those that are not are read again, for everything that is wrong with them.
                row = self._troubled(number, cells)
            if row is None or not self._fits(row):
                continue
            first = self._seen.setdefault((row.id_number, row.programme), number)
            if first != number:
                table.problems.add(number, "id_number", f"与第{first}行重复：同一个人同一个项目只能有一行。")
                continue
            self.count += 1
            yield row
        if not self.count and not table.problems:
            table.problems.add(1, "", "表里没有可以登记的行。")

    def problems(self) -> tuple[PayProblem, ...]:
        """Every problem found so far, by row."""
        return self._table.problems.by_row()

    @property
    def errors(self) -> int:
        """How many problems found so far bar the file."""
        return self._table.problems.errors

    def _troubled(self, number: int, cells: Sequence[object]) -> EntitlementRow | None:
        """Read every cell of a row and tell all that is wrong; the row itself when only doubts are."""
        texts = self._table.texts(cells)
        whole = "".join(plain(cell) for cell in cells).replace(" ", "")
        if not any(texts.values()) or _TOTAL.match(whole) or self._table.is_header(texts["id_number"]):
            return None
        if not texts["programme"] and not _NUMBERED.search(texts["id_number"]):
            # Signatures and notes below the table.
            return None
        values, bad = self._table.slow(cells)
        return EntitlementRow.of(number, list(values.values())) if self._table.tell(number, bad) else None

    def _programme(self, cell: object) -> str:
        said = plain(cell)
        key = self._programmes.get(bare(said))
        if not key:
            raise BadCell(
                f"“{said[:20]}”不是已登记的救助项目，请改成规范名称。" if said else "救助项目是空的，请补上。"
            )
        return key

    def _fits(self, row: EntitlementRow) -> bool:
        """Whether the cells of a row go together; what is only odd is told and kept."""
        add = self._table.problems.add
        if row.stopped_on and row.since and row.stopped_on < row.since:
            add(row.row, "stopped_on", "停发日期早于享受起始日期，请核对。")
            return False
        if row.stop_reason and not row.stopped_on:
            add(row.row, "stopped_on", "写了停发原因，没有写停发日期，请补上。")
            return False
        if row.stopped_on and not row.stop_reason:
            add(row.row, "stop_reason", "停发没有写原因，本人来问时答不上，请尽量补上。", "doubt")
        if row.since and row.since > self._today:
            add(row.row, "since", f"享受起始日期{row.since:%Y-%m-%d}还没有到，请核对。", "doubt")
        if row.amount is None and not row.stopped_on and "amount" in self._table.where:
            add(row.row, "amount", "待遇金额是空的，本人会看不到钱数；表里原来登记过的不变。", "doubt")
        return True
