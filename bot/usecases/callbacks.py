"""Ringing people back: who asked, each attempt, and what the resident is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.usecases import notices, words
from bot.usecases.callback_list import AGAIN, first_try, joined, next_try, promised_at, suits_at
from bot.usecases.clue_moves import Move, move
from bot.usecases.hours import wake_up
from dialogs import letters as said
from dialogs.say import LOCAL
from knowledge.casework import OPEN_STATES, Refused
from knowledge.identity import check_phone
from knowledge.routing import route
from storage.callbacks import NewCallback
from storage.clue_rows import NewEvent

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.routing import StaffMember
    from storage.callbacks import Callback, Origin, Outcome
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork

ENOUGH = 3
"""After so many attempts in vain ringing on is no help: somebody has to go there, or the person is written to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish to be rung, as an operator types it in; ``by_when`` is what was promised to the caller."""

    phone: str = field(repr=False)
    why: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    wanted: str = field(default="", repr=False)
    by_when: datetime | None = None


def ask_back(asked: Asked, origin: Origin, by: str, services: Services) -> int:
    """Put somebody on the list, and give the id; the same number waiting already gets the new words added.

    Raises ``Refused`` for a number that cannot be dialled or a promise that is past.
    """
    phone, now = check_phone(asked.phone), services.now()
    if not phone:
        raise Refused(words.CALLBACK_PHONE)
    if asked.by_when is not None and asked.by_when <= now:
        raise Refused(words.CALLBACK_PAST)
    with services.storage.work() as uow:
        held = uow.callbacks.waiting_for(phone)
        promised = asked.by_when or promised_at(now, services)
        if held is not None:
            callback_id = held.id
            changes: dict[str, object] = {"why": joined(held.why, asked.why)}
            if asked.wanted:
                changes |= {"wanted": asked.wanted, "next_at": suits_at(asked.wanted, now, services) or held.next_at}
            changes |= {"name": asked.name} if asked.name and not held.name else {}
            # What was promised first still holds: asking again must not make anybody wait longer.
            uow.callbacks.change(callback_id, **changes, promised_at=min(held.promised_at, promised))
        else:
            new = NewCallback(
                origin=origin,
                phone=phone,
                name=asked.name,
                why=asked.why,
                wanted=asked.wanted,
                asked_by=by,
                asked_at=now,
                promised_at=promised,
                next_at=suits_at(asked.wanted, now, services) or first_try(now, services),
            )
            callback_id = uow.callbacks.add(new)
        uow.audit.record(by, "callback.ask", f"callback:{callback_id}", at=now)
        uow.commit()
    return callback_id


def rung(
    seen: Callback, outcome: Outcome, note: str, by: str, services: Services, next_at: datetime | None = None
) -> None:
    """Note an attempt, or that no call is needed any longer, with all that follows from it in one transaction.

    In vain: the resident is told on WeChat that we tried and when we try again. Otherwise the clue that asked for the
    call is resolved. Raises ``Refused`` where a reason is missing, ``StaleCallback`` when somebody else was quicker.
    """
    now = services.now()
    if outcome == "dropped" and sum(one.isalnum() for one in note) < 2:
        raise Refused(words.CALLBACK_WHY)
    again = next_at if next_at is not None and next_at > now else next_try(now, services)
    with services.storage.work() as uow:
        uow.callbacks.tried(seen, outcome, note.strip(), by, now, again if outcome == "missed" else now)
        if outcome == "missed":
            _tell(seen, again, uow, services)
        note_on_clue(seen, outcome, note.strip(), by, uow, services)
        uow.audit.record(by, f"callback.{outcome}", f"callback:{seen.id}", at=now)
        uow.commit()


def visitor_for(callback: Callback, uow: UnitOfWork, services: Services) -> StaffMember | None:
    """Who could knock at the door: the village assistant, or whoever answers for the place; None for no place."""
    if not callback.place:
        return None
    today = services.now().astimezone(LOCAL).date()
    return route(callback.place, "help", "normal", uow.staff.directory(), services.office.places, today).owner


def send_there(seen: Callback, by: str, services: Services) -> str:
    """Hand the clue of the call-back to whoever can knock at the door; her name. Raises ``Refused`` for nobody."""
    with services.storage.work() as uow:
        clue = uow.clues.by_no(seen.clue_no) if seen.clue_no else None
        member = visitor_for(seen, uow, services)
        if clue is None or member is None or clue.state not in OPEN_STATES:
            raise Refused(words.NOBODY_THERE)
        if clue.owner_id != member.id:
            move(clue, Move("reassign", words.go_there(seen.tries, seen.phone), to_staff=member.id), by, uow, services)
            uow.audit.record(by, "clue.reassign", f"clue:{clue.no}", at=services.now())
        uow.commit()
    return member.name


def suits(clue: Clue, when: str, by: str, uow: UnitOfWork, services: Services) -> None:
    """The resident says when it suits: it stands on the list and in the history, and is when to ring next.

    Who asks to be rung later than was promised is not late until then.
    """
    held, now = uow.callbacks.of_clue(clue.no), services.now()
    if held is not None:
        changes: dict[str, object] = {"wanted": when}
        if held.state == "waiting":
            again = suits_at(when, now, services) or first_try(now, services)
            changes |= {"next_at": again, "promised_at": max(held.promised_at, again + AGAIN)}
        uow.callbacks.change(held.id, **changes)
    uow.clues.add_event(clue.no, NewEvent(now, by, "said", words.suits(when)))


def drop(clue: Clue, by: str, uow: UnitOfWork, services: Services) -> None:
    """The resident does not want to be rung any longer: the clue ends with that reason, and so does the list's line."""
    if clue.state not in OPEN_STATES:
        return
    if clue.state == "new":
        clue = move(clue, Move("accept"), by, uow, services)
    move(clue, Move("resolve", result="stopped", reason=words.NOT_WANTED_ANY_MORE), by, uow, services)


