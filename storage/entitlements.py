"""Entitlements: what each person receives or received, as the bureau told it, with every change kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import bindparam, func, insert, select, update

from storage.crypto import fingerprint
from storage.entitlement_rows import (
    ENTITLEMENT,
    FILE,
    Entitlement,
    EntitlementChange,
    EntitlementFile,
    NewEntitlement,
    PaidSpan,
    Source,
    entitlement_changes,
    entitlement_files,
    entitlements,
    read_entitlement,
)
from storage.payment_rows import payments
from storage.people import people
from storage.repository import Page, Repository

Put = Literal["new", "changed", "stopped", "same"]

_CHUNK = 500
_TOLD = tuple(NewEntitlement.__slots__)
_OF = select(*ENTITLEMENT).where(entitlements.c.person_id == bindparam("the_person"))
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
    .where(payments.c.person_id == bindparam("the_person"))
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
    .where(payments.c.person_id == bindparam("the_person"))
    .order_by(payments.c.period, payments.c.id)
)


class Entitlements(Repository):
    """Entitlements by person, and the files they came from."""

    __slots__ = ()

    def of(self, person_id: int) -> tuple[Entitlement, ...]:
        """What a person receives (the oldest first), then what was stopped (the latest first)."""
        return _in_order(read_entitlement(row) for row in self._run(_OF, {"the_person": person_id}))

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

        What is told replaces what is known; only an empty ``since``, ``amount`` or ``pay_day`` keeps the old one, so
        that a short list of those who stopped forgets nobody's beginning.
        """
        known = self.get(person_id, told.programme)
        if known is not None:
            told = merged(known, told)
        what = compared(known, told)
        if what == "same":
            return what
        facts = {name: getattr(told, name) for name in _TOLD}
        facts["stop_reason"], facts["decided_by"] = told.stop_reason or None, told.decided_by or None
        facts |= {"source": source, "file_id": file_id, "by": by, "changed_at": at}
        if known is None:
            new = insert(entitlements).returning(entitlements.c.id)
            number: int = self._run(new, {"person_id": person_id, **facts}).scalar_one()
        else:
            number = known.id
            self._run(update(entitlements).where(entitlements.c.id == number).values(**facts))
        line = {
            "entitlement_id": number,
            "at": at,
            "by": by,
            "source": source,
            "before": _facts(known) if known else None,
            "after": _facts(told),
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
            # Arrears and the month itself may come on one day: the latest month says what is paid now.
            if before is None or last > before.last_period:
                found[programme] = PaidSpan(programme, first, last, amount, paid_on)
            elif last == before.last_period:
                found[programme] = replace(before, last_amount=before.last_amount + amount)
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

    def add_file(self, name: str, content: bytes, by: str, at: datetime) -> EntitlementFile:
        """Keep a file as it came. The same bytes again give the file of the first time, with ``known`` set."""
        sha256 = fingerprint(content)
        row = self._run(select(*FILE).where(entitlement_files.c.sha256 == sha256)).first()
        if row is not None:
            return _known_file(row)
        values = {"sha256": sha256, "name": name, "size": len(content), "content": content, "by": by, "at": at}
        return EntitlementFile(*self._run(insert(entitlement_files).returning(*FILE), values).one())

    def file(self, file_id: int) -> EntitlementFile | None:
        """The file of that id."""
        row = self._run(select(*FILE).where(entitlement_files.c.id == file_id)).first()
        return _known_file(row) if row else None

    def content(self, file_id: int) -> bytes:
        """The bytes of a file as they came; ``NoResultFound`` for an unknown id."""
        wanted = select(entitlement_files.c.content).where(entitlement_files.c.id == file_id)
        content: bytes = self._run(wanted).scalar_one()
        return content

    def files(self, number: int = 1, size: int = 50) -> Page[EntitlementFile]:
        """A page of files, the latest first."""
        total = self._run(select(func.count()).select_from(entitlement_files)).scalar_one()
        wanted = select(*FILE).order_by(entitlement_files.c.id.desc()).limit(size).offset((number - 1) * size)
        return Page(tuple(_known_file(row) for row in self._run(wanted)), total, number, size)

    def confirm_file(self, file_id: int, done: Mapping[Put, int], by: str, at: datetime) -> None:
        """A file was carried out; ``done`` counts what it did."""
        counts = {name: done.get(name, 0) for name in ("new", "changed", "stopped")}
        values = {"confirmed_by": by, "confirmed_at": at, **counts}
        self._run(update(entitlement_files).where(entitlement_files.c.id == file_id).values(**values))


def merged(known: Entitlement, told: NewEntitlement) -> NewEntitlement:
    """What is told, with the beginning, amount and pay day that are known where it names none."""
    return replace(
        told,
        since=told.since or known.since,
        amount=known.amount if told.amount is None else told.amount,
        per=known.per if told.amount is None else told.per,
        pay_day=told.pay_day or known.pay_day,
        decided_by=told.decided_by or known.decided_by,
    )


def compared(known: Entitlement | None, told: NewEntitlement) -> Put:
    """What it means to put ``told`` (merged already) where ``known`` is."""
    if known is None:
        return "stopped" if told.stopped_on else "new"
    if all(getattr(known, name) == getattr(told, name) for name in _TOLD):
        return "same"
    return "stopped" if told.stopped_on and not known.stopped_on else "changed"


def _known_file(row: Any) -> EntitlementFile:
    return replace(EntitlementFile(*row), known=True)


def _facts(one: Entitlement | NewEntitlement) -> dict[str, Any]:
    """What changed, as plain JSON."""
    values = {name: getattr(one, name) for name in _TOLD}
    return {
        name: str(value) if isinstance(value, date | Decimal) else value
        for name, value in values.items()
        if value not in (None, "")
    }


def _in_order(many: Any) -> tuple[Entitlement, ...]:
    def place(one: Entitlement) -> tuple[bool, int]:
        stopped = one.stopped_on
        return stopped is not None, -stopped.toordinal() if stopped else (one.since or date.max).toordinal()

    return tuple(sorted(many, key=place))
