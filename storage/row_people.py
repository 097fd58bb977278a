"""The rows of an uploaded table find their persons inside the database, thousands in one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, Select, Table, delete, or_, select
from sqlalchemy.schema import CreateTable

from storage.bulk import fill
from storage.people import NewPerson, People, people
from storage.repository import Repository

NOWHERE: Mapping[str, str] = MappingProxyType({})


class PersonRow(Protocol):
    """What any row says of its person."""

    @property
    def row(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def id_number(self) -> str: ...
    @property
    def programme(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def place(self) -> str: ...


class Waiting:
    """A table of the connection's own in which rows wait for the length of one unit of work.

    ``columns`` are those its rows need besides the number of the row and what finds the person.
    """

    def __init__(self, name: str, *columns: Column[Any]) -> None:
        self.table = Table(
            name,
            MetaData(),
            Column("row", Integer, primary_key=True, autoincrement=False),
            Column("mark", LargeBinary, nullable=False),
            Column("has_phone", Boolean, nullable=False),
            Column("has_place", Boolean, nullable=False),
            *columns,
            prefixes=["TEMPORARY"],
        )
        self.names = tuple(column.name for column in self.table.columns)
        self.make = CreateTable(self.table, if_not_exists=True)
        self.empty = delete(self.table)
        wait = self.table.c
        self.lacking: Select[Any] = (
            select(wait.row, people.c.id)
            .outerjoin_from(self.table, people, people.c.id_mark == wait.mark)
            .where(
                or_(
                    people.c.id.is_(None),
                    wait.has_phone & people.c.phone_mark.is_(None),
                    wait.has_place & (people.c.place == ""),
                )
            )
        )


class RowPeople(Repository):
    """Settles who the rows are about; what is told of them is the business of each kind of file."""

    __slots__ = ()

    def _settle(
        self,
        waiting: Waiting,
        rows: Sequence[PersonRow],
        cells: Iterable[Sequence[Any]],
        places: Mapping[str, str],
        now: datetime,
        receives: Callable[[Any], bool] | None = None,
    ) -> frozenset[str]:
        """Let rows wait, enter their unknown persons, fill in phones and places that were not known.

        ``cells`` are each row's values for the columns of ``waiting``; ``places`` gives the division code of each
        place as it is written, as far as known. A new person receives the programmes of the rows, or of those for
        which ``receives`` says so. Gives the ID numbers of the new persons.
        """
        self._run(waiting.make)
        self._run(waiting.empty)
        marks = (self._mark("id_number", row.id_number) for row in rows)
        put = (
            (row.row, mark, bool(row.phone), row.place in places, *more)
            for row, mark, more in zip(rows, marks, cells, strict=True)
        )
        fill(self._connection, waiting.table, waiting.names, put)
        lacking = {found.row: found.id for found in self._run(waiting.lacking)}
        by_row = {row.row: row for row in rows if row.row in lacking}
        known = People(self._connection, self._blind)
        fresh = [by_row[number] for number, person_id in lacking.items() if person_id is None]
        known.enter(_persons(fresh, places, receives), now)
        known.fill_in(
            (
                (person_id, by_row[number].phone, places.get(by_row[number].place, ""))
                for number, person_id in lacking.items()
                if person_id is not None
            ),
            now,
        )
        return frozenset(row.id_number for row in fresh)


def _persons(
    rows: Iterable[PersonRow], places: Mapping[str, str], receives: Callable[[Any], bool] | None
) -> Iterator[NewPerson]:
    programmes: dict[str, list[str]] = {}
    first: dict[str, PersonRow] = {}
    for row in rows:
        programmes.setdefault(row.id_number, [])
        if receives is None or receives(row):
            programmes[row.id_number].append(row.programme)
        first.setdefault(row.id_number, row)
    for number, row in first.items():
        place = places.get(row.place, "")
        yield NewPerson(row.name, number, row.phone, place, tuple(dict.fromkeys(programmes[number])))
