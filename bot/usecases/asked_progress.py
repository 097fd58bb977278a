"""Whether somebody who asks on the telephone how a matter stands may be told: recognised by number, or by all of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.usecases.tellers import tellers
from knowledge.shield import shielded
from storage.clue_lists import ClueFilter
from storage.clue_reporters import as_told

if TYPE_CHECKING:
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork

Known = Literal["ringing", "told", "no", ""]
"""By what the caller was recognised; ``no`` when what was told does not fit, empty while too little was told."""
_MOST = 50
_NEVER = frozenset({"complaint"})
"""Who knows a number must not find out that it complained: the county tells complainants itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks: the number that rings (empty: unknown), and what the caller knows of the registration."""

    ringing: str = field(default="", repr=False)
    no: str = ""
    phone: str = field(default="", repr=False)
    name: str = field(default="", repr=False)


def tellable(asked: Asked, uow: UnitOfWork) -> tuple[tuple[Clue, ...], Known]:
    """The clues of which this caller may be told, and by what she was recognised.

    The number that rings is the one that was left with the registration: what was reported from it may be told, but
    for danger, for others may answer the same telephone. Else number, phone and name of the registration must all fit.
    Nobody is told what somebody else reported about him under protection, and of complaints nobody is told here.
    """
    mine = _of_phone(asked.ringing, uow) if asked.ringing else ()
    mine = tuple(one for one in mine if one.urgency != "danger" and one.no.endswith(asked.no))
    if mine:
        return mine, "ringing"
    if not (asked.no and asked.phone and asked.name):
        return (), ""
    fits = tuple(
        one for one in _of_phone(asked.phone, uow) if one.no.endswith(asked.no) and _named(one, asked.name, asked.phone)
    )
    return fits, "told" if fits else "no"


def _of_phone(phone: str, uow: UnitOfWork) -> tuple[Clue, ...]:
    """The clues this number may ask for, each as whoever left it told of it: with her own number and day."""
    found = uow.clues.list(ClueFilter(words=phone), size=_MOST).rows
    every = (as_told(clue, teller) for clue in found if clue.kind not in _NEVER for teller in tellers(clue, uow))
    return tuple({one.no: one for one in every if not one.anonymous and _whose(one, phone)}.values())


def _whose(clue: Clue, phone: str) -> tuple[str, ...]:
    """The names that go with that number in the clue; empty where it may not ask."""
    reporter = (clue.reporter_name,) if clue.reporter_phone == phone else ()
    # Whom a neighbour's call is about must not learn by asking that there was one.
    subject = (clue.subject_name,) if clue.subject_phone == phone and not shielded(clue.slots) else ()
    return (*reporter, *subject)


def _named(clue: Clue, name: str, phone: str) -> bool:
    said = "".join(name.split())
    return any(one and "".join(one.split()) == said for one in _whose(clue, phone))
