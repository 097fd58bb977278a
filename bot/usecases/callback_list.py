"""The list of people to ring, in step with the clues that ask for it; when to ring and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.usecases import clocks, words
from dialogs.flows.human import any_number, own_number
from knowledge.callingtimes import suiting
from knowledge.casework import OPEN_STATES
from storage.callbacks import NewCallback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services import Services
    from storage.clue_reporters import ClueReporter
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork

AGAIN = timedelta(hours=2)
_TO_ASK = timedelta(days=14)
"""How long a call waits that nobody was promised."""
_NEVER_RUNG = frozenset({"danger", "complaint"})


def follow_clue(clue: Clue, by: str, uow: UnitOfWork, services: Services, *, reopened: bool = False) -> None:
    """Keep the list in step with a clue that asks for a call: put on it, put back on it, or taken off it."""
    if clue.kind != "callback":
        return
    held, now = uow.callbacks.of_clue(clue.no), services.now()
    is_open = clue.state in OPEN_STATES
    if held is None:
        if is_open:
            _enter(clue, uow, services)
    elif reopened and held.state != "waiting":
        promised, first = promised_at(now, services), first_try(now, services)
        uow.callbacks.change(held.id, state="waiting", closed_at=None, tries=0, promised_at=promised, next_at=first)
    elif not is_open and held.state == "waiting":
        uow.callbacks.tried(held, "dropped", words.CLUE_ENDED, by, now, now)


def _enter(clue: Clue, uow: UnitOfWork, services: Services) -> None:
    """One line for one person: by the number, and for who left none by the WeChat user who wrote."""
    phone = _phone(clue)
    waiting = uow.callbacks.waiting_for(phone) if phone else uow.callbacks.waiting_of(clue.reporter_openid)
    if waiting is not None and not (phone and waiting.clue_no):
        # Somebody whose call nobody took has meanwhile written: one person is rung once.
        uow.callbacks.change(
            waiting.id,
            clue_no=clue.no,
            openid=clue.reporter_openid or None,
            place=clue.place or waiting.place,
            why=joined(waiting.why, clue.words),
        )
        return
    wanted = str(clue.slots.get("best_time") or "")
    new = NewCallback(
        origin="wechat",
        phone=phone,
        name=clue.reporter_name,
        why=clue.words,
        wanted=wanted,
        openid=clue.reporter_openid,
        place=clue.place,
        clue_no=clue.no,
        asked_by=clue.opened_by,
        asked_at=clue.opened_at,
        promised_at=clue.due_at or promised_at(clue.opened_at, services),
        next_at=suits_at(wanted, clue.opened_at, services) or first_try(clue.opened_at, services),
    )
    uow.callbacks.add(new)


def _phone(clue: Clue) -> str:
    return clue.reporter_phone or clue.subject_phone


def number_told(openid: str, phone: str, uow: UnitOfWork, services: Services) -> None:
    """The number of somebody who waits without one became known: from now on it is an ordinary call-back."""
    held = uow.callbacks.waiting_of(openid) if phone else None
    if held is not None and not held.phone:
        uow.callbacks.change(held.id, phone=phone, next_at=first_try(services.now(), services))


def spoke(clues: Sequence[Clue], text: str, uow: UnitOfWork, services: Services) -> None:
    """Who waits without a number says something: it comes to the top, and a number in the words is kept.

    ``clues`` are the sender's as they were before the message.
    """
    asked = next(
        (one for one in clues if one.kind == "callback" and one.state in OPEN_STATES and not _phone(one)), None
    )
    held = uow.callbacks.of_clue(asked.no) if asked else None
    if held is None or held.phone or held.state != "waiting":
        return
    changes: dict[str, object] = {"next_at": first_try(services.now(), services)}
    if any_number(text):
        changes |= {"why": joined(held.why, text[:500]), "phone": own_number(text)}
    uow.callbacks.change(held.id, **changes)


def ring_to_ask(clue: Clue, teller: ClueReporter, uow: UnitOfWork, services: Services) -> bool:
    """Put who told of a clue on the list to be asked how it went; False where nobody may or can be rung.

    Not about danger, for somebody else may answer the telephone, and not who complained, whom operators may not know.
    """
    phone = teller.phone or ("" if teller.id else clue.subject_phone)
    if not phone or teller.anonymous or clue.kind in _NEVER_RUNG or clue.urgency == "danger":
        return False
    now = services.now()
    why = words.how_it_went(teller.title)
    waiting = uow.callbacks.waiting_for(phone)
    if waiting is not None:
        # One person is rung once: it is asked in the call that waits anyway.
        if why not in waiting.why:
            uow.callbacks.change(waiting.id, why=joined(waiting.why, why))
        return False
    new = NewCallback(
        origin="follow_up",
        phone=phone,
        name=teller.name or clue.subject_name,
        why=why,
        wanted=str(teller.slots.get("best_time") or ""),
        openid=teller.openid,
        place=clue.place,
        clue_no=clue.no,
        asked_by="system",
        asked_at=now,
        promised_at=now + _TO_ASK,
        next_at=first_try(now, services),
    )
    uow.callbacks.add(new)
    return True


def said_again(clue: Clue, told: str, phone: str, uow: UnitOfWork) -> None:
    """Who asked for a call asks again: the newest words stand with it, and the number given last is the one to ring."""
    held = uow.callbacks.of_clue(clue.no)
    if held is not None and held.state == "waiting":
        number = {"phone": phone} if phone and phone != held.phone else {}
        uow.callbacks.change(held.id, why=joined(held.why, told), **number)


def promised_at(asked_at: datetime, services: Services) -> datetime:
    """Until when somebody is rung back who asked then, by the bureau's clock for it."""
    return next(
        clock.due_at for clock in clocks.running("callback", "normal", asked_at, services) if clock.step == "resolve"
    )


def suits_at(words: str, now: datetime, services: Services) -> datetime | None:
    """When to ring by what the resident said of it; None where the words name no time."""
    return suiting(words, now, services.office.pack.bureau.hours, services.office.calendar)


def first_try(now: datetime, services: Services) -> datetime:
    """When to ring first: at once in office hours, else when the bureau opens."""
    hours, calendar = services.office.pack.bureau.hours, services.office.calendar
    return now if hours.open_at(now, calendar) else hours.next_opening(now, calendar) or now


def next_try(now: datetime, services: Services) -> datetime:
    """When to ring after an attempt in vain: two hours later, within office hours."""
    return first_try(now + AGAIN, services)


def joined(kept: str, more: str) -> str:
    """Both reasons, each once."""
    return kept if not more or more in kept else f"{kept}\n{more}".strip()
