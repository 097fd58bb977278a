"""One answer in large letters with its recordings: for who would rather hear or watch than read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from bot.usecases.voicefile import playable
from dialogs.answered import papers

if TYPE_CHECKING:
    from bot.services import Services


def register_listen(blueprint: Blueprint, services: Services) -> None:
    """The page of a passage or entry, and the files it plays."""

    @blueprint.get("/listen/<key>")
    def listen(key: str) -> ResponseReturnValue:
        office = services.office
        entry = next((one for one in office.pack.entries if one.key == key), None)
        if entry is None:
            abort(404)
        recorded = office.recordings.by_subject.get(key, ())
        return render_template(
            "public/listen.html",
            title=entry.title,
            text=entry.answer,
            papers=papers(entry.sources),
            recorded=recorded,
        )

    @blueprint.get("/listen/file/<int:number>")
    def listen_file(number: int) -> Response:
        with services.storage.read() as uow:
            row, content = uow.recordings.get(number), uow.recordings.content(number)
        if row is None or content is None:
            abort(404)
        # A phone's browser plays no AMR: what could not be turned into something else is sent in the chat only.
        content, kind = playable(content, row.content_type)
        headers = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"}
        return Response(content, content_type=kind, headers=headers)
