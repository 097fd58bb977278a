"""Pictures, voices and films that came with a clue, as we keep them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort

from bot.console.clue import visible
from bot.console.clue_view import pictures_of
from bot.console.guard import here
from bot.services import SendError
from bot.usecases.voicefile import playable
from storage.media import MediaContent

if TYPE_CHECKING:
    from bot.services import Services

SHOWN = ("image/jpeg", "image/png", "image/gif", "video/mp4", "audio/mpeg", "audio/wav", "audio/amr")


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
    """The picture of that number, from 1; 404 when there is none, or neither we nor WeChat have it any longer."""
    if not 1 <= number <= len(pictures):
        abort(404)
    found = content_of(pictures[number - 1], services)
    if found is None:
        abort(404)
    return file_response(found)


def file_response(found: MediaContent) -> Response:
    """The file as a browser can show or play it; what it cannot play is offered to be saved."""
    content, kind = playable(found.content, found.content_type)
    if kind not in SHOWN:
        abort(404)
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    if kind == "audio/amr":
        headers["Content-Disposition"] = 'attachment; filename="voice.amr"'
    return Response(content, content_type=kind, headers=headers)


def content_of(media_id: str, services: Services) -> MediaContent | None:
    """What we keep under the platform's id; what is not fetched yet is asked of the platform now."""
    with services.storage.read() as uow:
        kept = uow.media.content_of(media_id)
    if kept is not None or services.media is None:
        return kept
    try:
        content, kind = services.media(media_id)
    except SendError:
        return None
    return MediaContent(content, kind.partition(";")[0].strip().lower())
