"""来信、来访、媒体、部门转来、平台推送: typed in with their own facts, then registered on the call page like a call."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console.call_draft import Draft, drafts, keep
from bot.console.call_screen import OFFERED, free_number
from bot.console.clue import visible
from bot.console.clue_view import people_view
from bot.console.guard import here, needs
from bot.console.hotline import words
from bot.console.hotline.scope import of_the_county
from bot.console.names import names_of
from bot.console.words import SOURCES as NAMES
from bot.usecases.papers import SOURCES, keep_paper
from dialogs.say import local_day
from knowledge.casework import Refused
from storage.papers import Paper

if TYPE_CHECKING:
    from bot.services import Services


def register_papers(blueprint: Blueprint, services: Services) -> None:
    """来件登记."""

    @blueprint.get("/calls/new")
    @needs("call")
    def paper_new() -> ResponseReturnValue:
        return _form()

    @blueprint.post("/calls/new")
    @needs("call")
    def paper_add() -> ResponseReturnValue:
        of_the_county(services)
        form, sent = request.form, request.files.get("file")
        source = form.get("source", "")
        if source not in SOURCES:
            return _form(words.PAPER_SOURCE), 422
        with services.storage.read() as uow:
            number = free_number(drafts(uow))
        if number is None:
            return _form(words.PAPER_FULL), 422
        content = sent.read() if sent is not None and sent.filename else b""
        try:
            paper = keep_paper(
                Paper(
                    source=source,
                    sender=form.get("sender", "").strip()[:60],
                    phone=form.get("phone", "").strip()[:40],
                    received_on=_day(form.get("received_on", ""), local_day(services.now())),
                    doc_no=form.get("doc_no", "").strip()[:60],
                    file_name=(sent.filename or "")[:100] if sent is not None else "",
                    by=here().who,
                    at=services.now(),
                ),
                content,
                services,
            )
        except Refused as no_way:
            return _form(no_way.reason), 422
        draft = Draft(
            OFFERED[0],
            notes=form.get("notes", "").strip()[:4000],
            key=services.new_id(),
            began_at=services.now(),
            phone=paper.phone,
            paper=paper.id,
        )
        with services.storage.work() as uow:
            keep(uow, number, draft, services.now())
            uow.commit()
        return redirect(url_for("console.call", number=number))

    @blueprint.get("/clues/<no>/papers/<int:paper_id>")
    def paper_file(no: str, paper_id: int) -> Response:
        now = services.now()
        with services.storage.work() as uow:
            clue = visible(no, uow, here(), services)
            paper = next((one for one in uow.papers.of_clue(clue.no) if one.id == paper_id and one.has_file), None)
            if paper is None or people_view(clue, names_of(uow, services.office), now, here().role).secret:
                abort(404)
            content = uow.papers.content(paper_id)
            uow.audit.record(here().who, "reveal.paper", f"clue:{clue.no}", at=now)
            uow.commit()
        headers = {"Cache-Control": "private, no-store", "Content-Disposition": "inline"}
        return Response(content, content_type=paper.file_type, headers=headers)

    def _form(trouble: str = "") -> str:
        of_the_county(services)
        today = local_day(services.now()).isoformat()
        return render_template(
            "console/hotline/paper.html",
            sources=[(one, NAMES[one]) for one in SOURCES],
            chosen=request.values.get("source", "") or SOURCES[0],
            today=today,
            typed=request.form if trouble else {},
            trouble=trouble,
        )


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