def _tell(seen: Callback, again: datetime, uow: UnitOfWork, services: Services) -> None:
    """A chat message: it reaches who wrote in the last two days, and nobody is written to at night."""
    if not seen.openid:
        return
    now = services.now()
    due_at = wake_up(now, services) or now
    contact = uow.contacts.of(seen.openid)
    if contact is None or not contact.reachable(due_at):
        return
    pack = services.office.pack
    number = pack.bureau.phone if seen.tries + 1 >= ENOUGH else ""
    kept = notices.payload(said.rang_in_vain(pack.wording, seen.phone[-4:], seen.tries + 1, again, now, number))
    # With the promise in it: a call-back that was reopened counts its attempts from one again.
    round_of = int(seen.promised_at.timestamp()) // 60
    key, subject = f"callback:{seen.id}:{round_of}:try:{seen.tries + 1}", f"callback:{seen.id}"
    uow.letters.queue(key, "interactive", "contact", seen.openid, subject, kept, due_at)


def note_on_clue(seen: Callback, outcome: Outcome, note: str, by: str, uow: UnitOfWork, services: Services) -> None:
    """Write the attempt into the history of the clue that asked for it; what ends the one ends the other."""
    # A question of our own how it went moves no clue, not even one that was opened again meanwhile.
    clue = uow.clues.by_no(seen.clue_no) if seen.clue_no and seen.origin != "follow_up" else None
    if clue is None or clue.state not in OPEN_STATES:
        return
    ends = outcome not in ("missed", "written")
    if clue.state == "new" and ends:
        clue = move(clue, Move("accept"), by, uow, services)
    clue = move(clue, Move("call", words.rang(outcome, note)), by, uow, services)
    if outcome == "answered":
        # The answer itself has gone to the resident: the same again as a result would only puzzle.
        move(clue, Move("resolve", result="answered", reason=note, told=True), by, uow, services)
    elif ends:
        spoken_to = words.RUNG_BACK if seen.phone else words.SPOKEN_TO
        result, reason = ("answered", spoken_to) if outcome == "reached" else ("stopped", note)
        move(clue, Move("resolve", result=result, reason=reason), by, uow, services)
