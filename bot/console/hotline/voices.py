"""听语音: voices that WeChat did not turn into words; who listened, what was said, and the answer that went out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console.guard import here, needs
from bot.console.hotline import words
from bot.console.hotline.scope import of_the_county, page_number
from bot.console.moments import minute
from bot.console.names import names_of
from bot.usecases.hearing import AlreadyHeard, answered, called, heard, not_understood
from bot.usecases.residents import bound_people
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.console.names import Names
    from bot.services import Services
    from storage.media_rows import Media
    from storage.people import Person
    from storage.uow import UnitOfWork

SIZE = 50
MOST_SAID = 12


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One voice. ``who`` names the people of the register the sender is bound to, else says that nobody is known."""

    id: int
    who: str = field(repr=False)
    at: str
    waits: str
    lasts: str
    kept: bool
    lost: bool
    plays: bool
    heard_by: str
    heard_at: str
    note: str = field(repr=False)


def register_voices(blueprint: Blueprint, services: Services) -> None:
    """听语音."""

    @blueprint.get("/voices")
    @needs("call")
    def voices() -> ResponseReturnValue:
        of_the_county(services)
        done, number, now = bool(request.args.get("done")), page_number(), services.now()
        with services.storage.read() as uow:
            page = uow.media.listened_voices(number, SIZE) if done else None
            found = page.rows if page else uow.media.waiting_voices(SIZE)
            total = page.total if page else uow.media.count_waiting()
            names = names_of(uow, services.office)
            senders = _senders(found, uow)
        rows = [_view(one, senders.get(one.openid, ()), names, now) for one in found]
        return render_template("console/hotline/voices.html", rows=rows, total=total, page=number, size=SIZE, done=done)

    @blueprint.get("/voices/<int:number>")
    @needs("call")
    def voice(number: int) -> ResponseReturnValue:
        return _page(number)

    @blueprint.get("/voices/<int:number>/sound")
    @needs("call")
    def sound(number: int) -> ResponseReturnValue:
        of_the_county(services)
        with services.storage.work() as uow:
            _found(number, uow)
            content = uow.media.content(number)
            if content is None:
                abort(404)
            uow.audit.record(here().who, "reveal.voice", f"voice:{number}", at=services.now())
            uow.commit()
        ending = "mp3" if content.content_type == "audio/mpeg" else "amr"
        return Response(
            content.content,
            content_type=content.content_type,
            headers={
                "Cache-Control": "private, no-store",
                "Content-Disposition": f'inline; filename="voice-{number}.{ending}"',
            },
        )

    @blueprint.post("/voices/<int:number>/<what>")
    @needs("call")
    def voice_done(number: int, what: str) -> ResponseReturnValue:
        of_the_county(services)
        with services.storage.read() as uow:
            found = _found(number, uow)
            phone = _phone(found, uow)
        told, who = request.form.get("words", ""), here().who
        try:
            match what:
                case "understood":
                    heard(number, told, who, services)
                case "answered":
                    answered(number, told, request.form.get("answer", "")[:500], who, services)
                case "unclear":
                    not_understood(number, who, services)
                case "called":
                    line = called(number, told, who, services, by_phone=bool(phone))
                    flash(words.VOICE_DONE[what if phone else "waits"])
                    if line:
                        return redirect(url_for("console.callback", callback_id=line))
                    return redirect(url_for("console.callbacks", phone=phone, why=told.strip()[:300], _anchor="add"))
                case _:
                    abort(404)
        except Refused as no_way:
            return _page(number, no_way.reason), 422
        except AlreadyHeard:
            return _page(number, words.VOICE_STALE), 409
        flash(words.VOICE_DONE[what])
        return redirect(url_for("console.voice", number=number))

    def _page(number: int, trouble: str = "") -> str:
        of_the_county(services)
        now = services.now()
        with services.storage.read() as uow:
            found = _found(number, uow)
            names = names_of(uow, services.office)
            sender = _senders((found,), uow).get(found.openid, ())
            talk = uow.said.of(found.openid, MOST_SAID)
            letters = uow.letters.of(f"voice:{number}")
            contact = uow.contacts.of(found.openid)
        return render_template(
            "console/hotline/voice.html",
            one=_view(found, sender, names, now),
            talk=[(minute(one.at, now), one.who == "us", words.said_as(one.kind, one.text)) for one in talk],
            reachable=contact is not None and contact.reachable(now),
            told=[words.letter_said(letter.payload) for letter in letters],
            typed=request.form if trouble else {},
            trouble=trouble,
        )


def _found(number: int, uow: UnitOfWork) -> Media:
    found: Any = uow.media.get(number)
    if found is None or found.kind != "voice" or not found.hearing:
        abort(404)
    return found  # type: ignore[no-any-return]


def _senders(found: tuple[Media, ...], uow: UnitOfWork) -> dict[str, tuple[Person, ...]]:
    """Who of them is bound to whom of the register: herself first."""
    return bound_people({one.openid for one in found}, uow)


def _phone(found: Media, uow: UnitOfWork) -> str:
    people = _senders((found,), uow).get(found.openid, ())
    return next((one.phone for one in people if one.phone), "")


def _view(one: Media, senders: tuple[Person, ...], names: Names, now: datetime) -> VoiceView:
    return VoiceView(
        id=one.id,
        who=words.AND.join(each.name for each in senders) or words.NOT_BOUND,
        at=minute(one.at, now),
        waits=words.how_long(now - one.at) if one.hearing == "waiting" else "",
        lasts=words.lasted(one.seconds) if one.seconds else "",
        kept=one.state == "kept",
        lost=one.state == "lost",
        plays=one.content_type == "audio/mpeg",
        heard_by=names.who(one.heard_by) if one.heard_by else "",
        heard_at=minute(one.heard_at, now),
        note=one.note or "",
    )
