"""What residents think of how they were treated, by township, and their ideas."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.hotline.scope import of_the_county
from bot.console.moments import minute
from bot.console.names import names_of
from bot.usecases.callbacks import rung
from bot.usecases.follow_up import asked_so_far
from bot.usecases.opinions import answer_idea, note_opinion
from dialogs.effects import GiveFeedback
from knowledge.casework import Refused
from storage.conflicts import StaleCallback

if TYPE_CHECKING:
    from bot.services import Services

SIZE = 30
COUNTED = timedelta(days=90)
_SCORES: dict[str, tuple[int, ...]] = {"bad": (1, 2), "all": ()}


def register_opinions(blueprint: Blueprint, services: Services) -> None:
    """评价与建议."""

    @blueprint.get("/opinions")
    def opinions() -> ResponseReturnValue:
        which = request.args.get("which", "bad")
        which = which if which in ("bad", "all", "ideas") else "bad"
        number = request.args.get("page", "1")
        page = max(1, int(number)) if number.isdigit() else 1
        now, places = services.now(), services.office.places
        scope = here().scope
        with services.storage.read() as uow:
            tally = uow.feedback.tally(now - COUNTED, within=scope)
            found = uow.feedback.list(which == "ideas", _SCORES.get(which, ()), page, SIZE, within=scope)
            names = names_of(uow, services.office)
        rows: list[dict[str, Any]] = [
            {
                "id": one.id,
                "at": minute(one.at, now),
                "no": one.clue_no,
                "score": words.SCORES.get(one.score or 0, ""),
                "late": one.score == 1,
                "contacted": words.CONTACTED.get(one.contacted, ""),
                "words": words.hide_numbers(one.words),
                "answer": one.answer,
                "by": names.who(one.answered_by) if one.answered_by else "",
                "answered": minute(one.answered_at, now) if one.answered_at else "",
            }
            for one in found.rows
        ]
        towns = [(places.full_name(one.place) if one.place else words.NO_PLACE, one) for one in tally]
        return render_template(
            "console/opinions.html",
            rows=rows,
            towns=towns,
            which=which,
            total=found.total,
            page=page,
            size=SIZE,
            asked=asked_so_far(services) if services.office.pack.division.startswith(scope) else None,
            by_notice="follow_up" in services.office.pack.templates,
        )

    @blueprint.post("/callbacks/<int:callback_id>/opinion")
    @needs("call")
    def callback_opinion(callback_id: int) -> ResponseReturnValue:
        """What the person said who was rung to be asked how it went; the call is done with it."""
        of_the_county(services)
        with services.storage.read() as uow:
            seen = uow.callbacks.get(callback_id)
        if seen is None or not seen.clue_no:
            abort(404)
        score = request.form.get("score", "")
        contacted = {"yes": True, "no": False}.get(request.form.get("contacted", ""))
        said = request.form.get("words", "").strip()[:500]
        opinion = GiveFeedback(said, seen.clue_no, int(score) if score in ("1", "2", "3") else None, contacted)
        try:
            note_opinion(opinion, here().who, services)
            if seen.state == "waiting":
                rung(seen, "reached", said, here().who, services)
        except Refused as no_way:
            flash(no_way.reason, "error")
            return redirect(url_for("console.callback", callback_id=callback_id))
        except StaleCallback:
            pass  # what was said is kept; somebody else has closed the call meanwhile
        flash(words.OPINION_NOTED, "done")
        return redirect(url_for("console.callbacks"))

    @blueprint.post("/opinions/<int:opinion_id>/answer")
    def answer_opinion(opinion_id: int) -> ResponseReturnValue:
        try:
            answer_idea(opinion_id, request.form.get("answer", "")[:500], here().who, services)
        except KeyError:
            abort(404)
        except Refused as no_way:
            flash(no_way.reason, "error")
        return redirect(url_for("console.opinions", which="ideas"))
