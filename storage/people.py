"""The register: persons whom the bureau knows, found by keyed fingerprints because their data is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, LargeBinary, String, Table, bindparam, func, insert, select, update

from storage.bulk import change, pour
from storage.columns import Id, Sealed, Strings, UtcTime, metadata
from storage.repository import Repository

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Sealed("people.name"), nullable=False),
    Column("id_number", Sealed("people.id_number")),
    Column("phone", Sealed("people.phone")),
    Column("place", String(12), nullable=False, server_default=""),
    Column("programmes", Strings, nullable=False, server_default="[]"),
    Column("household", Sealed("people.household")),
    Column("name_mark", LargeBinary(16), index=True),
    Column("id_mark", LargeBinary(16), unique=True),
    Column("id_tail_mark", LargeBinary(16), index=True),
    Column("phone_mark", LargeBinary(16), index=True),
    Column("phone_tail_mark", LargeBinary(16), index=True),
    Column("household_mark", LargeBinary(16), index=True),
    Column("changed_at", UtcTime, nullable=False),
)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person as a file or a clerk tells it. ``id_number`` is the whole number; empty when not known."""

    name: str = field(repr=False)
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    place: str = ""
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register; ``programmes`` are the keys of what is being received."""

    id: int
    name: str = field(repr=False)
    id_number: str = field(repr=False)
    phone: str = field(repr=False)
    place: str
    programmes: tuple[str, ...]
    changed_at: datetime


PERSON = tuple(people.c[name] for name in Person.__slots__)
_ADD = insert(people).returning(people.c.id)
_ENTERED = ("name", "id_number", "phone", "place", "programmes", "changed_at")
_MARKS = ("name_mark", "id_mark", "id_tail_mark", "phone_mark", "phone_tail_mark")
_FILL_PLACE = (
    update(people)
    .where(people.c.id == bindparam("the_id"), people.c.place == "")
    .values(place=bindparam("a_place"), changed_at=bindparam("at"))
)
_FILL_PHONE = (
    update(people)
    .where(people.c.id == bindparam("the_id"), people.c.phone_mark.is_(None))
    .values(
        phone=bindparam("a_phone"),
        phone_mark=bindparam("a_mark"),
        phone_tail_mark=bindparam("a_tail"),
        changed_at=bindparam("at"),
    )
)


class People(Repository):
    """Persons by id, and by what is known of them."""

    __slots__ = ()

    def add(
        self, name: str, id_number: str, phone: str, place: str, programmes: tuple[str, ...] = (), *, now: datetime
    ) -> int:
        """Enter a person and give the id; ``IntegrityError`` when that ID number is in the register already."""
        row = self._row(NewPerson(name, id_number, phone, place, programmes), now)
        new_id: int = self._run(_ADD, row).scalar_one()
        return new_id

    def update(self, person_id: int, now: datetime, **changes: Any) -> None:
        """Change ``name``, ``phone``, ``place`` or ``programmes`` of a person."""
        marks: dict[str, bytes | None] = {}
        if "name" in changes:
            marks |= zip(_MARKS[:1], self._name_marks(changes["name"]), strict=True)
        if "phone" in changes:
            marks |= zip(_MARKS[3:], self._phone_marks(changes["phone"]), strict=True)
            changes["phone"] = changes["phone"] or None
        self._run(update(people).where(people.c.id == person_id).values(changed_at=now, **changes, **marks))

    def get(self, person_id: int) -> Person | None:
        """The person of that id."""
        return next(self._persons(people.c.id == person_id), None)

    def hold(self, person_id: int) -> None:
        """Let nobody else who asks for the same go on before this unit of work has ended."""
        self._run(select(people.c.id).where(people.c.id == person_id).with_for_update())

    def by_id_number(self, id_number: str) -> Person | None:
        """The person of that whole ID number."""
        return next(self._persons(people.c.id_mark == self._mark("id_number", id_number.upper())), None)

    def by_phone(self, phone: str) -> tuple[Person, ...]:
        """Everyone registered under that phone: families share one."""
        return tuple(self._persons(people.c.phone_mark == self._mark("phone", phone)))

    def match(self, name: str, id_number: str, phone: str) -> Person | None:
        """The one person whom these three describe; None when nobody or more than one does.

        ``id_number`` may be whole or its last four characters or more. The name must be the same. The phone must be
        the registered one; only where none is registered, a whole ID number is enough.
        """
        number = id_number.strip().upper()
        if len(number) == 18:
            known = people.c.id_mark == self._mark("id_number", number)
        else:
            known = people.c.id_tail_mark == self._mark("id_tail", number[-4:])
        fit = [
            person
            for person in self._persons(known, people.c.name_mark == self._mark("name", _name(name)))
            if person.id_number.endswith(number) and (person.phone == phone if person.phone else len(number) == 18)
        ]
        return fit[0] if len(fit) == 1 and len(number) >= 4 else None

    def find(self, words: str, limit: int = 20) -> tuple[Person, ...]:
        """Persons whose ID number, phone, last four of either, or whole name is exactly ``words``."""
        word = words.strip().upper()
        if not word:
            return ()
        kinds = {"name": people.c.name_mark}
        if len(word) == 18:
            kinds = {"id_number": people.c.id_mark}
        elif len(word) == 4 and word[:3].isdigit():
            kinds = {"id_tail": people.c.id_tail_mark, "phone_tail": people.c.phone_tail_mark}
        elif word.isdigit():
            kinds = {"phone": people.c.phone_mark}
        found: dict[int, Person] = {}
        for kind, column in kinds.items():
            value = _name(words) if kind == "name" else word
            for person in islice(self._persons(column == self._mark(kind, value)), limit):
                found[person.id] = person
        return tuple(found.values())[:limit]

    def many(self, ids: Iterable[int]) -> dict[int, Person]:
        """Persons by id, in one go for a page of a list."""
        wanted = set(ids)
        return {person.id: person for person in self._persons(people.c.id.in_(wanted))} if wanted else {}

    def count(self) -> int:
        """How many persons there are."""
        total: int = self._run(select(func.count()).select_from(people)).scalar_one()
        return total

    def enter(self, rows: Iterable[NewPerson], now: datetime) -> int:
        """Enter many persons whose ID numbers are given, except those that are there already; how many were new."""
        columns = (*_ENTERED, *_MARKS)
        return pour(self._connection, people, columns, (self._values(row, now) for row in rows))

    def fill_in(self, lacking: Iterable[tuple[int, str, str]], now: datetime) -> None:
        """Note phones and places of persons (by id) of whom none was known; what is known stays."""
        wanted = list(lacking)
        change(self._connection, _FILL_PLACE, [{"the_id": i, "a_place": p, "at": now} for i, _, p in wanted if p])
        phones = []
        for person_id, phone, _ in wanted:
            if phone:
                mark, tail = self._phone_marks(phone)
                phones.append({"the_id": person_id, "a_phone": phone, "a_mark": mark, "a_tail": tail, "at": now})
        change(self._connection, _FILL_PHONE, phones)

    def _persons(self, *conditions: Any) -> Iterator[Person]:
        for row in self._run(select(*PERSON).where(*conditions).order_by(people.c.id)):
            yield read_person(row)

    def _row(self, person: NewPerson, now: datetime) -> dict[str, Any]:
        return dict(zip((*_ENTERED, *_MARKS), self._values(person, now), strict=True))

    def _values(self, person: NewPerson, now: datetime) -> tuple[Any, ...]:
        number, phone = person.id_number.upper(), person.phone
        return (
            person.name,
            number or None,
            phone or None,
            person.place,
            person.programmes,
            now,
            *self._name_marks(person.name),
            *self._id_marks(number),
            *self._phone_marks(phone),
        )

    def _name_marks(self, name: str) -> tuple[bytes | None, ...]:
        return (self._mark("name", _name(name)),)

    def _id_marks(self, number: str) -> tuple[bytes | None, ...]:
        return self._mark("id_number", number), self._mark("id_tail", number[-4:])

    def _phone_marks(self, phone: str) -> tuple[bytes | None, ...]:
        return self._mark("phone", phone), self._mark("phone_tail", phone[-4:])


def _name(name: str) -> str:
    """A name as it is compared: without the blanks that two-character names are printed with."""
    return "".join(name.split())


def read_person(row: Any) -> Person:
    """A person from a row that selected ``PERSON``."""
    person_id, name, id_number, phone, place, programmes, changed_at = row
    return Person(person_id, name, id_number or "", phone or "", place, programmes, changed_at)
