"""Taking a call: one screen on which the same flow runs in any order, kept after every few keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.call_draft import MOST, Draft, checked, draft_of, drafts, from_form, keep
from bot.console.call_screen import OFFERED, Screen, free_number, next_number, parts_of, screen_of, tabs_of
from bot.console.guard import here, needs
from bot.console.knowledge import look_up
from knowledge.identity import check_phone, mask_phone
from storage.conflicts import StaleTalk

if TYPE_CHECKING:
    from bot.services import Services


def register_call(blueprint: Blueprint, services: Services) -> None:
    """接电话."""

    @blueprint.get("/calls")
    @needs("call")
    def calls() -> ResponseReturnValue:
        with services.storage.read() as uow:
            held = drafts(uow)
        return redirect(url_for("console.call", number=next_number(held, latest=True)))

    @blueprint.post("/calls")
    @needs("call")
    def new_call() -> ResponseReturnValue:
        return _to(_begun(services))

    @blueprint.get("/call")
    @needs("call")
    def pop() -> ResponseReturnValue:
        """The telephone opens this address when it rings."""
        return _to(_begun(services, check_phone(request.args.get("phone", "")) or ""))

    @blueprint.get("/calls/<int:number>")
    @needs("call")
    def call(number: int) -> ResponseReturnValue:
        with services.storage.read() as uow:
            draft = draft_of(uow, checked(number)) or Draft(OFFERED[0])
        return page_of(number, draft, services)

    @blueprint.post("/calls/<int:number>/listen")
    @needs("call")
    def listen(number: int) -> ResponseReturnValue:
        draft = heard(number, services)
        if draft is None:
            return Response(words.ENDED_ELSEWHERE, status=409, mimetype="text/plain")
        with services.storage.read() as uow:
            screen = screen_of(draft, uow, services)
            parts = parts_of(number, screen, uow, services)
        logged(number, screen, services)
        posted = request.form
        changed = [
            one
            for one in screen.sheet.fields
            if posted.get(one.name, "") != one.text
            or posted.get(f"heard-{one.name}", "") != one.heard
            or posted.get(f"look-{one.name}", "") != words.look(one)
        ]
        notes = draft.notes if posted.get("notes", "").replace("\r\n", "\n") != draft.notes else None
        who = posted.get("look-caller", "") != screen.caller.mark
        return render_template("console/call_heard.html", changed=changed, notes=notes, caller_changed=who, **parts)

    @blueprint.post("/calls/<int:number>/flow")
    @needs("call")
    def call_flow(number: int) -> ResponseReturnValue:
        wanted = request.form.get("flow", "")
        if wanted not in OFFERED:
            abort(400)
        draft = heard(number, services)
        if draft is not None:
            with services.storage.work() as uow:
                keep(uow, number, begun(replace(draft, flow=wanted), services), services.now())
                uow.commit()
        return _to(number)

    @blueprint.get("/knowledge")
    @needs("call")
    def knowledge() -> ResponseReturnValue:
        asked, stage = request.args.get("q", "").strip()[:200], request.args.get("stage", "")
        office, now = services.office, services.now()
        typing = stage == "typing" and office.meanings.embedder is not None
        found = look_up(asked, office, now, typing=typing)
        if stage == "paused" and found == look_up(asked, office, now, typing=True):
            return "", 204  # the page shows it already: nothing moves under the operator's eyes
        return render_template("console/call_found.html", found=found, asked=asked, typing=typing)


def heard(number: int, services: Services) -> Draft | None:
    """The draft with what the page sent, kept; None when the page speaks of a call that is over.

    Two windows on one call do not undo each other: each sends what changed in it.
    """
    ticks, sent_of = tuple(request.form.getlist("tick")), request.form.get("call", "")
    for last_try in (False, True):
        with services.storage.work() as uow:
            kept = draft_of(uow, checked(number))
            if sent_of and (kept is None or kept.key != sent_of):
                return None
            draft = from_form(kept or Draft(OFFERED[0]), request.form, ticks)
            if kept is None and draft.blank:
                return draft  # a page that was only looked at is no call
            draft = begun(draft, services)
            try:
                keep(uow, number, draft, services.now())
            except StaleTalk:
                if last_try:
                    raise
                continue
            uow.commit()
            return draft
    raise AssertionError


def begun(draft: Draft, services: Services) -> Draft:
    """The draft with the name and the beginning of the call, which stay what they are."""
    return draft if draft.key else replace(draft, key=services.new_id(), began_at=draft.began_at or services.now())


def page_of(number: int, draft: Draft, services: Services, trouble: str = "") -> str:
    """The whole page of a call."""
    with services.storage.read() as uow:
        screen = screen_of(draft, uow, services)
        parts = parts_of(number, screen, uow, services)
        tabs = tabs_of(number, uow, services)
    logged(number, screen, services)
    return render_template(
        "console/call.html",
        tabs=tabs,
        full=len(tabs) >= MOST,
        flows=[(name, words.CALLS_ABOUT.get(name, name)) for name in OFFERED],
        trouble=trouble,
        fields=screen.sheet.fields,
        finishes=words.FINISHES.get(draft.flow, words.FINISHES[""]),
        outcomes=words.OUTCOMES,
        outcome=_likely(draft),
        found=look_up("", services.office, services.now()),
        asked="",
        **parts,
    )


def logged(number: int, screen: Screen, services: Services) -> None:
    """Enter in the log that this operator saw who is behind a phone: once for each phone and person of a call."""
    draft, caller = screen.draft, screen.caller
    seen = f"{caller.phone}:{draft.person_id}"
    if not (caller.known and draft.key) or draft.popped == seen:
        return
    with services.storage.work() as uow:
        kept = draft_of(uow, number)
        if kept is None or kept.key != draft.key or kept.popped == seen:
            return
        detail = f"{mask_phone(caller.phone)} {len(caller.people)} {len(caller.clues)}"
        what = f"person:{draft.person_id}" if draft.person_id else f"call:{draft.key}"
        uow.audit.record(here().who, "reveal.caller", what, detail, at=services.now())
        keep(uow, number, replace(kept, popped=seen), kept.touched_at or services.now())
        uow.commit()


def _begun(services: Services, phone: str = "") -> int | None:
    """The number of a call that begins now, or of the one from that phone that is held already; None when full."""
    with services.storage.work() as uow:
        held = drafts(uow)
        same = next((number for number, draft in held.items() if phone and draft.phone == phone), None)
        if same is not None:
            return same
        number = _untouched(held) or free_number(held)
        if number is not None:
            keep(uow, number, begun(Draft(OFFERED[0], phone=phone), services), services.now())
            uow.commit()
        return number


def _untouched(held: dict[int, Draft]) -> int | None:
    """A call that was begun and never used: the next one takes its place."""
    return next((number for number, draft in held.items() if draft.blank), None)


def _to(number: int | None) -> ResponseReturnValue:
    if number is None:
        flash(words.FULL, "error")
    return redirect(url_for("console.call", number=number or MOST))


def _likely(draft: Draft) -> str:
    """How the call most likely ended."""
    if draft.clue_no or draft.alert_no or draft.made:
        return "registered"
    return "answered" if draft.told or draft.notes.strip() else "dropped"
