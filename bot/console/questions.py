"""Questions nobody could answer: seen, answered, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from bot.usecases.questions import answer_question
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.services import Services

SIZE = 30


def register_questions(blueprint: Blueprint, services: Services) -> None:
    """未答问题."""

    @blueprint.get("/questions")
    def questions() -> ResponseReturnValue:
        return _page()

    @blueprint.post("/questions/<int:question_id>")
    @needs("standards")
    def question_answer(question_id: int) -> ResponseReturnValue:
        try:
            answer, tell = request.form.get("answer", ""), bool(request.form.get("tell"))
            answer_question(question_id, answer, here().who, services, tell=tell)
        except Refused as no:
            return _page(trouble=no.reason, typed=question_id), 422
        except KeyError:
            abort(404)
        return redirect(url_for("console.questions"))

    def _page(trouble: str = "", typed: int = 0) -> str:
        answered = bool(request.args.get("answered"))
        number = request.args.get("page", "1")
        page = max(1, int(number)) if number.isdigit() else 1
        now, programmes = services.now(), services.office.pack.programmes
        with services.storage.read() as uow:
            found = uow.questions.list(answered, page, SIZE)
            names = names_of(uow, services.office)
        rows = [
            {
                "id": one.id,
                "words": words.hide_numbers(one.words),
                "times": one.times,
                "last": minute(one.last_at, now),
                "programme": programmes[one.programme].name if one.programme in programmes else "",
                "answer": one.answer,
                "by": names.who(one.answered_by) if one.answered_by else "",
                "at": minute(one.answered_at, now),
            }
            for one in found.rows
        ]
        return render_template(
            "console/questions.html",
            rows=rows,
            total=found.total,
            page=page,
            size=SIZE,
            answered=answered,
            trouble=trouble,
            typed=typed,
        )
