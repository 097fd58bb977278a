"""What is the same for every register file (发放表, 待遇表): looked through whole, then entered by one run at a time.

Its rows are entered some thousands a transaction. Whoever enters holds it for a few minutes, longer with each
transaction; when a crash cuts that short, background work takes the file up again where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import structlog

from knowledge.casework import Refused
from knowledge.sheettable import lost_place

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.office import Office
    from knowledge.payrows import PayProblem
    from knowledge.places import PlaceGuess
    from storage.row_people import PersonRow
    from storage.uow import UnitOfWork

log = structlog.get_logger()

T = TypeVar("T")
AT_ONCE = 4000
"""Rows a transaction: long enough to be fast, short enough that residents hardly wait."""
_HELD = timedelta(minutes=3)
_MOST_PLACES = 2000
_FEW_PLACES = 5


@dataclass(frozen=True, slots=True)
class Looked:
    """A file looked through. ``count`` is of its good rows; ``unreadable`` says why it is no table at all."""

    name: str
    problems: tuple[PayProblem, ...] = ()
    count: int = 0
    unreadable: str = ""

    @property
    def errors(self) -> int:
        """How many problems bar the file."""
        return sum(problem.level == "error" for problem in self.problems)

    @property
    def doubts(self) -> int:
        """How many problems a person may accept."""
        return len(self.problems) - self.errors


class Hold:
    """One run alone enters what is called ``name``, as long as each of its transactions says so."""

    def __init__(self, name: str, services: Services) -> None:
        self._name, self._holder, self._now = name, services.new_id(), services.now

    def kept(self, uow: UnitOfWork) -> bool:
        """Whether it is ours, for the next minutes; in one with what this unit of work enters."""
        now = self._now()
        return uow.tokens.lease(self._name, self._holder, now + _HELD, now)

    def end(self, uow: UnitOfWork) -> None:
        """Others may enter now."""
        uow.tokens.release(self._name, self._holder)


class PlaceCodes:
    """The division code of each place as a file writes it; each is looked up once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._found: dict[str, PlaceGuess] = {}
        self._lost: dict[str, list[int]] = {}

    def of(self, places: Iterable[str]) -> dict[str, str]:
        """Those of these places that are certain and below the office's own division."""
        codes: dict[str, str] = {}
        home = self._office.pack.division
        for place in filter(None, places):
            found = self._look(place)
            code = "" if found.outside else found.code or ""
            if code.startswith(home) and len(code) > len(home):
                codes[place] = code
        return codes

    def note(self, rows: Iterable[PersonRow]) -> None:
        """Remember rows whose place nobody here knows. Of a file full of addresses only the first are looked at."""
        for row in rows:
            place = row.place
            if not place or (place not in self._found and len(self._found) >= _MOST_PLACES):
                continue
            found = self._look(place)
            if found.outside or not found.code:
                self._lost.setdefault(place, [row.row, 0])[1] += 1

    def doubts(self) -> list[PayProblem]:
        """Each place that nobody knows, told once with its first row.

        A bureau that keeps no places of its own knows none of them: saying so once is enough.
        """
        lost = list(self._lost.items())
        if len(lost) == len(self._found):
            lost = lost[:_FEW_PLACES]
        return [
            lost_place(place, first, times, several=bool(self._found[place].candidates))
            for place, (first, times) in lost
        ]

    def _look(self, place: str) -> PlaceGuess:
        if place not in self._found:
            self._found[place] = self._office.places.resolve(place, home=self._office.pack.division)
        return self._found[place]


def chunks(rows: Iterator[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """The rows in lists of that size."""
    while chunk := list(islice(rows, size)):
        yield chunk


def take_up(waiting: Iterable[T], enter: Callable[[T, Services], object], services: Services) -> int:
    """Enter files that were accepted, and those that a crash cut short; how many were looked at.

    A file that turns out unfit is stopped and logged, and the others go on.
    """
    looked_at = 0
    for file in waiting:
        looked_at += 1
        try:
            enter(file, services)
        except Refused as refused:
            log.warning("file stopped", file=type(file).__name__, reason=refused.reason)
    return looked_at
