"""Who belongs to one household of the register, by its key: the head's ID number, or the household's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, or_, select, update

from storage.bulk import change
from storage.people import PERSON, Person, people, read_person
from storage.repository import Repository

_ID_NUMBER = re.compile(r"\d{17}[\dX]")
_PUT = (
    update(people)
    .where(people.c.id_mark == bindparam("the_mark"))
    .values(household=bindparam("the_key"), household_mark=bindparam("the_key_mark"), changed_at=bindparam("at"))
)
_MARKS = select(people.c.household_mark, people.c.id_mark).where(people.c.id == bindparam("the_person"))


class Households(Repository):
    """Households by any of their people. Like all personal data the key is sealed, and looked up by its mark."""

    __slots__ = ()

    def put(self, person_id: int, key: str, now: datetime) -> None:
        """This person belongs to the household of that key; an empty key takes it back."""
        said = _plain(key)
        values = {"household": said or None, "household_mark": self._key_mark(said), "changed_at": now}
        self._run(update(people).where(people.c.id == person_id).values(**values))

    def put_many(self, keys: Mapping[str, str], now: datetime) -> None:
        """The same for many people of the register by their ID numbers, a few thousand a call."""
        rows = (
            {
                "the_mark": self._mark("id_number", number.upper()),
                "the_key": _plain(key),
                "the_key_mark": self._key_mark(_plain(key)),
                "at": now,
            }
            for number, key in keys.items()
            if _plain(key)
        )
        change(self._connection, _PUT, rows)

    def of(self, person_id: int) -> tuple[Person, ...]:
        """Everybody of this person's household, the person too; the person alone where no household is known.

        The head belongs to it though nothing but the others' keys says so.
        """
        found = self._run(_MARKS, {"the_person": person_id}).one()
        key = found.household_mark or found.id_mark
        if key is None:
            return self._people(people.c.id == person_id)
        head = people.c.id_mark == key
        return self._people(or_(people.c.household_mark == key, people.c.id == person_id, head))

    def others(self, ids: Iterable[int]) -> tuple[Person, ...]:
        """Who else belongs to the households of these people."""
        mine = set(ids)
        every = {one.id: one for person_id in sorted(mine) for one in self.of(person_id)}
        return tuple(one for person_id, one in sorted(every.items()) if person_id not in mine)

    def _people(self, condition: ColumnElement[bool]) -> tuple[Person, ...]:
        rows = self._run(select(*PERSON).where(condition).order_by(people.c.id))
        return tuple(read_person(row) for row in rows)

    def _key_mark(self, key: str) -> bytes | None:
        # The head is found by the very mark of the own number.
        return self._mark("id_number" if _ID_NUMBER.fullmatch(key) else "household", key)


def _plain(key: str) -> str:
    return "".join(key.split()).upper()
