"""Whether two people told of the same person in need: certain, or only likely.

Certain means that the second telling joins the first's clue without anybody looking. What is only likely is shown to
staff, who decide: a clue too many costs a telephone call, two households in one clue cost one of them its help.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.casework import OPEN_STATES
from knowledge.numerals import number
from knowledge.personnames import is_full_name

WITHIN = timedelta(days=30)
"""A clue older than that is not joined by another's telling."""
_ONE_ALARM = timedelta(days=1)
_JOINING = frozenset({"help", "danger"})
"""Kinds that tell of somebody in need. A complaint, a question or money that did not come is its teller's own."""
_NOBODY_THERE_YET = frozenset({"new", "accepted"})
_VILLAGE = 12
_GUESSED = 10
"""So many years may two people be apart who guess how old somebody is."""
_DOOR = re.compile(r"([0-9０-９零〇一二两三四五六七八九十百]+)(?:村民)?(组|社(?!区)|队|栋|幢|号楼|单元|室|号)")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in need, as one telling has her; empty where nothing was said."""

    name: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    """Her own, never that of who tells of her."""
    place: str = ""
    address: str = field(default="", repr=False)
    age: object = None


def is_certain(one: Person, other: Person) -> bool:
    """Whether both are certainly one person.

    The same ID number; the same full name in the same village; or her own telephone. Never where anything said of the
    two does not fit together: another name (also 王大爷 and 王福), ID number, telephone, village, group or door, or an
    age that nobody would guess so wrongly. The same name in a township alone is not certain, and who has neither name
    nor number never is.
    """
    if _clashes(one, other):
        return False
    if one.id_number and one.id_number == other.id_number:
        return True
    if _apart(one, other):
        return False
    if one.phone and one.phone == other.phone:
        return True
    name = _plain(one.name)
    return is_full_name(name) and name == _plain(other.name) and len(one.place) >= _VILLAGE and one.place == other.place


def may_join(kind: str, urgency: str, state: str, opened_at: datetime, told: str, at: datetime) -> bool:
    """Whether what is ``told`` (its kind) at that moment may join an open clue of that kind, urgency and state.

    Danger joins only while nobody has been there, and another danger only on the same day: told later it is a new
    alarm, and an alarm must never end as a line in a history.
    """
    if {kind, told} - _JOINING or state not in OPEN_STATES or not timedelta(0) <= at - opened_at < WITHIN:
        return False
    if told != "danger":
        return True
    fresh = "danger" not in (kind, urgency) or at - opened_at < _ONE_ALARM
    return fresh and state in _NOBODY_THERE_YET


def _clashes(one: Person, other: Person) -> bool:
    """Whether what was said of the persons themselves cannot both be true of one."""
    names, numbers = (_plain(one.name), _plain(other.name)), (one.id_number, other.id_number)
    if any(all(pair) and pair[0] != pair[1] for pair in (names, numbers)):
        return True
    ages = _years(one.age), _years(other.age)
    return None not in ages and abs(ages[0] - ages[1]) > _GUESSED  # type: ignore[operator]


def _apart(one: Person, other: Person) -> bool:
    """Whether they have other telephones or live elsewhere: no proof of two, for people move, but no certainty."""
    if one.phone and other.phone and one.phone != other.phone:
        return True
    if not (one.place.startswith(other.place) or other.place.startswith(one.place)):
        return True
    doors, others = _doors(one.address), _doors(other.address)
    return any(doors[unit] != others[unit] for unit in doors.keys() & others.keys())


def _plain(name: str) -> str:
    return "".join(name.split()).replace("•", "·")


def _doors(address: str) -> Mapping[str, object]:
    """北张村三组12号 as {组: 3, 号: 12}."""
    return {unit: number(count) for count, unit in _DOOR.findall(address)}


def _years(age: object) -> int | None:
    if isinstance(age, int):
        return age
    digits = re.match(r"\d{1,3}", str(age or ""))
    return int(digits[0]) if digits else None
