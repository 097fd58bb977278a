"""Entitlements: what each person receives or received, as the bureau told it, with every change kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from storage.entitlement_moves import TOLD, Put, compared, facts, merged
from storage.entitlement_rows import (
    ENTITLEMENT,
    Entitlement,
    EntitlementChange,
    EntitlementFile,
    FileState,
    NewEntitlement,
    PaidSpan,
    Source,
    entitlement_changes,
    entitlement_files,
    entitlements,
    read_entitlement,
)
from storage.kept_files import KeptFiles
from storage.payment_rows import payments
from storage.people import people
from storage.repository import Page

_CHUNK = 500
_OF = select(*ENTITLEMENT).where(entitlements.c.person_id == bindparam("the_person"))
_OF_EACH = select(*ENTITLEMENT).where(entitlements.c.person_id.in_(bindparam("persons", expanding=True)))
_BY_NUMBER = (
    select(people.c.id_mark, *ENTITLEMENT)
    .join_from(entitlements, people, people.c.id == entitlements.c.person_id)
    .where(people.c.id_mark.in_(bindparam("marks", expanding=True)))
)
_FIRST = (
    select(
        payments.c.programme,
        func.min(payments.c.period).label("first_period"),
        func.max(payments.c.paid_on).label("last_paid_on"),
    )
    # What is paid afterwards is not what is paid every month.
    .where(payments.c.person_id == bindparam("the_person"), payments.c.part == 0)
    .group_by(payments.c.programme)
    .subquery("first_paid")
)
_SPANS = (
    select(payments.c.programme, _FIRST.c.first_period, payments.c.period, payments.c.amount, payments.c.paid_on)
    .join_from(
        payments,
        _FIRST,
        (payments.c.programme == _FIRST.c.programme) & (payments.c.paid_on == _FIRST.c.last_paid_on),
    )
    .where(payments.c.person_id == bindparam("the_person"), payments.c.part == 0)
    .order_by(payments.c.period, payments.c.id)
)


class Entitlements(KeptFiles[EntitlementFile]):
    """Entitlements by person, and the files they came from."""

    __slots__ = ()
    FILES, FILE = entitlement_files, EntitlementFile

    def of(self, person_id: int) -> tuple[Entitlement, ...]:
        """What a person receives (the oldest first), then what was stopped (the latest first)."""
        return _in_order(read_entitlement(row) for row in self._run(_OF, {"the_person": person_id}))

    def of_people(self, ids: Collection[int]) -> dict[int, tuple[Entitlement, ...]]:
        """The same for each of these people who receives or received anything, in one go."""
        if len(ids) == 1:
            (only,) = ids
            mine = self.of(only)
            return {only: mine} if mine else {}
        found = defaultdict[int, list[Entitlement]](list)
        for row in self._run(_OF_EACH, {"persons": list(ids)}) if ids else ():
            one = read_entitlement(row)
            found[one.person_id].append(one)
        return {person_id: _in_order(many) for person_id, many in found.items()}

    def of_numbers(self, id_numbers: Collection[str]) -> dict[str, tuple[Entitlement, ...]]:
        """The same for each of these ID numbers; people without entitlements are left out."""
        by_mark = {self._mark("id_number", number): number for number in id_numbers}
        marks, found = list(by_mark), defaultdict(list)
        for start in range(0, len(marks), _CHUNK):
            for mark, *row in self._run(_BY_NUMBER, {"marks": marks[start : start + _CHUNK]}):
                found[by_mark[mark]].append(read_entitlement(row))
        return {number: _in_order(many) for number, many in found.items()}

    def get(self, person_id: int, programme: str) -> Entitlement | None:
        """That person's entitlement of that programme."""
        return next((one for one in self.of(person_id) if one.programme == programme), None)

    def put(
        self, person_id: int, told: NewEntitlement, source: Source, by: str, at: datetime, file_id: int | None = None
    ) -> Put:
        """Enter an entitlement or change the one there is, and say which it was; the same again changes nothing.

        What is told replaces what is known; only an empty ``since``, ``amount``, ``pay_day`` or ``covered`` keeps the
        old one, so that a short list of those who stopped forgets nobody's beginning.
        """
        known = self.get(person_id, told.programme)
        if known is not None:
            told = merged(known, told)
        what = compared(known, told)
        if what == "same":
            return what
        values = {name: getattr(told, name) for name in TOLD}
        values["stop_reason"], values["decided_by"] = told.stop_reason or None, told.decided_by or None
        values |= {"source": source, "file_id": file_id, "by": by, "changed_at": at}
        if known is None:
            new = insert(entitlements).returning(entitlements.c.id)
            number: int = self._run(new, {"person_id": person_id, **values}).scalar_one()
        else:
            number = known.id
            self._run(update(entitlements).where(entitlements.c.id == number).values(**values))
        line = {
            "entitlement_id": number,
            "at": at,
            "by": by,
            "source": source,
            "before": facts(known) if known else None,
            "after": facts(told),
        }
        self._run(insert(entitlement_changes), line)
        return what

    def changes(self, entitlement_id: int) -> tuple[EntitlementChange, ...]:
        """The history of an entitlement, the latest first."""
        columns = (entitlement_changes.c[name] for name in EntitlementChange.__slots__)
        rows = self._run(
            select(*columns)
            .where(entitlement_changes.c.entitlement_id == entitlement_id)
            .order_by(entitlement_changes.c.id.desc())
        )
        return tuple(EntitlementChange(*row) for row in rows)

    def spans(self, person_id: int) -> tuple[PaidSpan, ...]:
        """What the payments of a person tell of each programme, for those of whom the bureau told nothing else."""
        found: dict[str, PaidSpan] = {}
        for programme, first, last, amount, paid_on in self._run(_SPANS, {"the_person": person_id}):
            before = found.get(programme)
            # Two months may come on one day: the latest says what is paid now.
            if before is None or last > before.last_period:
                found[programme] = PaidSpan(programme, first, last, amount, paid_on)
        return tuple(found.values())

    def running(self, programmes: Collection[str], today: date) -> int:
        """How many people receive one of these programmes."""
        stopped = entitlements.c.stopped_on
        count: int = self._run(
            select(func.count())
            .select_from(entitlements)
            .where(entitlements.c.programme.in_(programmes), stopped.is_(None) | (stopped > today))
        ).scalar_one()
        return count

    def files(self, number: int = 1, size: int = 50) -> Page[EntitlementFile]:
        """A page of files, the latest first."""
        total = self._run(select(func.count()).select_from(entitlement_files)).scalar_one()
        latest = select(*self._columns()).order_by(entitlement_files.c.id.desc())
        rows = self._run(latest.limit(size).offset((number - 1) * size))
        return Page(tuple(self._known(row) for row in rows), total, number, size)

    def last_change(self) -> int:
        """A number that grows with every change of the register; 0 before the first."""
        return self._run(select(func.max(entitlement_changes.c.id))).scalar() or 0

    def accept_file(self, file_id: int, rows_expected: int, by: str, at: datetime) -> bool:
        """Whether this call accepted a file that waited to be, or was stopped: it is ``importing`` from now on."""
        values = {"state": "importing", "rows_expected": rows_expected, "confirmed_by": by, "confirmed_at": at}
        values |= dict.fromkeys(("up_to_row", "new", "changed", "stopped"), 0)
        waiting = (entitlement_files.c.id == file_id) & entitlement_files.c.state.in_(("seen", "stopped"))
        return self._run(update(entitlement_files).where(waiting).values(**values)).rowcount == 1

    def importing(self) -> tuple[EntitlementFile, ...]:
        """Files whose rows are not all entered, the oldest acceptance first."""
        waiting = select(*self._columns()).where(entitlement_files.c.state == "importing")
        order = (entitlement_files.c.confirmed_at, entitlement_files.c.id)
        return tuple(self._known(row) for row in self._run(waiting.order_by(*order)))

    def entered(self, file_id: int, up_to_row: int, done: Mapping[Put, int]) -> None:
        """Rows of a file up to that line are entered; to be kept in one with the rows themselves."""
        counts = {name: entitlement_files.c[name] + done.get(name, 0) for name in ("new", "changed", "stopped")}
        one = update(entitlement_files).where(entitlement_files.c.id == file_id)
        self._run(one.values(up_to_row=up_to_row, **counts))

    def finish_file(self, file_id: int, state: FileState = "done") -> None:
        """All rows are entered, or it was stopped."""
        self._run(update(entitlement_files).where(entitlement_files.c.id == file_id).values(state=state))


def _in_order(many: Any) -> tuple[Entitlement, ...]:
    def place(one: Entitlement) -> tuple[bool, int]:
        stopped = one.stopped_on
        return stopped is not None, -stopped.toordinal() if stopped else (one.since or date.max).toordinal()

    return tuple(sorted(many, key=place))
