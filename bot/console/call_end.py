"""How a call ends: as a new clue, or as one more word on a clue that is open already."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.console import words
from bot.console.call_draft import Told
from bot.console.call_sheet import ANSWERS
from bot.console.call_ticks import kept_ticks, said_parts, tick_words
from bot.console.clue_view import promised
from bot.console.guard import here
from bot.usecases import clocks as clue_clocks
from bot.usecases.clues import register_clue, similar_clues
from bot.usecases.papers import PRIVATE
from dialogs.clue_facts import facts
from dialogs.effects import OpenClue
from dialogs.say import local_day, say_by
from dialogs.scene import Scene
from knowledge.casework import Refused
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
_KINDS = {"complaint": "complaint", "fraud": "complaint", "payment": "payment", "question": "question"}


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
    if flow.name in ANSWERS or not code:
        return Foreseen()
    urgency = "danger" if sheet.slots.get("_danger") else "urgent" if known.get("urgency") == "urgent" else "normal"
    found = route(code, kind, urgency, names.directory, office.places, local_day(now))
    day = promised_by(clocks(kind, urgency, since or now, office.pack.clocks, office.calendar))
    owner, title = names.staff(found.owner.id) if found.owner else ("", "")
    return Foreseen(owner, title, promised(day))


def answer_of(flow: Flow, sheet: Sheet, services: Services) -> tuple[str, Told | None]:
    """What to say when the flow only answers and all it asks is known, and how that is kept once it was said."""
    if flow.name not in ANSWERS or sheet.open or not sheet.slots:
        return "", None
    ending = flow.finish(sheet.slots, Scene(office=services.office, now=services.now()))
    text = "\n".join(reply.text for reply in ending.replies)
    programme = str(sheet.slots.get("programme") or "")
    return text, Told(flow.title, programme, tuple(dict(one) for one in ending.sources if one.get("standard")))


def become_clue(screen: Screen, by: str, services: Services, join: str = "", *, apart: bool = False) -> str:
    """Open the clue (or add the call to the open clue ``join``) and give the caller's number. Raises ``Refused``.

    With it is kept what was said on the telephone and what was not. Where people were alerted in the middle of the
    call, all of it joins the clue of that alarm.
    """
    draft, scene = screen.draft, Scene(office=services.office, now=services.now())
    ending = screen.flow.finish({**screen.sheet.slots, "consent": "yes"}, scene)
    opened = next((effect for effect in ending.effects if isinstance(effect, OpenClue)), None)
    if opened is None:
        raise Refused("\n".join(reply.text for reply in ending.replies))
    kept = said_parts(tick_words(kept_ticks(screen.prompt, draft, ""), services.office.pack.script))
    if draft.notes.strip():
        kept["notes"] = draft.notes.strip()
    if screen.paper and screen.paper.sender and screen.paper.source in PRIVATE:
        kept.setdefault("reporter_name", str(opened.slots.get("reporter_name") or screen.paper.sender))
    opened = replace(opened, slots={**opened.slots, **kept})
    source = screen.paper.source if screen.paper else SOURCE
    alarm = draft.alert_no
    kept_as = register_clue(
        opened, source, by, services, joins=alarm or join, apart=apart, same_call=bool(alarm), paper=screen.paper
    )
    return kept_as.teller.no


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


def spoken(clue: Clue, no: str, names: Names, services: Services) -> Spoken:
    """The words for the caller: the number she is given, who will call, by when."""
    owner, title = names.staff(clue.owner_id)
    member = names.directory.get(clue.owner_id)
    now, phone = services.now(), member.phone if member else ""
    soon = contact_by(clue_clocks.waiting(clue), clue.urgency, now)
    contact = say_by(soon, now) if soon else ""
    return Spoken(no, owner, title, phone, promised(clue.promised_by), contact, clue.vacancy)
