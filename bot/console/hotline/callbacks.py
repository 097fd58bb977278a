"""回电: who waits to be rung, who was rung in vain, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console.guard import here, needs
from bot.console.hotline import words
from bot.console.hotline.callback_view import callback_view, moment_of, next_times, try_views
from bot.console.hotline.scope import of_the_county, page_number
from bot.console.moments import minute
from bot.console.names import names_of
from bot.usecases.callbacks import Asked, ask_back, rung, send_there, visitor_for
from knowledge.casework import Refused
from storage.callbacks import Outcome
from storage.conflicts import StaleCallback

if TYPE_CHECKING:
    from bot.services import Services
    from storage.callbacks import Callback
    from storage.uow import UnitOfWork

SIZE = 50
MOST_SAID = 12
_OUTCOMES: dict[str, Outcome] = {outcome: outcome for outcome in get_args(Outcome)}


def register_callbacks(blueprint: Blueprint, services: Services) -> None:
    """回电单."""

    @blueprint.get("/callbacks")
    @needs("call")
    def callbacks() -> ResponseReturnValue:
        return _list()

    @blueprint.post("/callbacks")
    @needs("call")
    def callback_add() -> ResponseReturnValue:
        of_the_county(services)
        form = request.form
        if form.get("origin") not in dict(words.TYPED_ORIGINS):
            abort(400)
        asked = Asked(
            phone=form.get("phone", "")[:40],
            why=form.get("why", "").strip()[:500],
            name=form.get("name", "").strip()[:40],
            wanted=form.get("wanted", "").strip()[:60],
            by_when=moment_of(form.get("by_when", "")),
        )
        try:
            ask_back(asked, "missed" if form["origin"] == "missed" else "operator", here().who, services)
        except Refused as no_way:
            return _list(no_way.reason), 422
        flash(words.CALLBACK_KEPT)
        return redirect(url_for("console.callbacks"))

    @blueprint.get("/callbacks/<int:callback_id>")
    @needs("call")
    def callback(callback_id: int) -> ResponseReturnValue:
        return _page(callback_id)

    @blueprint.post("/callbacks/<int:callback_id>/<outcome>")
    @needs("call")
    def callback_done(callback_id: int, outcome: str) -> ResponseReturnValue:
        if outcome not in _OUTCOMES:
            abort(404)
        with services.storage.read() as uow:
            seen = _found(callback_id, uow)
        note = "。".join(
            filter(None, (request.form.get("reason", "")[:40], request.form.get("note", "").strip()[:500]))
        )
        if request.form.get("seen") != f"{seen.tries} {seen.state}":
            return _page(callback_id, words.CALLBACK_STALE), 409
        try:
            rung(seen, _OUTCOMES[outcome], note, here().who, services, moment_of(request.form.get("next_at", "")))
        except Refused as no_way:
            return _page(callback_id, no_way.reason), 422
        except StaleCallback:
            return _page(callback_id, words.CALLBACK_STALE), 409
        flash(words.rung(outcome, seen.phone[-4:]))
        return redirect(url_for("console.callbacks"))

    @blueprint.post("/callbacks/<int:callback_id>/visit")
    @needs("call")
    def callback_visit(callback_id: int) -> ResponseReturnValue:
        with services.storage.read() as uow:
            seen = _found(callback_id, uow)
        try:
            name = send_there(seen, here().who, services)
        except Refused as no_way:
            return _page(callback_id, no_way.reason), 422
        flash(words.sent_there(name))
        return redirect(url_for("console.callback", callback_id=callback_id))

    def _list(trouble: str = "") -> str:
        of_the_county(services)
        now, done, late = services.now(), bool(request.args.get("done")), bool(request.args.get("late"))
        with services.storage.read() as uow:
            number = page_number()
            page = uow.callbacks.closed(number, SIZE) if done else uow.callbacks.waiting(now, number, SIZE, late=late)
            waiting, overdue = uow.callbacks.counts(now)
            names = names_of(uow, services.office)
        return render_template(
            "console/hotline/callbacks.html",
            rows=[callback_view(one, names, now) for one in page.rows],
            total=page.total,
            page=number,
            size=SIZE,
            done=done,
            late=late,
            waiting=waiting,
            overdue=overdue,
            origins=words.TYPED_ORIGINS,
            typed=request.form if trouble else request.args,
            trouble=trouble,
        )

    def _page(callback_id: int, trouble: str = "") -> str:
        now = services.now()
        with services.storage.read() as uow:
            found = _found(callback_id, uow)
            names = names_of(uow, services.office)
            tries = uow.callbacks.history((found.id,)).get(found.id, ())
            visitor = visitor_for(found, uow, services)
            calls = uow.calls.by_phone(found.phone)
            talk = uow.said.of(found.openid, MOST_SAID) if found.openid else ()
        bureau = services.office.pack.bureau
        return render_template(
            "console/hotline/callback.html",
            one=callback_view(found, names, now),
            seen=f"{found.tries} {found.state}",
            tries=try_views(tries, names, now),
            times=next_times(now, services),
            reasons=words.WHY_DROPPED,
            visitor_name=visitor.name if visitor and found.clue_no else "",
            text=words.text_message(bureau.name, bureau.phone),
            calls=len(calls),
            talk=[(minute(one.at, now), one.who == "us", words.said_as(one.kind, one.text)) for one in talk],
            typed=request.form if trouble else {},
            trouble=trouble,
        )

    def _found(callback_id: int, uow: UnitOfWork) -> Callback:
        of_the_county(services)
        found: Any = uow.callbacks.get(callback_id)
        if found is None:
            abort(404)
        return found  # type: ignore[no-any-return]
