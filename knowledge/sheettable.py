"""The table inside a sheet: its header under any of its names, its cells read quickly, all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, Literal

from knowledge.paycells import BadCell, plain
from knowledge.payrows import PayProblem, bare

HEADER_WITHIN = 15
"""A header that does not come within so many lines is none."""
_MOST_PROBLEMS = 10_000
_MOST_ALIKE = 50_000
_UNREAD = object()

Reader = Callable[[object], Any]
Numbered = Iterator[tuple[int, Sequence[object]]]


class Problems:
    """What is wrong with a sheet, as much of it as anybody would read; columns are named as people are shown them."""

    def __init__(self, columns: Mapping[str, tuple[str, ...]]) -> None:
        self._columns = columns
        self._found: list[PayProblem] = []
        self.errors = 0

    def add(self, row: int, column: str, text: str, level: Literal["error", "doubt"] = "error") -> None:
        """Note a problem; ``column`` is empty for the whole row."""
        self.errors += level == "error"
        if len(self._found) < _MOST_PROBLEMS:
            self._found.append(PayProblem(row, self._columns[column][0] if column else "", text, level))
        elif len(self._found) == _MOST_PROBLEMS:
            self._found.append(PayProblem(row, "", "问题太多，后面的没有列出，请先改正前面的。"))

    def by_row(self, more: Iterable[PayProblem] = ()) -> tuple[PayProblem, ...]:
        """Every problem found so far, by row, and ``more`` among them."""
        return tuple(sorted((*self._found, *more), key=lambda problem: problem.row))

    def __len__(self) -> int:
        return len(self._found)


class Table:
    """A table of known columns.

    ``blank`` is a row of which nothing is said, in the order of its fields. ``readers`` read each column's cells and
    raise ``BadCell``; an empty cell of one of ``optional`` is not read. ``shared`` are columns in which many rows say
    the same, ``unlike`` those in which no two do.
    """

    def __init__(
        self,
        columns: Mapping[str, tuple[str, ...]],
        readers: Mapping[str, Reader],
        blank: Mapping[str, Any],
        *,
        shared: frozenset[str],
        unlike: frozenset[str] = frozenset({"id_number", "phone"}),
        optional: frozenset[str] = frozenset(),
    ) -> None:
        self.problems = Problems(columns)
        self.blank = dict(blank)
        self.where: dict[str, int] = {}
        self._waiting: tuple[tuple[int, Sequence[object]], ...] = ()
        self._columns = columns
        self._headers = {bare(header): column for column, headers in columns.items() for header in headers}
        self._readers = readers
        self._shared, self._unlike, self._optional = shared, unlike, optional

    def find_header(self, numbered: Numbered, hint: str, learn: Callable[[str], object] = str) -> int:
        """The number of the header's row, 0 (with a problem that gives the ``hint``) when there is none.

        ``learn`` hears each line above it.
        """
        for number, cells in numbered:
            where = self._named(cells)
            if len(where) >= 3 or (len(where) == 2 and "id_number" in where):
                self.where = where
                self._second_line(numbered)
                return number
            learn(" ".join(plain(cell) for cell in cells))
            if number >= HEADER_WITHIN:
                break
        self.problems.add(1, "", f"没有找到表头。表头应包含：{hint}。")
        return 0

    def rows(self, numbered: Numbered) -> Numbered:
        """The rows below the header."""
        return chain(self._waiting, numbered)

    def has(self, needed: Iterable[str], header: int) -> bool:
        """Whether these columns are there; each that is not is a problem of the header's row."""
        missing = [column for column in needed if column not in self.where]
        for column in missing:
            self.problems.add(header, column, f"缺少“{self._columns[column][0]}”这一列，请补上。")
        return not missing

    def is_header(self, text: str) -> bool:
        """Whether a cell is the name of a column: the header repeated on a further printed page."""
        return bare(text) in self._headers

    def texts(self, cells: Sequence[object]) -> dict[str, str]:
        """What stands in each column of a row."""
        return {column: plain(cells[at]) if at < len(cells) else "" for column, at in self.where.items()}

    def quick(self) -> Callable[[Sequence[object]], list[Any]]:
        """Reads good rows as values in the order of ``blank``; raises ``BadCell`` or ``IndexError`` for others."""
        order = list(self.blank)
        started = list(self.blank.values())
        alike, plan = [], []
        for column, at in self.where.items():
            place, read = order.index(column), self._reader(column)
            if column in self._shared:
                alike.append((place, at, read))
            else:
                plan.append((place, at, self._remembered(column), read))
        # Doubled, so that even one column gives a tuple.
        pick = itemgetter(*(2 * [at for _, at, _ in alike] or [0, 0]))
        read_before: dict[object, list[Any]] = {}

        def read_row(cells: Sequence[object]) -> list[Any]:
            # Most rows share these cells with many others: one look finds what all of them say.
            same = pick(cells)
            begun = read_before.get(same)
            if begun is None:
                begun = started.copy()
                for place, at, read in alike:
                    begun[place] = read(cells[at])
                if len(read_before) < _MOST_ALIKE:
                    read_before[same] = begun
            values = begun.copy()
            for place, at, known, read in plan:
                cell = cells[at]
                if known is None:
                    values[place] = read(cell)
                    continue
                value = known.get(cell, _UNREAD)
                if value is _UNREAD:
                    value = known[cell] = read(cell)
                values[place] = value
            return values

        return read_row

    def slow(self, cells: Sequence[object]) -> tuple[dict[str, Any], list[tuple[str, BadCell]]]:
        """Every cell of a row that could be read, and all that is wrong with the others."""
        values, bad = dict(self.blank), []
        for column, at in self.where.items():
            try:
                values[column] = self._reader(column)(cells[at] if at < len(cells) else None)
            except BadCell as trouble:
                bad.append((column, trouble))
        return values, bad

    def tell(self, row: int, bad: Iterable[tuple[str, BadCell]]) -> bool:
        """Note what is wrong with the cells of a row; whether a person may accept all of it."""
        fine = True
        for column, trouble in bad:
            fine = fine and trouble.doubt
            self.problems.add(row, column, trouble.text, "doubt" if trouble.doubt else "error")
        return fine

    def _named(self, cells: Sequence[object]) -> dict[str, int]:
        """Which columns the cells of a line are the names of, and where."""
        where: dict[str, int] = {}
        for at, cell in enumerate(cells):
            column = self._headers.get(bare(plain(cell)))
            if column and column not in where:
                where[column] = at
        return where

    def _second_line(self, numbered: Numbered) -> None:
        """Headers of two lines: cells merged over several columns, and below them the names of these columns."""
        below = next(numbered, None)
        if below is None:
            return
        _, cells = below
        more = self._named(cells)
        if more and all(not text or bare(text) in self._headers for text in self.texts(cells).values()):
            self.where = more | self.where
        else:
            self._waiting = (below,)

    def _reader(self, column: str) -> Reader:
        read = self._readers[column]
        if column not in self._optional:
            return read
        empty = self.blank[column]
        return lambda cell: read(cell) if plain(cell) else empty

    def _remembered(self, column: str) -> dict[object, Any] | None:
        """All but numbers of people repeat, so each spelling is read once and remembered."""
        return None if column in self._unlike else {}
