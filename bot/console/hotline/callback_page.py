"""One call-back as a page: whom to ring, what was said, every other way that is open now, and what was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, render_template, request

from bot.console.hotline import words
from bot.console.hotline.callback_view import callback_view, next_times, sound_views, try_views
from bot.console.hotline.scope import of_the_county
from bot.console.letter_view import letter_view
from bot.console.moments import minute
from bot.console.names import names_of
from bot.usecases.callback_ways import letters_of, may_text, text_key, wechat_state
from bot.usecases.callbacks import visitor_for
from dialogs import called_back
from dialogs.scene import Scene

if TYPE_CHECKING:
    from bot.services import Services
    from storage.callbacks import Callback
    from storage.uow import UnitOfWork

MOST_SAID = 12


def page_of(callback_id: int, services: Services, trouble: str = "") -> str:
    """The page; 404 for who works for another county, and for an unknown one."""
    now = services.now()
    with services.storage.read() as uow:
        found = found_callback(callback_id, uow, services)
        names = names_of(uow, services.office)
        tries = uow.callbacks.history((found.id,)).get(found.id, ())
        visitor = visitor_for(found, uow, services)
        calls = uow.calls.by_phone(found.phone)
        talk = uow.said.of(found.openid, MOST_SAID) if found.openid else ()
        voices = uow.media.voices_of(found.openid) if found.openid else ()
        state = wechat_state(found, uow, now)
        letters = letters_of(found, uow)
    return render_template(
        "console/hotline/callback.html",
        one=callback_view(found, names, now),
        seen=f"{found.tries} {found.state}",
        tries=try_views(tries, names, now),
        times=next_times(now, services),
        reasons=words.WHY_DROPPED,
        visitor_name=visitor.name if visitor and found.clue_no else "",
        text=called_back.text_message(Scene(office=services.office, now=now)),
        may_text=may_text(found, services) and all(one.key != text_key(found) for one in letters),
        letters=[letter_view(one, names, now) for one in letters],
        calls=len(calls),
        talk=[(minute(one.at, now), one.who == "us", words.said_as(one.kind, one.text)) for one in talk],
        voices=sound_views(voices, now),
        wechat=state,
        wechat_words=words.WECHAT[state],
        typed=request.form if trouble else {},
        trouble=trouble,
    )


def found_callback(callback_id: int, uow: UnitOfWork, services: Services) -> Callback:
    """The call-back, for who works for this county; 404 else."""
    of_the_county(services)
    found: Any = uow.callbacks.get(callback_id)
    if found is None:
        abort(404)
    return found  # type: ignore[no-any-return]
