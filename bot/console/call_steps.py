"""What can be done with a call: register it, alert people, note what was told, wrap it up, end it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.call import begun, heard, page_of
from bot.console.call_draft import Draft, checked, draft_of, drafts, keep, sender
from bot.console.call_end import close_call, raise_alarm, similar_to
from bot.console.call_made import become
from bot.console.call_screen import next_number, parts_of, screen_of
from bot.console.call_sheet import ANSWERS
from bot.console.call_told import find_told, note_figures, told_to_caller, with_told, without_told
from bot.console.caller import phone_of
from bot.console.guard import here, needs
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.console.call_draft import Told
    from bot.services import Services


def register_call_steps(blueprint: Blueprint, services: Services) -> None:
    """登记、通知值班、说了、收尾、结束."""

    @blueprint.post("/calls/<int:number>/finish")
    @needs("call")
    def finish_call(number: int) -> ResponseReturnValue:
        draft = heard(number, services)
        if draft is None or draft.clue_no or draft.made or draft.flow in ANSWERS:
            return redirect(url_for("console.call", number=number))
        with services.storage.read() as uow:
            screen = screen_of(draft, uow, services)
        alike = () if draft.alert_no else similar_to(screen.flow, screen.sheet, services)
        join = request.form.get("join", "")
        if screen.open or not screen.agreed or (alike and not join):
            labels = [one.label for one in screen.open]
            trouble = words.not_yet(labels, agreed=screen.agreed, alike=bool(alike and not join))
            return page_of(number, draft, services, trouble), 422
        if join and join != "new" and join not in {clue.no for clue in alike}:
            abort(400)
        apart, join = join == "new", "" if join == "new" else join
        try:
            made = become(screen, here().who, services, join, apart=apart)
        except Refused as no_way:
            return page_of(number, draft, services, no_way.reason), 422
        _keep(number, replace(draft, clue_no=made.clue_no, made=made.kept))
        return redirect(url_for("console.call", number=number))

    @blueprint.post("/calls/<int:number>/alert")
    @needs("call")
    def alert(number: int) -> ResponseReturnValue:
        draft = heard(number, services)
        if draft is not None and not (draft.alert_no or draft.clue_no):
            with services.storage.read() as uow:
                sheet = screen_of(draft, uow, services).sheet
            draft = replace(begun(draft, services), alert_no=raise_alarm(sheet, draft, here().who, services))
            _keep(number, draft)
        return _heard(number, draft)

    @blueprint.post("/calls/<int:number>/told")
    @needs("call")
    def told(number: int) -> ResponseReturnValue:
        draft = heard(number, services)
        if draft is None:
            return _heard(number, None)
        index = request.form.get("untold", "")
        if index.isdecimal():
            draft = without_told(draft, int(index))
        elif (said := _said(draft)) is not None:
            draft = with_told(begun(draft, services), said)
        _keep(number, draft, figures=True)
        return _heard(number, draft)

    @blueprint.post("/calls/<int:number>/wrap")
    @needs("call")
    def wrap_call(number: int) -> ResponseReturnValue:
        draft = heard(number, services)
        if draft is not None:
            _keep(number, replace(begun(draft, services), wrapping="back" not in request.form))
        return redirect(url_for("console.call", number=number))

    @blueprint.post("/calls/<int:number>/end")
    @needs("call")
    def end_call(number: int) -> ResponseReturnValue:
        """The call is over: it is kept with what was said, and its draft is forgotten."""
        outcome = request.form.get("outcome", "")
        if outcome not in dict(words.OUTCOMES):
            outcome = ""
        after = {tick for tick in request.form.getlist("tick") if tick.startswith(("say:", "prog:"))}
        with services.storage.work() as uow:
            draft = draft_of(uow, checked(number))
            if draft is not None and draft.key == request.form.get("call", draft.key):
                draft = replace(draft, ticks=tuple(dict.fromkeys((*draft.ticks, *after))))
                # A letter that was typed in is no call.
                if (not draft.blank or outcome) and not draft.paper:
                    screen = screen_of(draft, uow, services)
                    phone = phone_of(draft, screen.sheet)
                    uow.calls.keep(close_call(screen, phone, request.form.get("note", ""), outcome, services))
                uow.talks.drop(sender(number))
            held = drafts(uow)
            uow.commit()
        return redirect(url_for("console.call", number=next_number(held)))

    def _said(draft: Draft) -> Told | None:
        which, asked = request.form.get("which", ""), request.form.get("asked", "").strip()[:200]
        if which != "flow":
            return find_told(asked, which, services, typing=request.form.get("stage") == "typing")
        with services.storage.read() as uow:
            screen = screen_of(draft, uow, services)
        told_to_caller(screen, services)
        return screen.answer.told

    def _keep(number: int, draft: Draft, *, figures: bool = False) -> None:
        with services.storage.work() as uow:
            keep(uow, number, draft, services.now())
            if figures:
                note_figures(draft, uow, services.now())
            uow.commit()

    def _heard(number: int, draft: Draft | None) -> ResponseReturnValue:
        """The changed parts to a page with script, else the page."""
        if draft is None or not request.headers.get("HX-Request"):
            if draft is None:
                flash(words.ENDED_ELSEWHERE, "error")
            return redirect(url_for("console.call", number=number))
        with services.storage.read() as uow:
            screen = screen_of(draft, uow, services)
            parts = parts_of(number, screen, uow, services)
        return render_template(
            "console/call_heard.html", changed=(), notes=None, caller_changed=False, told_changed=True, **parts
        )
