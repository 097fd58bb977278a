"""说了: an answer that was read to the caller is kept with the call, and its figures among those that were told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.console.call_draft import Draft, Told
from bot.console.guard import here
from bot.console.knowledge import look_up
from dialogs.say import local_day
from knowledge.identity import mask_phone

if TYPE_CHECKING:
    from datetime import datetime

    from bot.console.call_screen import Screen
    from bot.services import Services
    from storage.uow import UnitOfWork

MOST = 30
ANSWER = "said"
"""The answer itself, as a resident would get it; anything else is the key of an entry."""
CALLS = "call:"
"""How the name of a call begins among those who were told a figure."""
_TITLE = 60


def find_told(asked: str, which: str, services: Services, *, typing: bool) -> Told | None:
    """What stood on the page under that name for these words; None when it is not there."""
    found = look_up(asked, services.office, services.now(), typing=typing)
    if which == ANSWER:
        figures = tuple(dict(one) for one in found.figures)
        return Told(asked[:_TITLE], found.programme, figures) if found.said else None
    entry = next((one for one in found.entries if one.key == which), None)
    return Told(entry.title, entry.programme or "") if entry else None


def told_to_caller(screen: Screen, services: Services) -> None:
    """Enter in the log of each clue that this operator told a caller how it stands."""
    if not screen.answer.clues:
        return
    with services.storage.work() as uow:
        for no in screen.answer.clues:
            uow.audit.record(
                here().who, "progress.told", f"clue:{no}", mask_phone(screen.draft.phone), at=services.now()
            )
        uow.commit()


def with_told(draft: Draft, told: Told) -> Draft:
    """The draft with one more thing told; the same again changes nothing."""
    return draft if told in draft.told else replace(draft, told=(*draft.told, told)[:MOST])


def without_told(draft: Draft, index: int) -> Draft:
    """The draft without the thing of that place: it was not said after all."""
    return replace(draft, told=tuple(one for place, one in enumerate(draft.told) if place != index))


def note_figures(draft: Draft, uow: UnitOfWork, now: datetime) -> None:
    """Keep which figures this caller has been told, under the name of the call: nobody is named by it."""
    who = told_to(draft)
    uow.told_figures.forget(who)
    for told in draft.told:
        uow.told_figures.note(who, told.figures, told.programme, local_day(now))


def told_to(draft: Draft) -> str:
    """The name of the call among those who were told a figure."""
    return f"{CALLS}{draft.key}"
