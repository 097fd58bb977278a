"""One group of questions: answered once for all who asked, learned from, set aside, taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.lesson_form import likely, source_of_form, teaching_of_form
from bot.console.questions import ALL, groups, wanted_week
from bot.usecases.questions import answer_questions, move_question, set_aside
from knowledge.casework import Refused
from knowledge.intents import NAMES
from knowledge.lessoncheck import TEACHABLE, without_numbers

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.clusters import Cluster

LEARNED = 30
"""So many wordings, the most asked, are offered to be learned; more would teach nothing new."""
NEIGHBOURS = 40


def register_question_group(blueprint: Blueprint, services: Services) -> None:
    """一组未答问题."""

    @blueprint.get("/questions/<int:question_id>")
    def question_group(question_id: int) -> ResponseReturnValue:
        return _page(question_id)

    @blueprint.post("/questions/<int:question_id>")
    @needs("standards")
    def question_answer(question_id: int) -> ResponseReturnValue:
        form = request.form
        try:
            teaching = teaching_of_form() if form.get("keep") else None
            answer_questions(
                _ids(question_id),
                form.get("answer", ""),
                here().who,
                services,
                tell=bool(form.get("tell")),
                source=source_of_form(),
                teaching=teaching,
            )
        except Refused as no:
            return _page(question_id, trouble=no.reason), 422
        except KeyError:
            abort(404)
        flash(words.ANSWER_LEARNED if teaching else words.ANSWER_KEPT, "done")
        return redirect(_list())

    @blueprint.post("/questions/<int:question_id>/aside")
    @needs("standards")
    def question_aside(question_id: int) -> ResponseReturnValue:
        try:
            set_aside(_ids(question_id), request.form.get("reason", ""), here().who, services)
        except Refused as no:
            return _page(question_id, trouble=no.reason), 422
        except KeyError:
            abort(404)
        flash(words.SET_ASIDE, "done")
        return redirect(_list())

    @blueprint.post("/questions/<int:question_id>/move")
    @needs("standards")
    def question_move(question_id: int) -> ResponseReturnValue:
        which, to = request.form.get("which", ""), request.form.get("to", "")
        if not which.isdigit() or not to.isdigit():
            return _page(question_id, trouble=words.MOVE_WHAT), 422
        try:
            # Without another group: by itself.
            move_question(int(which), int(to) or int(which), here().who, services)
        except KeyError:
            abort(404)
        flash(words.MOVED, "done")
        return redirect(url_for("console.question_group", question_id=question_id, week=request.args.get("week")))

    def _ids(question_id: int) -> list[int]:
        """What the page showed as one group: a question that came in since waits for its own answer."""
        return [int(one) for one in request.form.getlist("id") if one.isdigit()] or [question_id]

    def _list() -> str:
        return url_for("console.questions", week=request.args.get("week"))

    def _page(question_id: int, trouble: str = "") -> str:
        week = wanted_week(None)
        found = groups(services, week)
        group = next((one for one in found if any(each.id == question_id for each in one.members)), None)
        if group is None:
            with services.storage.read() as uow:
                known = uow.questions.get(question_id)
            abort(404 if known is None else redirect(url_for("console.questions", answered=1)))
        programmes = {key: each.name for key, each in services.office.pack.programmes.items()}
        others = [one for one in found if one is not group][:NEIGHBOURS]
        return render_template(
            "console/question_group.html",
            group=_shown(group),
            programme=programmes.get(group.programme, ""),
            trend=words.trend(group.times, group.before) if week else "",
            rows=[_row(one) for one in group.members[:LEARNED]],
            ids=[one.id for one in group.members],
            all_rows=[(one.id, words.hide_numbers(one.words), one.times) for one in group.members],
            others=[(one.id, words.hide_numbers(one.typical.words)) for one in others],
            programmes=programmes.items(),
            intents=[(key, NAMES[key]) for key in TEACHABLE],
            week=week.isoformat() if week else ALL,
            trouble=trouble,
            typed=request.form,
        )

    def _row(one: Any) -> dict[str, Any]:
        form = request.form
        return {
            "id": one.id,
            "shown": words.hide_numbers(one.words),
            "times": one.times,
            "words": form.get(f"words-{one.id}", without_numbers(one.words)),
            "intent": form.get(f"intent-{one.id}", likely(one.intent)),
            "programme": form.get(f"programme-{one.id}", one.programme),
            "learn": str(one.id) in form.getlist("learn") if form else True,
        }


def _shown(group: Cluster) -> dict[str, Any]:
    return {
        "id": group.id,
        "words": words.hide_numbers(group.typical.words),
        "title": without_numbers(group.typical.words)[:60],
        "programme": group.programme,
        "times": group.times,
        "people": group.people,
        "wordings": len(group.members),
    }
