"""Recordings: which answers can be heard or watched, in which language; uploading, listening, deleting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from bot.console.pictures import file_response
from bot.usecases.recordings import VIDEO_BYTES, add_recording, remove_recording
from knowledge.casework import Refused
from storage.media import MediaContent

if TYPE_CHECKING:
    from bot.services import Services


def register_recordings(blueprint: Blueprint, services: Services) -> None:
    """录音录像."""

    @blueprint.get("/recordings")
    def recordings() -> ResponseReturnValue:
        return _page()

    @blueprint.post("/recordings")
    @needs("standards")
    def recording_add() -> ResponseReturnValue:
        given = request.files.get("file")
        # One byte more than fits, so that a file that is too large is known as such.
        content = given.stream.read(VIDEO_BYTES + 1) if given is not None else b""
        form = request.form
        try:
            add_recording(form.get("subject", ""), form.get("language", ""), content, here().who, services)
        except Refused as no:
            return _page(trouble=no.reason), 422
        flash(words.RECORDING_KEPT, "done")
        return redirect(url_for("console.recordings", programme=form.get("programme", "")))

    @blueprint.post("/recordings/<int:number>/remove")
    @needs("standards")
    def recording_remove(number: int) -> ResponseReturnValue:
        try:
            remove_recording(number, here().who, services)
        except KeyError:
            abort(404)
        flash(words.RECORDING_GONE, "done")
        return redirect(url_for("console.recordings"))

    @blueprint.get("/recordings/<int:number>/file")
    def recording_file(number: int) -> Response:
        with services.storage.read() as uow:
            row, content = uow.recordings.get(number), uow.recordings.content(number)
        if row is None or content is None:
            abort(404)
        return file_response(MediaContent(content, row.content_type))

    def _page(trouble: str = "") -> str:
        pack, now = services.office.pack, services.now()
        programme = request.values.get("programme", "")
        with services.storage.read() as uow:
            rows = uow.recordings.rows()
            names = names_of(uow, services.office)
        known = {entry.key: entry for entry in pack.entries}
        shown = [row for row in rows if not programme or row.subject.startswith(f"{programme}.")]
        return render_template(
            "console/recordings.html",
            rows=[
                {
                    "id": row.id,
                    "title": row.title,
                    "language": row.language,
                    "kind": row.kind,
                    "kind_name": words.KINDS_SENT[row.kind],
                    "seconds": row.seconds,
                    "saved": row.content_type == "audio/amr",
                    "size": words.megabytes(row.size),
                    "by": names.who(row.who),
                    "at": minute(row.at, now),
                    "orphan": row.subject not in known,
                }
                for row in shown
            ],
            entries=[(entry.key, entry.title) for entry in pack.entries],
            languages=dict.fromkeys((*(row.language for row in rows), *services.office.pack.languages)),
            programmes=[(key, one.name) for key, one in pack.programmes.items()],
            programme=programme,
            covered=len({row.subject for row in rows}),
            typed=request.form,
            trouble=trouble,
        )
