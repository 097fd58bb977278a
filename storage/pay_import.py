"""A payment file becomes payments: its rows are matched to persons inside the database, a million in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    or_,
    select,
)
from sqlalchemy.schema import CreateTable

from knowledge.payrows import PayRow
from storage.bulk import fill
from storage.columns import Cents, Sealed
from storage.payment_rows import payments
from storage.people import NewPerson, People, people
from storage.repository import OnBoth, Repository


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of some rows: ``stored`` new payments, ``new_people`` entered in the register."""

    stored: int
    new_people: int


@dataclass(frozen=True, slots=True)
class Before:
    """What is stored already for a row's person and programme.

    ``told`` is the batch and row that stored this very payment; ``amount`` what the person got last for another month,
    in yuan. Either is None when there is nothing.
    """

    told: tuple[int, int] | None
    amount: Decimal | None


_NOWHERE: Mapping[str, str] = MappingProxyType({})

# Rows wait here for the length of one unit of work; each connection has a table of its own.
_waiting = Table(
    "waiting_payments",
    MetaData(),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("mark", LargeBinary, nullable=False),
    Column("programme", String, nullable=False),
    Column("period", String, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("account_tail", Sealed("payments.account_tail")),
    Column("has_phone", Boolean, nullable=False),
    Column("has_place", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
)
_WAITING = tuple(column.name for column in _waiting.columns)
_MAKE = CreateTable(_waiting, if_not_exists=True)
_LACKING = (
    select(_waiting.c.row, people.c.id)
    .outerjoin_from(_waiting, people, people.c.id_mark == _waiting.c.mark)
    .where(
        or_(
            people.c.id.is_(None),
            _waiting.c.has_phone & people.c.phone_mark.is_(None),
            _waiting.c.has_place & (people.c.place == ""),
        )
    )
)
_MATCHED = (
    select(
        bindparam("the_batch", type_=payments.c.batch_id.type),
        _waiting.c.row,
        people.c.id,
        _waiting.c.programme,
        _waiting.c.period,
        bindparam("the_part", type_=payments.c.part.type),
        _waiting.c.amount,
        _waiting.c.paid_on,
        _waiting.c.account_tail,
    )
    .join_from(_waiting, people, people.c.id_mark == _waiting.c.mark)
    # In the order of the index that grows by it.
    .order_by(people.c.id)
)
_COLUMNS = ["batch_id", "row", "person_id", "programme", "period", "part", "amount", "paid_on", "account_tail"]
# Either unique rule may be the one that says the row is there already, so no index is named.
_STORE = OnBoth(payments, lambda insert: insert.from_select(_COLUMNS, _MATCHED).on_conflict_do_nothing())

_PERSONS = select(people.c.id, people.c.id_mark).where(people.c.id_mark.in_(bindparam("marks", expanding=True)))
_STORED = (
    select(*(payments.c[name] for name in ("person_id", "programme", "period", "part", "batch_id", "row", "amount")))
    .where(payments.c.person_id.in_(bindparam("persons", expanding=True)), payments.c.paid_on >= bindparam("since"))
    .order_by(payments.c.paid_on, payments.c.id)
)
# A search for what was paid before looks no further back.
_RECENT = timedelta(days=100)
_CHUNK = 500


class PayImport(Repository):
    """Rows as ``knowledge.paysheet`` read them, a few thousand at a time."""

    __slots__ = ()

    def add(
        self, batch_id: int, rows: Sequence[PayRow], now: datetime, places: Mapping[str, str] = _NOWHERE, part: int = 0
    ) -> Imported:
        """Enter unknown persons, fill in phones and places that were not known, then store the payments of the batch.

        ``places`` gives the division code of each place as it is written in the file, as far as known.

        A row that is there already is left as it is: the same row of the batch again (an import taken up again), or a
        person's payment for that programme, period and ``part`` that any file told before. ``part`` is 0, or the
        number of a supplementary file for the same months.
        """
        marks = [self._mark("id_number", row.id_number) for row in rows]
        self._run(_MAKE)
        self._run(delete(_waiting))
        fill(
            self._connection,
            _waiting,
            _WAITING,
            (
                (
                    row.row,
                    mark,
                    row.programme,
                    row.period,
                    row.amount,
                    row.paid_on,
                    row.account_tail or None,
                    bool(row.phone),
                    row.place in places,
                )
                for row, mark in zip(rows, marks, strict=True)
            ),
        )
        lacking = dict(tuple(found) for found in self._run(_LACKING))
        known = People(self._connection, self._blind)
        by_row = {row.row: row for row in rows if row.row in lacking}
        fresh = [by_row[number] for number, person_id in lacking.items() if person_id is None]
        new_people = known.enter(_persons(fresh, places), now)
        for number, person_id in lacking.items():
            if person_id is not None:
                known.fill_in(person_id, by_row[number].phone, places.get(by_row[number].place, ""), now)
        stored = self._run(_STORE[self._dialect], {"the_batch": batch_id, "the_part": part}).rowcount
        return Imported(stored, new_people)

    def before(self, rows: Sequence[PayRow], part: int = 0) -> dict[int, Before]:
        """For each row (by its number) of a person who was paid for that programme in the last hundred days, what."""
        found: dict[int, Before] = {}
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            marks = [self._mark("id_number", row.id_number) for row in chunk]
            persons = {mark: person_id for person_id, mark in self._run(_PERSONS, {"marks": marks})}
            since = min(row.paid_on for row in chunk) - _RECENT
            stored: dict[tuple[int, str], list[Any]] = {}
            for paid in self._run(_STORED, {"persons": list(persons.values()), "since": since}):
                stored.setdefault((paid.person_id, paid.programme), []).append(paid)
            for row, mark in zip(chunk, marks, strict=True):
                history = stored.get((persons.get(mark, 0), row.programme), ())
                if history:
                    found[row.row] = _before(row.period, part, history)
        return found


def _before(period: str, part: int, history: Iterable[Any]) -> Before:
    told, amount = None, None
    for paid in history:
        if paid.period != period:
            amount = paid.amount
        elif paid.part == part:
            told = (paid.batch_id, paid.row)
    return Before(told, amount)


def _persons(rows: Iterable[PayRow], places: Mapping[str, str]) -> Iterator[NewPerson]:
    programmes: dict[str, list[str]] = {}
    first: dict[str, PayRow] = {}
    for row in rows:
        programmes.setdefault(row.id_number, []).append(row.programme)
        first.setdefault(row.id_number, row)
    for number, row in first.items():
        yield NewPerson(
            row.name, number, row.phone, places.get(row.place, ""), tuple(dict.fromkeys(programmes[number]))
        )
