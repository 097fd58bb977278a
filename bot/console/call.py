"""Taking a call: one screen on which the same flow runs in any order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.call_end import answer_of, become_clue, foresee, similar_to, spoken
from bot.console.call_sheet import ANSWERS, SAFE, Draft, Sheet, from_form, read_sheet
from bot.console.clue_view import clue_row
from bot.console.guard import here, needs
from bot.console.knowledge import look_up
from bot.console.names import names_of
from dialogs.catalogue import FLOWS
from dialogs.say import say_day
from dialogs.scene import Scene
from knowledge.casework import Refused
from storage.conflicts import StaleTalk

if TYPE_CHECKING:
    from bot.services import Services
    from dialogs.flow import Flow
    from storage.uow import UnitOfWork

MOST = 6
OFFERED = ("help", "standard", "payment", "complaint", "change", "question")


def register_call(blueprint: Blueprint, services: Services) -> None:
    """接电话."""

    @blueprint.get("/calls")
    @needs("call")
    def calls() -> ResponseReturnValue:
        with services.storage.read() as uow:
            parked = [number for number in range(1, MOST + 1) if _draft(uow, number)]
        return redirect(url_for("console.call", number=parked[-1] if parked else 1))

    @blueprint.post("/calls")
    @needs("call")
    def new_call() -> ResponseReturnValue:
        with services.storage.work() as uow:
            free = next((number for number in range(1, MOST + 1) if not _draft(uow, number)), None)
            if free is not None:
                _keep(uow, free, Draft(OFFERED[0]), services)
                uow.commit()
        return redirect(url_for("console.call", number=free or MOST, full=None if free else 1))

    @blueprint.get("/calls/<int:number>")
    @needs("call")
    def call(number: int) -> ResponseReturnValue:
        with services.storage.read() as uow:
            draft = _draft(uow, _checked(number)) or Draft(OFFERED[0])
        return _page(number, draft)

    @blueprint.post("/calls/<int:number>/listen")
    @needs("call")
    def listen(number: int) -> ResponseReturnValue:
        draft = _heard(_checked(number))
        sheet = _read(draft)
        posted = request.form
        changed = [
            one
            for one in sheet.fields
            if posted.get(one.name, "") != one.text
            or posted.get(f"heard-{one.name}", "") != one.heard
            or posted.get(f"look-{one.name}", "") != words.look(one)
        ]
        return render_template("console/call_heard.html", changed=changed, **_state(number, draft, sheet))

    @blueprint.post("/calls/<int:number>/flow")
    @needs("call")
    def call_flow(number: int) -> ResponseReturnValue:
        wanted = request.form.get("flow", "")
        if wanted not in OFFERED:
            abort(400)
        draft = replace(_heard(_checked(number)), flow=wanted)
        with services.storage.work() as uow:
            _keep(uow, number, draft, services)
            uow.commit()
        return redirect(url_for("console.call", number=number))

    @blueprint.post("/calls/<int:number>/finish")
    @needs("call")
    def finish_call(number: int) -> ResponseReturnValue:
        draft = _heard(_checked(number))
        if draft.clue_no or draft.flow in ANSWERS:
            return redirect(url_for("console.call", number=number))
        sheet = _read(draft)
        agreed = "consent" in draft.ticks or bool(sheet.slots.get("_danger"))
        alike = similar_to(_flow(draft), sheet, services)
        join = request.form.get("join", "")
        if sheet.open or not agreed or (alike and not join):
            trouble = words.not_yet([one.label for one in sheet.open], agreed=agreed, alike=bool(alike and not join))
            return _page(number, draft, trouble=trouble), 422
        if join and join != "new" and join not in {clue.no for clue in alike}:
            abort(400)
        try:
            no = become_clue(_flow(draft), sheet, draft, here().who, services, join="" if join == "new" else join)
        except Refused as no_way:
            return _page(number, draft, trouble=no_way.reason), 422
        with services.storage.work() as uow:
            _keep(uow, number, replace(draft, clue_no=no), services)
            uow.commit()
        return redirect(url_for("console.call", number=number))

    @blueprint.post("/calls/<int:number>/end")
    @needs("call")
    def end_call(number: int) -> ResponseReturnValue:
        with services.storage.work() as uow:
            uow.talks.drop(_sender(_checked(number)))
            uow.commit()
        return redirect(url_for("console.calls"))

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

    def _heard(number: int) -> Draft:
        """The draft with what the page sent, kept. Whoever writes last on the same call wins field by field."""
        ticks = tuple(request.form.getlist("tick"))
        for last_try in (False, True):
            with services.storage.work() as uow:
                draft = from_form(_draft(uow, number) or Draft(OFFERED[0]), request.form, ticks)
                try:
                    _keep(uow, number, draft, services)
                except StaleTalk:
                    if last_try:
                        raise
                    continue
                uow.commit()
                return draft
        raise AssertionError

    def _page(number: int, draft: Draft, trouble: str = "") -> str:
        sheet = _read(draft)
        with services.storage.read() as uow:
            tabs = [(one, _tab(one, found)) for one in range(1, MOST + 1) if (found := _draft(uow, one))]
        if number not in dict(tabs):
            tabs = sorted([*tabs, (number, words.NEW_CALL)])
        return render_template(
            "console/call.html",
            tabs=tabs,
            full=len(tabs) >= MOST,
            flows=[(name, FLOWS[name].title) for name in OFFERED if name in FLOWS],
            trouble=trouble,
            fields=sheet.fields,
            must_say=words.MUST_SAY if draft.flow not in ANSWERS else words.MUST_SAY[1:2],
            found=look_up("", services.office, services.now()),
            asked="",
            **_state(number, draft, sheet),
        )

    def _state(number: int, draft: Draft, sheet: Sheet) -> dict[str, Any]:
        """What every part of the page needs."""
        now = services.now()
        done = None
        alike = [] if draft.clue_no else similar_to(_flow(draft), sheet, services)
        with services.storage.read() as uow:
            names = names_of(uow, services.office)
            clue = uow.clues.by_no(draft.clue_no) if draft.clue_no else None
            foreseen = foresee(_flow(draft), sheet, names, services)
        rows = [clue_row(one, names, now) for one in alike]
        if clue is not None:
            done = spoken(clue, names, services)
        now_asking = next((one for one in sheet.fields if one.wanted and not one.later and not one.text), None)
        return {
            "number": number,
            "draft": draft,
            "sheet": sheet,
            "asking": now_asking,
            "danger": words.DANGERS.get(str(sheet.slots.get("_danger") or "")),
            "safe": SAFE in draft.ticks and bool(sheet.danger),
            "alike": rows,
            "done": done,
            "foreseen": foreseen,
            "answer": answer_of(_flow(draft), sheet, services),
            "registers": draft.flow not in ANSWERS,
            "look": words.look,
            "aloud": words.aloud,
            "line": words.caller(sheet),
            "place": (one.said or one.text) if (one := sheet.field("place")) else "",
            "today": say_day(now.date()),
        }

    def _read(draft: Draft) -> Sheet:
        return read_sheet(_flow(draft), draft, Scene(office=services.office, now=services.now()))

    def _tab(number: int, draft: Draft) -> str:
        return draft.clue_no or words.caller(_read(draft)) or words.tab(number)


def _flow(draft: Draft) -> Flow:
    return FLOWS[draft.flow] if draft.flow in FLOWS else FLOWS[OFFERED[0]]


def _checked(number: int) -> int:
    if not 1 <= number <= MOST:
        abort(404)
    return number


def _sender(number: int) -> str:
    return f"call:{here().account_id}:{number}"


def _draft(uow: UnitOfWork, number: int) -> Draft | None:
    return Draft.from_talk(uow.talks.of(_sender(number)))


def _keep(uow: UnitOfWork, number: int, draft: Draft, services: Services) -> None:
    now = services.now()
    uow.talks.put(_sender(number), draft.to_talk(now), uow.talks.of(_sender(number)), now)
