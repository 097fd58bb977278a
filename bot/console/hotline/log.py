"""通话记录: calls that are over, with what was said, what they made, and what was added afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console.call_ticks import tick_words
from bot.console.guard import here, needs
from bot.console.hotline import words
from bot.console.hotline.scope import of_the_county, page_number
from bot.console.moments import minute
from bot.console.names import names_of
from bot.console.words import CALLS_ABOUT
from dialogs.calls import CALL_FLOWS
from dialogs.say import LOCAL
from knowledge.identity import check_phone
from storage.call_rows import LEFT_OUT, CallFilter

if TYPE_CHECKING:
    from bot.console.names import Names
    from bot.services import Services
    from storage.calls import Call
    from storage.uow import UnitOfWork

SIZE = 50


@dataclass(frozen=True, slots=True)
class CallRow:
    """One line of the list."""

    id: int
    phone: str = field(repr=False)
    at: str
    lasted: str
    who: str
    about: str
    clue_no: str
    note: str = field(repr=False)
    missed: int
    mine: bool


def register_log(blueprint: Blueprint, services: Services) -> None:
    """通话记录."""

    @blueprint.get("/calls/log")
    @needs("call")
    def call_log() -> ResponseReturnValue:
        of_the_county(services)
        now, get = services.now(), request.args.get
        day, phone = day_of(get("day", "")), check_phone(get("phone", "")) or get("phone", "").strip()
        which = CallFilter(
            operator_id=_operator(get("who", "")),
            since=day_start(day) if day else None,
            before=day_start(day) + timedelta(days=1) if day else None,
            flow=get("about", "") if get("about", "") in CALL_FLOWS else "",
            with_clue=bool(get("made")),
            missed=bool(get("missed")),
            phone=phone,
        )
        number = page_number()
        with services.storage.read() as uow:
            names = names_of(uow, services.office)
            page = uow.calls.list(which, number, SIZE)
        return render_template(
            "console/hotline/log.html",
            rows=[call_row(one, names, now) for one in page.rows],
            total=page.total,
            page=number,
            size=SIZE,
            day=day.isoformat() if day else "",
            about=which.flow,
            who=get("who", ""),
            phone=phone,
            made=which.with_clue,
            missed=which.missed,
            narrowed=bool(day or which.flow or get("who") or phone or which.with_clue or which.missed),
            flows=[(name, about(name)) for name in CALL_FLOWS],
            people=[(one.id, one.name) for one in names.accounts if one.role in ("operator", "county", "admin")],
        )

    @blueprint.get("/calls/log/<int:call_id>")
    @needs("call")
    def call_kept(call_id: int) -> ResponseReturnValue:
        return _page(call_id)

    @blueprint.post("/calls/log/<int:call_id>/note")
    @needs("call")
    def call_note(call_id: int) -> ResponseReturnValue:
        said, now = request.form.get("words", "").strip()[:1000], services.now()
        if not said:
            return _page(call_id, words.NOTE_EMPTY), 422
        with services.storage.work() as uow:
            _found(call_id, uow)
            uow.calls.add_note(call_id, said, here().who, now)
            uow.audit.record(here().who, "call.note", f"call:{call_id}", at=now)
            uow.commit()
        flash(words.NOTE_KEPT)
        return redirect(url_for("console.call_kept", call_id=call_id))

    def _page(call_id: int, trouble: str = "") -> str:
        now = services.now()
        with services.storage.read() as uow:
            call = _found(call_id, uow)
            names = names_of(uow, services.office)
            notes = uow.calls.notes(call.id)
            others = [one for one in uow.calls.by_phone(call.phone, 6) if one.id != call.id]
        return render_template(
            "console/hotline/call.html",
            call=call_row(call, names, now),
            note=call.note,
            said=tick_words(call.ticks, services.office.pack.script),
            notes=[{"at": minute(one.at, now), "who": names.who(one.who), "words": one.words} for one in notes],
            others=[call_row(one, names, now) for one in others],
            typed=request.form if trouble else {},
            trouble=trouble,
        )

    def _found(call_id: int, uow: UnitOfWork) -> Call:
        """The call, for whoever took it and for those who answer for the hotline; others do not learn of it."""
        of_the_county(services)
        found: Any = uow.calls.get(call_id)
        if found is None or (found.operator_id != here().account_id and not here().may("oversee")):
            abort(404)
        return found  # type: ignore[no-any-return]


def _operator(asked: str) -> int | None:
    """Whose calls: one's own; for who oversees the hotline everybody's (None) or one person's."""
    if not here().may("oversee"):
        return here().account_id
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def day_of(text: str) -> date | None:
    """The day that an address names."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def day_start(day: date) -> datetime:
    """The first moment of a day in China."""
    return datetime.combine(day, time(), LOCAL)


def about(flow: str) -> str:
    """What a call was about, in the clerk's words."""
    return CALLS_ABOUT.get(flow, CALL_FLOWS[flow].title if flow in CALL_FLOWS else flow)


def call_row(call: Call, names: Names, now: datetime) -> CallRow:
    """The call in words."""
    return CallRow(
        id=call.id,
        phone=call.phone,
        at=minute(call.began_at, now),
        lasted=words.lasted(call.seconds),
        who=names.who(f"account:{call.operator_id}").partition("（")[0],
        about=about(call.flow),
        clue_no=call.clue_no,
        note=call.note,
        missed=sum(tick.startswith(LEFT_OUT) for tick in call.ticks),
        mine=call.operator_id == here().account_id,
    )
