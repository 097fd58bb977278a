"""What can be told at once to a caller who only asks, and how that is kept once it was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.console import words
from bot.console.call_draft import Told
from bot.console.call_sheet import ANSWERS
from bot.console.clue_view import clue_row, promised, result_of
from bot.usecases.asked_progress import Asked, tellable
from dialogs.scene import Scene
from knowledge.casework import OPEN_STATES

if TYPE_CHECKING:
    from bot.console.call_draft import Draft
    from bot.console.call_sheet import Sheet
    from bot.console.names import Names
    from bot.services import Services
    from dialogs.flow import Flow
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork

_MOST = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """``text`` is said word for word; ``told`` how it is kept; ``clues`` the numbers of those it speaks of.

    ``first`` asks for it to stand as what to say now. ``refused`` says that it is why nothing can be told.
    """

    text: str = ""
    told: Told | None = None
    clues: tuple[str, ...] = ()
    first: bool = False
    refused: bool = False


NONE = Answer()


def answer_of(flow: Flow, sheet: Sheet, draft: Draft, names: Names, uow: UnitOfWork, services: Services) -> Answer:
    """The answer, as soon as all that it needs is known."""
    if flow.name not in ANSWERS:
        return NONE
    if flow.name == "progress":
        return _progress(sheet, draft, names, uow, services)
    if sheet.open or not sheet.slots:
        return NONE
    ending = flow.finish(sheet.slots, Scene(office=services.office, now=services.now()))
    text = "\n".join(reply.text for reply in ending.replies)
    programme = str(sheet.slots.get("programme") or "")
    told = Told(flow.title, programme, tuple(dict(one) for one in ending.sources if one.get("standard")))
    return Answer(text, told, first=flow.name == "bind_help")


def _progress(sheet: Sheet, draft: Draft, names: Names, uow: UnitOfWork, services: Services) -> Answer:
    said = {name: str(sheet.slots.get(name) or "") for name in ("clue_no", "phone", "name")}
    asked = Asked(draft.phone, said["clue_no"], said["phone"], said["name"])
    found, known = tellable(asked, uow)
    if known == "no":
        script, bureau = services.office.pack.script, services.office.pack.bureau
        text = script.line("unverified", {"bureau": bureau.name, "phone": bureau.phone})
        return Answer(text, Told(words.PROGRESS_REFUSED), first=True, refused=True)
    lines = [_one(one, names, services) for one in found[:_MOST]]
    numbers = tuple(one.no for one in found[:_MOST])
    return Answer("\n".join(lines), Told(words.progress_told(numbers)), numbers, first=True) if lines else NONE


def _one(clue: Clue, names: Names, services: Services) -> str:
    row = clue_row(clue, names, services.now())
    result, reason = result_of(clue)
    day = promised(clue.promised_by) if clue.state in OPEN_STATES else ""
    return words.progress_of(row.opened, row.title, words.progress(clue.state, row.owner_name, day, result, reason))
