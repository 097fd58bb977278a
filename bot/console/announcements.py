"""通知公告: written here, seen as residents will see it, agreed to by another account, gone after its last day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from bot.console.scopes import own_scope, places_below
from bot.usecases.announcements import (
    agree_to_announcement,
    doubts_about,
    draft_announcement,
    drop_announcement,
    tidied,
    withdraw_announcement,
)
from bot.usecases.news import subject_of
from bot.usecases.reach import reach_of
from dialogs.say import local_day, say_full_day
from knowledge.announcing import LONGEST_TEXT, LONGEST_TITLE, Announcement, faults_of
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.console.names import Names
    from bot.services import Services
    from storage.announcements import KeptAnnouncement

_USUAL = timedelta(days=30)


def register_announcements(blueprint: Blueprint, services: Services) -> None:
    """The list, the form with its preview, and what is done with one."""

    @blueprint.get("/announcements")
    @needs("announce")
    def announcements() -> ResponseReturnValue:
        return _list()

    @blueprint.get("/announcements/new")
    @needs("announce")
    def announcement_new() -> ResponseReturnValue:
        today = local_day(services.now())
        typed = {"from": today.isoformat(), "until": (today + _USUAL).isoformat(), "division": own_scope(services)}
        return _form(typed)

    @blueprint.post("/announcements/new")
    @needs("announce")
    def announcement_draft() -> ResponseReturnValue:
        typed = request.form.to_dict()
        told = _told(typed)
        if told is None:
            return _form(typed, trouble=words.NO_SUCH_DAY), 422
        if typed.get("deed") != "keep":
            return _form(typed, preview=tidied(told))
        try:
            draft_announcement(told, here().who, services, looked="looked" in typed)
        except Refused as no:
            return _form(typed, trouble=no.reason, preview=tidied(told)), 422
        flash(words.ANNOUNCEMENT_WAITS, "done")
        return redirect(url_for("console.announcements"))

    @blueprint.post("/announcements/<int:number>/<deed>")
    @needs("announce")
    def announcement_do(number: int, deed: str) -> ResponseReturnValue:
        with services.storage.read() as uow:
            kept = uow.announcements.get(number)
        if kept is None or not kept.told.division.startswith(own_scope(services)):
            abort(404)
        try:
            match deed:
                case "agree":
                    agree_to_announcement(number, here().who, services)
                case "drop":
                    drop_announcement(number, here().who, services)
                case "withdraw":
                    withdraw_announcement(number, request.form.get("reason", ""), here().who, services)
                case _:
                    abort(404)
        except Refused as no:
            return _list(trouble=no.reason), 422
        flash(words.ANNOUNCEMENT_DONE[deed], "done")
        return redirect(url_for("console.announcements"))

    def _list(trouble: str = "") -> str:
        with services.storage.read() as uow:
            every = uow.announcements.below(own_scope(services))
            names = names_of(uow, services.office)
            told = {one.id: reach_of(uow.letters.ways(subject_of(one.id))) for one in every if one.state == "agreed"}
        rows = [_row(one, names, services) | {"told": told.get(one.id)} for one in every]
        groups = [(title, [row for row in rows if row["stands"] == key]) for key, title in words.ANNOUNCEMENT_GROUPS]
        return render_template(
            "console/announcements.html",
            groups=groups,
            trouble=trouble,
            by_notice="news" in services.office.pack.templates,
        )

    def _form(typed: dict[str, str], trouble: str = "", preview: Announcement | None = None) -> str:
        today = local_day(services.now())
        return render_template(
            "console/announcement_form.html",
            typed=typed,
            trouble=trouble,
            preview=preview,
            faults=list(faults_of(preview, today)) if preview and not trouble else [],
            doubts=doubts_about(preview, services) if preview else (),
            place=services.office.places.full_name(preview.division) if preview else "",
            until=say_full_day(preview.shown_until) if preview else "",
            divisions=places_below(own_scope(services), services),
            longest=(LONGEST_TITLE, LONGEST_TEXT),
        )

    def _told(typed: dict[str, str]) -> Announcement | None:
        division = typed.get("division", "")
        if not division.startswith(own_scope(services)) or services.office.places.get(division) is None:
            abort(404)
        try:
            days = date.fromisoformat(typed.get("from", "")), date.fromisoformat(typed.get("until", ""))
        except ValueError:
            return None
        texts = (typed.get("title", "")[: LONGEST_TITLE * 2], typed.get("text", "")[: LONGEST_TEXT * 2])
        return Announcement(division, *texts, *days, typed.get("doc_no", "")[:80])


def _row(kept: KeptAnnouncement, names: Names, services: Services) -> dict[str, Any]:
    today, told = local_day(services.now()), kept.told
    stands = kept.state if kept.state != "agreed" else "over" if told.shown_until < today else "agreed"
    return {
        "id": kept.id,
        "stands": "over" if stands in ("dropped", "withdrawn") else stands,
        "label": words.ANNOUNCEMENT_STATES["coming" if stands == "agreed" and told.shown_from > today else stands],
        "title": told.title,
        "text": told.text,
        "doc_no": told.doc_no,
        "place": names.place(told.division),
        "from": say_full_day(told.shown_from),
        "until": say_full_day(told.shown_until),
        "shown": kept.shown_on(today),
        "mine": kept.made_by == here().who,
        "by": names.who(kept.made_by),
        "at": minute(kept.made_at, services.now()),
        "decided": names.who(kept.decided_by) if kept.decided_by else "",
        "decided_at": minute(kept.decided_at, services.now()),
        "reason": kept.reason,
    }
