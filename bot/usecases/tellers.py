"""Everybody who told of a clue, each with her own number; what one told is never another's to hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.clue_reporters import first_reporter

if TYPE_CHECKING:
    from storage.clue_reporters import ClueReporter
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork


def tellers(clue: Clue, uow: UnitOfWork) -> tuple[ClueReporter, ...]:
    """All who told of it, the first one first."""
    return (first_reporter(clue), *uow.reporters.of(clue.id))


def own(no: str, openid: str, uow: UnitOfWork) -> tuple[Clue, ClueReporter]:
    """A clue of this openid's, and the reporter it is; ``KeyError`` for a number that is unknown or somebody else's."""
    clue = uow.clues.by_no(no)
    teller = addressee(clue, openid, uow) if clue is not None else None
    if clue is None or teller is None:
        raise KeyError(no)
    return clue, teller


def addressee(clue: Clue, openid: str, uow: UnitOfWork) -> ClueReporter | None:
    """The reporter of that openid; None for who did not tell of it."""
    return next((one for one in tellers(clue, uow) if openid and one.openid == openid), None)
