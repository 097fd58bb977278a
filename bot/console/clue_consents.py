"""What was agreed to with a clue, as its page shows it: the words that were shown, with names and numbers masked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.console.clue_view import hidden
from bot.console.moments import minute
from dialogs.consents import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.clue_reporters import ClueReporter
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One consent in words; ``words`` are empty for who may not know the person who gave it."""

    what: str
    answer: str
    whose: str
    at: str
    words: str = field(repr=False)


def consent_views(
    clue: Clue, others: Iterable[ClueReporter], uow: UnitOfWork, now: datetime, *, secret: bool
) -> list[ConsentView]:
    """Every consent that was given with the clue, by whoever told of it, first to last."""
    kept = [one for no in (clue.no, *(other.no for other in others)) for one in uow.consents.of_clue(no)]
    return [
        ConsentView(
            NAMES.get(one.kind, one.kind),
            one.answer,
            one.whose,
            minute(one.at, now),
            "" if secret else hidden(one.words, clue),
        )
        for one in kept
    ]
