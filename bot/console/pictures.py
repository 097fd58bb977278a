"""Pictures that came with a clue, fetched from WeChat when somebody who answers for it looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort

from bot.console.clue import visible
from bot.console.clue_view import pictures_of
from bot.console.guard import here
from bot.services import SendError

if TYPE_CHECKING:
    from bot.services import Services

SHOWN = ("image/jpeg", "image/png", "image/gif")


def register_pictures(blueprint: Blueprint, services: Services) -> None:
    """One picture of a clue; looking at it is recorded."""

    @blueprint.get("/clues/<no>/pictures/<int:number>")
    def picture(no: str, number: int) -> Response:
        with services.storage.work() as uow:
            found = visible(no, uow, here(), services)
            history = uow.clues.history(found.no)
            uow.audit.record(here().who, "reveal.picture", f"clue:{found.no}", at=services.now())
            uow.commit()
        return fetched(pictures_of(found, history), number, services)


def fetched(pictures: Sequence[str], number: int, services: Services) -> Response:
    """The picture of that number, from 1; 404 when there is none, or after the three days that WeChat keeps it."""
    if services.media is None or not 1 <= number <= len(pictures):
        abort(404)
    try:
        content, kind = services.media(pictures[number - 1])
    except SendError:
        abort(404)
    kind = kind.partition(";")[0].strip().lower()
    if kind not in SHOWN:
        abort(404)
    return Response(content, content_type=kind, headers={"Cache-Control": "private, no-store"})
