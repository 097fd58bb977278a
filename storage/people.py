"""The register: persons whom the bureau knows, found by keyed fingerprints because their data is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, LargeBinary, String, Table, insert, select, update

from storage.columns import Id, Sealed, Strings, UtcTime, metadata
from storage.repository import Repository

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Sealed("people.name"), nullable=False),
    Column("id_number", Sealed("people.id_number")),
    Column("phone", Sealed("people.phone")),
    Column("place", String(12), nullable=False, index=True, server_default=""),
    Column("programmes", Strings, nullable=False, server_default="[]"),
    Column("name_mark", LargeBinary(16), index=True),
    Column("id_mark", LargeBinary(16), unique=True),
    Column("id_tail_mark", LargeBinary(16), index=True),
    Column("phone_mark", LargeBinary(16), index=True),
    Column("phone_tail_mark", LargeBinary(16), index=True),
    Column("changed_at", UtcTime, nullable=False),
)

_CHUNK = 500


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


_FIELDS = tuple(people.c[name] for name in Person.__slots__)


class People(Repository):
    """Persons by id, and by what is known of them."""

    __slots__ = ()

    def add(
        self,
        name: str,
        id_number: str,
        phone: str,
        place: str,
        programmes: tuple[str, ...] = (),
        *,
        now: datetime,
    ) -> int:
        """Enter a person and give the id; ``IntegrityError`` when that ID number is in the register already."""
        row = self._row(NewPerson(name, id_number, phone, place, programmes), now)
        new_id: int = self._run(insert(people).returning(people.c.id), row).scalar_one()
        return new_id

    def update(self, person_id: int, now: datetime, **changes: Any) -> None:
        """Change ``name``, ``phone``, ``place`` or ``programmes`` of a person."""
        self._run(
            update(people).where(people.c.id == person_id).values(changed_at=now, **changes, **self._marks(changes))
        )

    def get(self, person_id: int) -> Person | None:
        """The person of that id."""
        return next(self._persons(people.c.id == person_id), None)

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
        return self._run(select(people.c.id)).rowcount if False else len(self._run(select(people.c.id)).all())

    def import_rows(self, rows: Iterable[NewPerson], now: datetime) -> list[int]:
        """The id of each row's person in the same order, entered where the ID number is new.

        Meant for long files, a few thousand rows a call. Known persons keep what is registered, except that an empty
        phone or place is filled in. A row without an ID number is always a new person.
        """
        waiting = list(rows)
        ids: list[int] = []
        for start in range(0, len(waiting), _CHUNK):
            ids += self._import(waiting[start : start + _CHUNK], now)
        return ids

    def _import(self, rows: list[NewPerson], now: datetime) -> list[int]:
        raise NotImplementedError

    def _persons(self, *conditions: Any) -> Iterator[Person]:
        for row in self._run(select(*_FIELDS).where(*conditions).order_by(people.c.id)):
            yield Person(
                row.id, row.name, row.id_number or "", row.phone or "", row.place, row.programmes, row.changed_at
            )

    def _row(self, person: NewPerson, now: datetime) -> dict[str, Any]:
        known = {"name": person.name, "id_number": person.id_number or None, "phone": person.phone or None}
        return {
            **known,
            **self._marks(known),
            "place": person.place,
            "programmes": person.programmes,
            "changed_at": now,
        }

    def _marks(self, known: dict[str, Any]) -> dict[str, bytes | None]:
        marks: dict[str, bytes | None] = {}
        if "name" in known:
            marks["name_mark"] = self._mark("name", _name(known["name"]))
        if "id_number" in known:
            number = (known["id_number"] or "").upper()
            marks["id_mark"] = self._mark("id_number", number)
            marks["id_tail_mark"] = self._mark("id_tail", number[-4:])
        if "phone" in known:
            phone = known["phone"] or ""
            marks["phone_mark"] = self._mark("phone", phone)
            marks["phone_tail_mark"] = self._mark("phone_tail", phone[-4:])
        return marks


def _name(name: str) -> str:
    """A name as it is compared: without the blanks that two-character names are printed with."""
    return "".join(name.split())
