"""One clue: who and where, what was said, the next step, the history, why this day, who was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.call_on_clue import calls_of, told_on_calls
from bot.console.call_ticks import SAID, UNSAID
from bot.console.clue_consents import consent_views
from bot.console.clue_steps import next_words, steps
from bot.console.clue_view import clock_views, clue_row, facts, hidden, people_view, pictures_of, promised, result_of
from bot.console.fact_labels import fact_labels
from bot.console.guard import here
from bot.console.hotline.paper_view import paper_view
from bot.console.letter_view import letter_view
from bot.console.moments import minute
from bot.console.names import Names, names_of
from bot.console.sent import looks_at
from bot.usecases.clue_moves import move_clue
from knowledge.casework import ACTION_NAMES, Action, Refused, results_of
from knowledge.routing import ROLE_NAMES
from storage.conflicts import StaleClue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.console.visitor import Visitor
    from bot.services import Services
    from storage.clue_reporters import ClueReporter
    from storage.clue_rows import Clue, ClueEvent
    from storage.uow import UnitOfWork

_ACTIONS: dict[str, Action] = {action: action for action in ACTION_NAMES}


def register_clue(blueprint: Blueprint, services: Services) -> None:
    """The page of a clue, its actions, and revealing."""

    @blueprint.get("/clues/<no>")
    def clue(no: str) -> ResponseReturnValue:
        return _page(no, services)

    @blueprint.post("/clues/<no>/reveal")
    def reveal(no: str) -> ResponseReturnValue:
        reason = request.form.get("reason", "")
        now = services.now()
        with services.storage.work() as uow:
            found = visible(no, uow, here(), services)
            if reason not in words.REVEAL_REASONS:
                abort(400)
            uow.audit.record(here().who, "reveal", f"clue:{found.no}", reason, at=now)
            others = uow.reporters.of(found.id)
            people = people_view(found, names_of(uow, services.office), now, here().role, others, shown=True)
            uow.commit()
        if request.headers.get("HX-Request"):
            return render_template("console/clue_people.html", people=people)
        return _page(no, services, shown=True)

    @blueprint.post("/clues/<no>/do/<action>")
    def act(no: str, action: str) -> ResponseReturnValue:
        if action not in _ACTIONS:
            abort(404)
        if not here().may_do(action):
            abort(403)
        with services.storage.read() as uow:
            seen = visible(no, uow, here(), services)
        form = request.form
        if form.get("seen") != str(seen.version):
            return _page(no, services, trouble=words.STALE, opened=action), 409
        try:
            move_clue(seen.no, _ACTIONS[action], here().who, services, version=seen.version, **_facts(action))
        except Refused as no_way:
            return _page(no, services, trouble=no_way.reason, opened=action), 422
        except StaleClue:
            return _page(no, services, trouble=words.STALE, opened=action), 409
        return redirect(url_for("console.clue", no=no))

    def _facts(action: str) -> dict[str, Any]:
        """What the form of that action tells."""
        said = request.form.get("words", "").strip()[:1000]
        match action:
            case "resolve":
                return {"result": request.form.get("result", ""), "reason": said}
            case "reassign":
                owner = request.form.get("owner", "")
                return {"to_staff": int(owner) if owner.isdigit() else None, "words": said}
            case "refer":
                return {"department": request.form.get("department", "").strip()[:40], "words": said}
            case _:
                return {"words": said}

    def _page(no: str, services: Services, *, shown: bool = False, trouble: str = "", opened: str = "") -> str:
        now, visitor = services.now(), here()
        with services.storage.read() as uow:
            found = visible(no, uow, visitor, services)
            history = uow.clues.history(found.no)
            others = uow.reporters.of(found.id)
            letters = uow.letters.of(f"clue:{found.no}")
            papers = uow.papers.of_clue(found.no)
            calls = calls_of(found, uow)
            sent = looks_at(pictures_of(found, history), uow)
            names = names_of(uow, services.office)
            people = people_view(found, names, now, visitor.role, others, shown=shown)
            agreed = consent_views(found, others, uow, now, secret=people.secret)
        result, reason = result_of(found)
        done = {event.action for event in history}
        return render_template(
            "console/clue.html",
            clue=clue_row(found, names, now),
            people=people,
            agreed=agreed,
            papers=[paper_view(one, shown=shown, secret=people.secret) for one in papers],
            said=[hidden(found.words, found)] if found.words else [],
            facts=facts(found, _labels(services, in_calls=bool(calls))),
            pictures=sent,
            has_talk=found.kind in words.TALK_ON and bool(found.reporter_openid) and not found.anonymous,
            clocks=clock_views(found, names, now, done),
            promised=promised(found.promised_by),
            why_owner=found.route_why,
            superior=names.staff(found.superior_id)[0],
            result_name=result,
            reason=reason,
            events=[event_view(event, found, names, now, others=others) for event in reversed(history)],
            on_calls=told_on_calls(calls, services.office.pack.script, names, now),
            letters=[letter_view(letter, names, now) for letter in letters],
            actions=steps(found, visitor.may_do, done),
            next_words=next_words(found, visitor.role, done),
            results=results_of(found.kind),
            departments=sorted({one.department for one in services.office.pack.programmes.values() if not one.ours}),
            members=_members(visitor, names, services),
            opened=opened,
            typed=request.form if opened else {},
            trouble=trouble,
            reveal_reasons=words.REVEAL_REASONS,
        )


def _labels(services: Services, *, in_calls: bool) -> Mapping[str, Callable[[Any], tuple[str, str]]]:
    """What a page lists of the answers; what was said on the telephone stands with its call where that is over."""
    elsewhere = {SAID, UNSAID} if in_calls else set()
    return {name: say for name, say in fact_labels(services).items() if name not in elsewhere}


def event_view(
    event: ClueEvent,
    found: Clue,
    names: Names,
    now: datetime,
    role: str = "",
    others: Sequence[ClueReporter] = (),
) -> dict[str, str]:
    """One line of the history in words, with people masked; ``others`` told of it after the first."""
    teller = next((one for one in others if one.id == event.facts.get("reporter")), None)
    to = names.staff(event.facts.get("to"))[0]
    said = [event.words, words.result_line(event.facts), to and words.to_owner(to)]
    return {
        "at": minute(event.at, now),
        "who": names.who(event.who),
        "what": words.event_name(event.action),
        "words": hidden("\n".join(line for line in said if line), found, role, others, teller),
    }


def visible(no: str, uow: UnitOfWork, visitor: Visitor, services: Services) -> Clue:
    """The clue if this person may see it; otherwise 404, so that not even its existence is told."""
    found = uow.clues.by_no(no)
    if found is None or not visitor.sees(found.place, services.office.pack.division):
        abort(404)
    return found


def _members(visitor: Visitor, names: Names, services: Services) -> list[dict[str, Any]]:
    """Those a clue may be given to, within what this person sees."""
    today = services.now().date()
    return [
        {
            "id": member.id,
            "name": member.name,
            "place": names.place(member.division),
            "title": ROLE_NAMES[member.role],
            "away": not member.present(today),
        }
        for member in sorted(names.directory.members, key=lambda one: (one.division, one.id))
        if member.active and member.division.startswith(visitor.scope)
    ]
