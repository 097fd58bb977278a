"""Letters that did not arrive: each with why, so that somebody can telephone or go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import needs
from bot.console.letter_view import letter_view
from bot.console.names import names_of

if TYPE_CHECKING:
    from bot.services import Services

SIZE = 50


def register_letters(blueprint: Blueprint, services: Services) -> None:
    """没送到的通知."""

    @blueprint.get("/letters")
    @needs("payments")
    def letters() -> ResponseReturnValue:
        state = request.args.get("state", "failed")
        state = state if state in words.LETTER_STATES else "failed"
        number = request.args.get("page", "1")
        page = max(1, int(number)) if number.isdigit() else 1
        with services.storage.read() as uow:
            found = uow.letters.list(state, number=page, size=SIZE)
            names = names_of(uow, services.office)
            counts = uow.letters.counts()
        totals = {one: sum(count for (_, kept), count in counts.items() if kept == one) for one in words.LETTER_STATES}
        return render_template(
            "console/letters.html",
            rows=[letter_view(letter, names, services.now()) for letter in found.rows],
            total=found.total,
            page=page,
            size=SIZE,
            state=state,
            states=[(key, name, totals[key]) for key, (name, _) in words.LETTER_STATES.items()],
        )
