"""The list of people to ring, in step with the clues that ask for it; when to ring and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.usecases import clocks, words
from knowledge.casework import OPEN_STATES
from storage.callbacks import NewCallback

if TYPE_CHECKING:
    from bot.services import Services
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork

AGAIN = timedelta(hours=2)


def follow_clue(clue: Clue, by: str, uow: UnitOfWork, services: Services) -> None:
    """Keep the list in step with a clue that asks for a call: put on it, put back on it, or taken off it."""
    if clue.kind != "callback":
        return
    held, now = uow.callbacks.of_clue(clue.no), services.now()
    is_open = clue.state in OPEN_STATES
    if held is None:
        if is_open:
            _enter(clue, uow, services)
    elif is_open and held.state != "waiting":
        promised, first = promised_at(now, services), first_try(now, services)
        uow.callbacks.change(held.id, state="waiting", closed_at=None, tries=0, promised_at=promised, next_at=first)
    elif not is_open and held.state == "waiting":
        uow.callbacks.tried(held, "dropped", words.CLUE_ENDED, by, now, now)


def _enter(clue: Clue, uow: UnitOfWork, services: Services) -> None:
    phone = clue.reporter_phone or clue.subject_phone
    if not phone:
        return
    waiting = uow.callbacks.waiting_for(phone)
    if waiting is not None and not waiting.clue_no:
        # Somebody whose call nobody took has meanwhile written: one person is rung once.
        uow.callbacks.change(
            waiting.id,
            clue_no=clue.no,
            openid=clue.reporter_openid or None,
            place=clue.place or waiting.place,
            why=joined(waiting.why, clue.words),
        )
        return
    new = NewCallback(
        origin="wechat",
        phone=phone,
        name=clue.reporter_name,
        why=clue.words,
        wanted=str(clue.slots.get("best_time") or ""),
        openid=clue.reporter_openid,
        place=clue.place,
        clue_no=clue.no,
        asked_by=clue.opened_by,
        asked_at=clue.opened_at,
        promised_at=clue.due_at or promised_at(clue.opened_at, services),
        next_at=first_try(clue.opened_at, services),
    )
    uow.callbacks.add(new)


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
