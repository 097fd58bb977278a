"""How a call ends: as a new clue, or as one more word on a clue that is open already."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.console.call_sheet import ANSWERS
from bot.console.clue_view import promised
from bot.usecases.clues import register_clue, similar_clues
from dialogs.clue_facts import facts
from dialogs.effects import OpenClue
from dialogs.say import local_day
from dialogs.scene import Scene
from knowledge.casework import Refused
from knowledge.deadlines import clocks, promised_by
from knowledge.routing import route

if TYPE_CHECKING:
    from bot.console.call_sheet import Draft, Sheet
    from bot.console.names import Names
    from bot.services import Services
    from dialogs.flow import Flow
    from storage.clue_rows import Clue

SOURCE = "hotline"
_KINDS = {"complaint": "complaint", "payment": "payment", "question": "question"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is read out at the end of a call."""

    no: str
    owner: str = field(repr=False)
    title: str
    owner_phone: str = field(repr=False)
    promised: str
    vacancy: bool


def similar_to(flow: Flow, sheet: Sheet, services: Services) -> tuple[Clue, ...]:
    """Open clues that may be about the same person; () while too little is known."""
    known = facts(sheet.slots)
    if not (known.get("phone") or (known.get("name") and known.get("place"))):
        return ()
    return similar_clues(OpenClue(known, kind=kind_of(flow)), services)


def kind_of(flow: Flow) -> str:
    """The kind of clue such a call becomes."""
    return _KINDS.get(flow.name, "help")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Who would answer for this call, and by when."""

    owner: str = field(default="", repr=False)
    promised: str = ""


def foresee(flow: Flow, sheet: Sheet, names: Names, services: Services) -> Foreseen:
    """Owner and promised day as they would be if the call were registered now; empty until the place is known."""
    known, now, office = facts(sheet.slots), services.now(), services.office
    kind = kind_of(flow)
    code = str(known.get("place", ""))
    if flow.name in ANSWERS or not code:
        return Foreseen()
    urgency = "danger" if sheet.slots.get("_danger") else "urgent" if known.get("urgency") == "urgent" else "normal"
    found = route(code, kind, urgency, names.directory, office.places, local_day(now))
    day = promised_by(clocks(kind, urgency, now, office.pack.clocks, office.calendar))
    return Foreseen(names.staff(found.owner.id)[0] if found.owner else "", promised(day))


def answer_of(flow: Flow, sheet: Sheet, services: Services) -> str:
    """What to say when the flow is one that only answers and all it asks is known."""
    if flow.name not in ANSWERS or sheet.open or not sheet.slots:
        return ""
    ending = flow.finish(sheet.slots, Scene(office=services.office, now=services.now()))
    return "\n".join(reply.text for reply in ending.replies)


def become_clue(flow: Flow, sheet: Sheet, draft: Draft, by: str, services: Services, join: str = "") -> str:
    """Open the clue (or add the call to the open clue ``join``) and give its number. Raises ``Refused``."""
    scene = Scene(office=services.office, now=services.now())
    ending = flow.finish({**sheet.slots, "consent": "yes"}, scene)
    opened = next((effect for effect in ending.effects if isinstance(effect, OpenClue)), None)
    if opened is None:
        raise Refused("\n".join(reply.text for reply in ending.replies))
    if draft.notes.strip():
        opened = replace(opened, slots={**opened.slots, "notes": draft.notes.strip()})
    return register_clue(opened, SOURCE, by, services, joins=join).clue.no


def spoken(clue: Clue, names: Names, services: Services) -> Spoken:
    """The words for the caller: number, who will call, by when."""
    owner, title = names.staff(clue.owner_id)
    member = names.directory.get(clue.owner_id)
    return Spoken(clue.no, owner, title, member.phone if member else "", promised(clue.promised_by), clue.vacancy)
