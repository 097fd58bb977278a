"""回电: who waits to be rung, who was rung in vain, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console.guard import here, needs
from bot.console.hotline import words
from bot.console.hotline.callback_page import found_callback, page_of
from bot.console.hotline.callback_view import callback_view, moment_of
from bot.console.hotline.scope import of_the_county, page_number
from bot.console.names import names_of
from bot.usecases.callback_ways import learn, send_text, write
from bot.usecases.callbacks import Asked, ask_back, rung, send_there
from knowledge.casework import Refused
from storage.conflicts import StaleCallback

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services import Services
    from storage.callbacks import Callback, Outcome

SIZE = 50
_BY_HAND: dict[str, Outcome] = {"reached": "reached", "missed": "missed", "dropped": "dropped"}
"""What an operator notes of an attempt; what was written is noted as it is sent."""


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
        return page_of(callback_id, services)

    @blueprint.post("/callbacks/<int:callback_id>/<outcome>")
    @needs("call")
    def callback_done(callback_id: int, outcome: str) -> ResponseReturnValue:
        if outcome not in _BY_HAND:
            abort(404)
        note = "。".join(
            filter(None, (request.form.get("reason", "")[:40], request.form.get("note", "").strip()[:500]))
        )

        def noted(seen: Callback) -> str:
            again = moment_of(request.form.get("next_at", ""))
            rung(seen, _BY_HAND[outcome], note, here().who, services, again)
            return words.rung(outcome, seen.phone[-4:])

        return _step(callback_id, noted, url_for("console.callbacks"))

    @blueprint.post("/callbacks/<int:callback_id>/write")
    @needs("call")
    def callback_write(callback_id: int) -> ResponseReturnValue:
        ends = bool(request.form.get("ends"))

        def written(seen: Callback) -> str:
            write(seen, request.form.get("words", ""), here().who, services, ends=ends)
            return words.WRITTEN[ends]

        return _step(callback_id, written)

    @blueprint.post("/callbacks/<int:callback_id>/known")
    @needs("call")
    def callback_known(callback_id: int) -> ResponseReturnValue:
        phone, place = request.form.get("phone", "")[:40], request.form.get("place", "")

        def learnt(seen: Callback) -> str:
            learn(seen, phone, place, here().who, services)
            return words.LEARNT if phone.strip() else words.LEARNT_PLACE

        return _step(callback_id, learnt)

    @blueprint.post("/callbacks/<int:callback_id>/text")
    @needs("call")
    def callback_text(callback_id: int) -> ResponseReturnValue:
        def sent(seen: Callback) -> str:
            return words.TEXT_SENT if send_text(seen, here().who, services) else words.TEXT_ALREADY

        return _step(callback_id, sent)

    @blueprint.post("/callbacks/<int:callback_id>/visit")
    @needs("call")
    def callback_visit(callback_id: int) -> ResponseReturnValue:
        def asked(seen: Callback) -> str:
            return words.sent_there(send_there(seen, here().who, services))

        return _step(callback_id, asked)

    def _step(callback_id: int, do: Callable[[Callback], str], then: str = "") -> ResponseReturnValue:
        """Do it to the call-back as the page showed it, and say so there or on the page ``then``."""
        with services.storage.read() as uow:
            seen = found_callback(callback_id, uow, services)
        if request.form.get("seen", f"{seen.tries} {seen.state}") != f"{seen.tries} {seen.state}":
            return page_of(callback_id, services, words.CALLBACK_STALE), 409
        try:
            flash(do(seen))
        except Refused as no_way:
            return page_of(callback_id, services, no_way.reason), 422
        except StaleCallback:
            return page_of(callback_id, services, words.CALLBACK_STALE), 409
        return redirect(then or url_for("console.callback", callback_id=callback_id))

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
