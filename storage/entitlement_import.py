"""An entitlement file becomes entitlements: thousands of rows compared with what is known, and entered, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, String, bindparam, select, update

from knowledge.entitlementrows import EntitlementRow
from storage.bulk import change, fill
from storage.entitlement_moves import TOLD, Put, compared, facts, merged
from storage.entitlement_rows import (
    ENTITLEMENT,
    Entitlement,
    NewEntitlement,
    entitlement_changes,
    entitlements,
    read_entitlement,
)
from storage.households import Households
from storage.people import people
from storage.row_people import NOWHERE, RowPeople, Waiting

_WAITING = Waiting("waiting_entitlements", Column("programme", String, nullable=False))
_waiting = _WAITING.table
_whose = people.c.id_mark == _waiting.c.mark
_KNOWN = (
    select(_waiting.c.row, people.c.id, *ENTITLEMENT)
    .join_from(_waiting, people, _whose)
    .outerjoin(
        entitlements, (entitlements.c.person_id == people.c.id) & (entitlements.c.programme == _waiting.c.programme)
    )
)
_NUMBERS = (
    select(_waiting.c.row, entitlements.c.id)
    .join_from(_waiting, people, _whose)
    .join(entitlements, (entitlements.c.person_id == people.c.id) & (entitlements.c.programme == _waiting.c.programme))
)
_RECEIVED = (
    select(people.c.id, people.c.programmes, entitlements.c.programme, entitlements.c.stopped_on)
    .join_from(people, entitlements, entitlements.c.person_id == people.c.id)
    .where(people.c.id_mark.in_(select(_waiting.c.mark)))
    .order_by(people.c.id, entitlements.c.id)
)
_SAID = (*TOLD, "source", "file_id", "by", "changed_at")
_CHANGE = (
    update(entitlements)
    .where(entitlements.c.id == bindparam("the_id"))
    .values({name: bindparam(f"new_{name}") for name in _SAID})
)
_LINE = ("entitlement_id", "at", "by", "source", "before", "after")
_RECEIVES = (
    update(people)
    .where(people.c.id == bindparam("the_id"))
    .values(programmes=bindparam("received"), changed_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class _Move:
    """What a row does: ``known`` is what stands there before it."""

    person_id: int
    known: Entitlement | None
    told: NewEntitlement


class EntitlementImport(RowPeople):
    """Rows as ``knowledge.entitlementsheet`` read them, a few thousand at a time."""

    __slots__ = ()

    def add(
        self,
        file_id: int,
        rows: Sequence[EntitlementRow],
        by: str,
        now: datetime,
        today: date,
        places: Mapping[str, str] = NOWHERE,
    ) -> Counter[Put]:
        """Enter unknown persons, then what the rows tell, each change with its line; how many did what.

        Says and does what ``Entitlements.put`` would for each row; the same rows again change nothing. What the
        register of persons holds as being received on ``today`` follows.
        """
        by_row = {row.row: row for row in rows}
        fresh = self._settle(
            _WAITING, rows, ((row.programme,) for row in rows), places, now, lambda row: runs(row, today)
        )
        keys = {row.id_number: row.household for row in rows if row.household}
        Households(self._connection, self._blind).put_many(keys, now)
        done: Counter[Put] = Counter()
        moves: dict[int, _Move] = {}
        for number, person_id, *held in self._run(_KNOWN):
            known = read_entitlement(held) if held[0] is not None else None
            told = told_by(by_row[number])
            told = merged(known, told) if known else told
            what = compared(known, told)
            done[what] += 1
            if what != "same":
                moves[number] = _Move(person_id, known, told)
        if moves:
            self._enter(moves, file_id, by, now)
            # New persons were entered with what they receive.
            known_before = {move.person_id for row, move in moves.items() if by_row[row].id_number not in fresh}
            if known_before:
                self._keep_received(known_before, today, now)
        return done

    def _enter(self, moves: Mapping[int, _Move], file_id: int, by: str, now: datetime) -> None:
        source = ("file", file_id, by, now)
        fresh = {number: move for number, move in moves.items() if move.known is None}
        # In the order of the index that grows by it.
        new = sorted(fresh.values(), key=lambda move: move.person_id)
        values = ((move.person_id, *_written(move.told), *source) for move in new)
        fill(self._connection, entitlements, ("person_id", *_SAID), values)
        numbers = {move.known.id: number for number, move in moves.items() if move.known is not None}
        said = [f"new_{name}" for name in _SAID]
        changes = (
            {"the_id": entitlement_id, **dict(zip(said, (*_written(moves[number].told), *source), strict=True))}
            for entitlement_id, number in numbers.items()
        )
        change(self._connection, _CHANGE, changes)
        if fresh:
            numbers |= {entitlement_id: row for row, entitlement_id in self._run(_NUMBERS) if row in fresh}
        lines = (
            (entitlement_id, now, by, "file", facts(move.known) if move.known else None, facts(move.told))
            for entitlement_id, move in ((number, moves[row]) for number, row in numbers.items())
        )
        fill(self._connection, entitlement_changes, _LINE, lines)

    def _keep_received(self, persons: set[int], today: date, now: datetime) -> None:
        """What the register of persons holds as being received follows what was told."""
        held: dict[int, tuple[str, ...]] = {}
        told: dict[int, dict[str, bool]] = {}
        for person_id, programmes, programme, stopped_on in self._run(_RECEIVED):
            if person_id in persons:
                held[person_id] = programmes
                told.setdefault(person_id, {})[programme] = stopped_on is None or stopped_on > today
        changed = [
            {"the_id": person_id, "received": received, "at": now}
            for person_id, programmes in held.items()
            if (received := received_by(programmes, told[person_id])) != programmes
        ]
        change(self._connection, _RECEIVES, changed)


def received_by(held: Sequence[str], told: Mapping[str, bool]) -> tuple[str, ...]:
    """The programmes held as received, without those told to have ended, with those told to run."""
    kept = (key for key in held if told.get(key, True))
    return tuple(dict.fromkeys((*kept, *(key for key, running in told.items() if running))))


def runs(row: EntitlementRow | NewEntitlement, today: date) -> bool:
    """Whether what is told is being received on that day."""
    return row.stopped_on is None or row.stopped_on > today


def told_by(row: EntitlementRow) -> NewEntitlement:
    """What a row tells of its programme."""
    return NewEntitlement(
        row.programme,
        row.since,
        row.amount,
        row.per,
        row.pay_day,
        row.stopped_on,
        row.stop_reason,
        row.decided_by,
        row.covered,
    )


def _written(told: NewEntitlement) -> tuple[Any, ...]:
    return tuple(None if value == "" else value for value in (getattr(told, name) for name in TOLD))
