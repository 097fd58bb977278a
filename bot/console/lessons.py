"""What the bureau taught: its own answers, changed and withdrawn; its sentences, and whether they still hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.lesson_form import entry_of_form, expiry_of_form
from bot.console.moments import minute
from bot.console.names import Names, names_of
from bot.usecases.lessons import change_entry, withdraw_entry, withdraw_sentence
from dialogs.lessoncheck import tried
from dialogs.say import local_day, say_full_day
from dialogs.scene import Scene
from knowledge.casework import Refused
from knowledge.intents import NAMES

if TYPE_CHECKING:
    from bot.services import Services
    from storage.lessons import LessonEdit, OwnEntry, OwnLesson

SIZE = 30
SOON = timedelta(days=30)


def register_lessons(blueprint: Blueprint, services: Services) -> None:
    """教过的."""

    @blueprint.get("/lessons")
    def lessons() -> ResponseReturnValue:
        number = request.args.get("page", "1")
        page = max(1, int(number)) if number.isdigit() else 1
        with services.storage.read() as uow:
            entries = uow.lessons.entries()
            lines = uow.lessons.lessons("line")[::-1]
            names = names_of(uow, services.office)
        rows = [_line(one, names, entries, services) for one in lines[(page - 1) * SIZE : page * SIZE]]
        kept = [_entry(one, services) for one in entries]
        return render_template(
            "console/lessons.html",
            entries=kept,
            ending=sum(one["soon"] for one in kept),
            lines=rows,
            broken=sum(not row["holds"] for row in rows),
            total=len(lines),
            page=page,
            size=SIZE,
        )

    @blueprint.get("/lessons/entries/<int:entry_id>")
    def lesson_entry(entry_id: int) -> ResponseReturnValue:
        return _page(entry_id)

    @blueprint.post("/lessons/entries/<int:entry_id>")
    @needs("standards")
    def lesson_entry_change(entry_id: int) -> ResponseReturnValue:
        asked = request.form.get("questions", "").splitlines()
        try:
            change_entry(entry_id, entry_of_form(asked), expiry_of_form(), here().who, services)
        except Refused as no:
            return _page(entry_id, trouble=no.reason), 422
        except KeyError:
            abort(404)
        flash(words.ENTRY_SAVED, "done")
        return redirect(url_for("console.lesson_entry", entry_id=entry_id))

    @blueprint.post("/lessons/entries/<int:entry_id>/withdraw")
    @needs("standards")
    def lesson_entry_withdraw(entry_id: int) -> ResponseReturnValue:
        try:
            withdraw_entry(entry_id, request.form.get("reason", "")[:200], here().who, services)
        except Refused as no:
            return _page(entry_id, trouble=no.reason), 422
        except KeyError:
            abort(404)
        flash(words.WITHDRAWN, "done")
        return redirect(url_for("console.lessons"))

    @blueprint.post("/lessons/<int:lesson_id>/withdraw")
    @needs("standards")
    def lesson_withdraw(lesson_id: int) -> ResponseReturnValue:
        try:
            withdraw_sentence(lesson_id, here().who, services)
        except KeyError:
            abort(404)
        flash(words.WITHDRAWN, "done")
        return redirect(url_for("console.lessons"))

    def _page(entry_id: int, trouble: str = "") -> str:
        with services.storage.read() as uow:
            own = uow.lessons.entry(entry_id)
            past = uow.lessons.history(f"entry:{entry_id}")
            names = names_of(uow, services.office)
        if own is None:
            abort(404)
        programmes = [(key, each.name) for key, each in services.office.pack.programmes.items()]
        return render_template(
            "console/lesson_entry.html",
            id=entry_id,
            entry=own.entry,
            typed=request.form if trouble and "answer" in request.form else _typed(own),
            programmes=programmes,
            past=[_edit(one, names, services) for one in past],
            trouble=trouble,
        )


def _entry(own: OwnEntry, services: Services) -> dict[str, Any]:
    today, one = local_day(services.now()), own.entry
    programme = services.office.pack.programmes.get(one.programme or "")
    return {
        "id": own.id,
        "title": one.title,
        "answer": one.answer,
        "programme": programme.name if programme else "",
        "questions": len(one.questions),
        "cite": one.sources[0].doc_no or one.sources[0].title if one.sources else "",
        "until": say_full_day(own.expires_on) if own.expires_on else "",
        "soon": own.expires_on is not None and own.expires_on - today <= SOON,
    }


def _line(own: OwnLesson, names: Names, entries: tuple[OwnEntry, ...], services: Services) -> dict[str, Any]:
    line = own.lesson
    now = tried(line, Scene(office=services.office, now=services.now()))
    programmes = services.office.pack.programmes
    called = {key: each.name for key, each in programmes.items()}
    return {
        "id": own.id,
        "words": words.hide_numbers(line.text),
        "intent": NAMES.get(line.intent, line.intent),
        "programme": called.get(line.programme, ""),
        "entry": next((each.entry.title for each in entries if each.entry.key == line.entry), ""),
        "holds": now.holds,
        "alone": now.alone,
        "now": words.heard_as(NAMES.get(now.intent, now.intent), called.get(now.programme, "")),
        "who": names.who(own.who),
        "at": minute(own.at, services.now()),
    }


def _typed(own: OwnEntry) -> dict[str, str]:
    one = own.entry
    source = one.sources[0] if one.sources else None
    return {
        "title": one.title,
        "answer": one.answer,
        "legal": one.legal,
        "questions": "\n".join(one.questions),
        "programme": one.programme or "",
        "doc_no": source.doc_no if source else "",
        "source_title": source.title if source else "",
        "effective_from": source.effective_from if source else "",
        "expires_on": own.expires_on.isoformat() if own.expires_on else "",
    }


def _edit(one: LessonEdit, names: Names, services: Services) -> dict[str, str]:
    return {
        "who": names.who(one.who),
        "at": minute(one.at, services.now()),
        "what": words.entry_edit(one.before, one.after),
    }
