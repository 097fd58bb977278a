"""How a call ends: whom it would go to, what may be the same matter, what is read out, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.console import words
from bot.console.call_sheet import ANSWERS
from bot.console.call_ticks import kept_ticks
from bot.console.clue_view import promised
from bot.console.guard import here
from bot.console.moments import due
from bot.usecases import clocks as clue_clocks
from bot.usecases.callback_list import promised_at
from bot.usecases.clues import register_clue, similar_clues
from dialogs.clue_facts import facts
from dialogs.effects import OpenClue
from dialogs.say import local_day, say_by
from knowledge.deadlines import clocks, contact_by, promised_by
from knowledge.routing import route
from storage.call_rows import NewCall

if TYPE_CHECKING:
    from bot.console.call_draft import Draft
    from bot.console.call_screen import Screen
    from bot.console.call_sheet import Sheet
    from bot.console.names import Names
    from bot.services import Services
    from dialogs.flow import Flow
    from storage.clue_rows import Clue

SOURCE = "hotline"
_KINDS = {
    "complaint": "complaint",
    "fraud": "complaint",
    "payment": "payment",
    "question": "question",
    "feedback": "question",
    "human": "callback",
}
_ALONE = ANSWERS | {"human", "feedback"}
"""What joins no open clue of the same caller."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is read out at the end of a call."""

    no: str
    owner: str = field(repr=False)
    title: str
    owner_phone: str = field(repr=False)
    promised: str
    contact: str
    """Until when somebody sees to it first; empty where no such clock waits."""
    vacancy: bool


def similar_to(flow: Flow, sheet: Sheet, services: Services) -> tuple[Clue, ...]:
    """Open clues that may be about the same person; () while too little is known."""
    known = facts(sheet.slots)
    if flow.name in _ALONE:
        return ()
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
    title: str = ""
    promised: str = ""


def foresee(flow: Flow, sheet: Sheet, names: Names, services: Services, since: datetime | None = None) -> Foreseen:
    """Owner and promised day as they would be if the call were registered now; empty until the place is known.

    ``since`` is when a letter was received: its time has run since then.
    """
    known, now, office = facts(sheet.slots), services.now(), services.office
    kind = kind_of(flow)
    code = str(known.get("place", ""))
    if kind == "callback":
        return Foreseen(promised=words.before(due(promised_at(now, services))))
    if flow.name in ANSWERS or not code:
        return Foreseen()
    urgency = "danger" if sheet.slots.get("_danger") else "urgent" if known.get("urgency") == "urgent" else "normal"
    found = route(code, kind, urgency, names.directory, office.places, local_day(now))
    day = promised_by(clocks(kind, urgency, since or now, office.pack.clocks, office.calendar))
    owner, title = names.staff(found.owner.id) if found.owner else ("", "")
    return Foreseen(owner, title, promised(day))


def raise_alarm(sheet: Sheet, draft: Draft, by: str, services: Services) -> str:
    """Alert whoever is on duty now, with the little that is known; the number of the clue that tells them."""
    known = facts(sheet.slots)
    trouble = str(known.get("trouble") or draft.notes.strip() or words.ALARM)[:500]
    slots = {**known, "trouble": trouble, "danger": sheet.danger}
    slots.setdefault("phone", draft.phone)
    request = OpenClue({name: value for name, value in slots.items() if value}, "danger", "danger")
    return register_clue(request, SOURCE, by, services, apart=True).clue.no


def close_call(screen: Screen, phone: str, note: str, outcome: str, services: Services) -> NewCall:
    """The call as it is kept once it is over."""
    draft, now = screen.draft, services.now()
    return NewCall(
        operator_id=here().account_id,
        phone=phone,
        began_at=draft.began_at or now,
        ended_at=now,
        flow=draft.flow,
        clue_no=draft.clue_no or draft.alert_no,
        note=note.strip()[:2000],
        ticks=kept_ticks(screen.prompt, draft, outcome),
        source=SOURCE,
    )


def spoken(clue: Clue, names: Names, services: Services) -> Spoken:
    """The words for the caller: number, who will call, by when; ``clue`` as the caller told of it."""
    owner, title = names.staff(clue.owner_id)
    member = names.directory.get(clue.owner_id)
    now, phone = services.now(), member.phone if member else ""
    soon = contact_by(clue_clocks.waiting(clue), clue.urgency, now)
    contact = say_by(soon, now) if soon else ""
    return Spoken(clue.no, owner, title, phone, promised(clue.promised_by), contact, clue.vacancy)
