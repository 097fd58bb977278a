"""One clue on the phone: call, go there, one big next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console.clue import event_view
from bot.console.clue_steps import next_words, steps
from bot.console.clue_view import clock_views, clue_row, facts, hidden, people_view, promised, result_of
from bot.console.fact_labels import fact_labels
from bot.console.names import names_of
from bot.console.pictures import fetched
from bot.console.sent import looks_at, shown_to
from bot.desk import words
from bot.desk.visitor import here, who
from bot.usecases.clue_moves import move_clue
from knowledge.casework import Action, Refused, results_of
from storage.conflicts import StaleClue

if TYPE_CHECKING:
    from bot.console.clue_view import PeopleView
    from bot.services import Services
    from knowledge.routing import StaffMember
    from storage.clue_rows import Clue
    from storage.uow import UnitOfWork

_COUNTY_ONLY = frozenset({"close"})
# Reassigning needs the whole directory and is done at a desk with a screen.
_ACTIONS: dict[str, Action] = {
    "accept": "accept",
    "visit": "visit",
    "verify": "verify",
    "note": "note",
    "call": "call",
    "refer": "refer",
    "relieve": "relieve",
    "resolve": "resolve",
    "reopen": "reopen",
    "close": "close",
}


def register_clue(blueprint: Blueprint, services: Services) -> None:
    """The page of a clue and its actions."""

    @blueprint.get("/clues/<no>")
    def clue(no: str) -> ResponseReturnValue:
        with services.storage.work() as uow:
            found = _visible(no, uow)
            # The page shows the person whole, as whoever must go there needs; so reading it is recorded.
            uow.audit.record(who(), "reveal.desk", f"clue:{found.no}", at=services.now())
            uow.commit()
        return _page(no)

    @blueprint.get("/clues/<no>/pictures/<int:number>")
    def picture(no: str, number: int) -> ResponseReturnValue:
        with services.storage.read() as uow:
            found = _visible(no, uow)
            pictures = shown_to(here().role, found, uow.clues.history(found.no), uow)
        return fetched(pictures, number, services)

    @blueprint.post("/clues/<no>/do/<action>")
    def act(no: str, action: str) -> ResponseReturnValue:
        if action not in _ACTIONS:
            abort(404)
        with services.storage.read() as uow:
            found = _visible(no, uow)
        if not _may(here(), action):
            abort(404)
        if request.form.get("seen") != str(found.version):
            return _page(no, trouble=words.STALE, opened=action), 409
        said = request.form.get("words", "").strip()[:1000]
        told: dict[str, Any] = {"words": said}
        if action == "resolve":
            told = {"result": request.form.get("result", ""), "reason": said}
        elif action == "refer":
            told["department"] = request.form.get("department", "").strip()[:40]
        try:
            move_clue(found.no, _ACTIONS[action], who(), services, version=found.version, **told)
        except Refused as no_way:
            return _page(no, trouble=no_way.reason, opened=action), 422
        except StaleClue:
            return _page(no, trouble=words.STALE, opened=action), 409
        flash(words.SAVED[action], "done")
        return redirect(url_for("desk.clue", no=found.no))

    def _page(no: str, trouble: str = "", opened: str = "") -> str:
        now, member = services.now(), here()
        with services.storage.read() as uow:
            found = _visible(no, uow)
            history = uow.clues.history(found.no)
            sent = looks_at(shown_to(member.role, found, history, uow), uow)
            others = uow.reporters.of(found.id)
            names = names_of(uow, services.office)
        done = {event.action for event in history}
        people = people_view(found, names, now, member.role, others, shown=True)
        result, reason = result_of(found)
        return render_template(
            "desk/clue.html",
            clue=clue_row(found, names, now),
            people=people,
            map_url=_map(people),
            said=hidden(found.words, found, member.role) if people.secret else found.words,
            facts=facts(found, fact_labels(services), member.role),
            pictures=sent,
            clocks=clock_views(found, names, now, done),
            promised=promised(found.promised_by),
            events=[event_view(event, found, names, now, member.role, others) for event in reversed(history)],
            actions=steps(found, lambda action: action in _ACTIONS and _may(member, action), done),
            next_words=next_words(found, member.role, done),
            results=results_of(found.kind),
            departments=sorted({one.department for one in services.office.pack.programmes.values() if not one.ours}),
            result_name=result,
            reason=reason,
            trouble=trouble,
            opened=opened,
            typed=request.form if opened else {},
        )

    def _visible(no: str, uow: UnitOfWork) -> Clue:
        """The clue if this member answers for it or stands above; otherwise 404."""
        found, member = uow.clues.by_no(no), here()
        if found is None:
            abort(404)
        concerned = member.id in (found.owner_id, found.deputy_id, found.superior_id)
        county = member.role == "county" and (found.place or member.division).startswith(member.division)
        if not (concerned or county):
            abort(404)
        return found


def _may(member: StaffMember, action: str) -> bool:
    return action not in _COUNTY_ONLY or member.role == "county"


def _map(people: PeopleView) -> str:
    """A map of the place: the spot that was sent, else a search for the village (never for the person's own door)."""
    if people.latitude and people.longitude:
        spot = {"position": f"{people.longitude},{people.latitude}", "name": people.place_name, "coordinate": "gaode"}
        return "https://uri.amap.com/marker?" + urlencode(spot)
    return "https://uri.amap.com/search?keyword=" + quote(people.place_name) if people.place_name else ""
