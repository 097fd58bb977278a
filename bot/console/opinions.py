"""What residents think of how they were treated, by township, and their ideas."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here
from bot.console.moments import minute
from bot.console.names import names_of
from bot.usecases.opinions import answer_idea
from knowledge.casework import Refused

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
            "console/opinions.html", rows=rows, towns=towns, which=which, total=found.total, page=page, size=SIZE
        )

    @blueprint.post("/opinions/<int:opinion_id>/answer")
    def answer_opinion(opinion_id: int) -> ResponseReturnValue:
        try:
            answer_idea(opinion_id, request.form.get("answer", "")[:500], here().who, services)
        except KeyError:
            abort(404)
        except Refused as no_way:
            flash(no_way.reason, "error")
        return redirect(url_for("console.opinions", which="ideas"))
