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

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.payrows import PayProblem
    from storage.uow import UnitOfWork

log = structlog.get_logger()

T = TypeVar("T")
AT_ONCE = 4000
"""Rows a transaction: long enough to be fast, short enough that residents hardly wait."""
_HELD = timedelta(minutes=3)


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
