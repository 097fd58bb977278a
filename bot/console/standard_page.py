"""One standard: its document, its versions, who changed what, who must be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from bot.console.standard_rows import Rows, of_this_county
from bot.usecases.standard_notices import (
    LONGEST,
    approve_notice,
    concerned,
    draft_notice,
    draft_text,
    drop_notice,
    stop_notice,
)
from bot.usecases.standards import known_standards
from dialogs.say import local_day, say_amount, say_full_day
from knowledge.casework import Refused
from storage.standards import read_plain

if TYPE_CHECKING:
    from bot.console.names import Names
    from bot.services import Services
    from knowledge.standards import Standard, Standards
    from storage.standards import StandardEdit
    from storage.uow import UnitOfWork

_ASKED_DAYS = 90
_SHOWN = tuple(words.STANDARD_FIELDS)


def register_standard_page(blueprint: Blueprint, services: Services) -> None:
    """一个标准的来龙去脉."""

    @blueprint.get("/standards/<key>")
    def standard(key: str) -> ResponseReturnValue:
        return _page(key)

    @blueprint.post("/standards/<key>/notice")
    @needs("standards")
    def standard_notice(key: str) -> ResponseReturnValue:
        of_this_county(services)
        with services.storage.read() as uow:
            standard_id = _ours(uow).get(key)
        if standard_id is None:
            abort(404)
        try:
            draft_notice(standard_id, request.form.get("text", ""), _days(), here().who, services)
        except Refused as no:
            return _page(key, trouble=no.reason), 422
        flash(words.NOTICE_KEPT, "done")
        return redirect(url_for("console.standard", key=key, _anchor="tell"))

    @blueprint.post("/standards/notices/<int:notice_id>/<deed>")
    @needs("standards")
    def notice_do(notice_id: int, deed: str) -> ResponseReturnValue:
        of_this_county(services)
        key = request.form.get("key", "")
        try:
            match deed:
                case "approve":
                    flash(words.notice_sent(approve_notice(notice_id, here().who, services)), "done")
                case "drop":
                    drop_notice(notice_id, here().who, services)
                    flash(words.NOTICE_DROPPED, "done")
                case "stop":
                    flash(words.notice_stopped(stop_notice(notice_id, here().who, services)), "done")
                case _:
                    abort(404)
        except Refused as no:
            return _page(key, trouble=no.reason), 422
        except KeyError:
            abort(404)
        return redirect(url_for("console.standard", key=key, _anchor="tell"))

    def _days() -> int:
        default = int(services.office.pack.settings.get("standard_told_days", _ASKED_DAYS))
        typed = request.values.get("days", "")
        return min(180, int(typed)) if typed.isdigit() and int(typed) else default

    def _page(key: str, trouble: str = "") -> str:
        today = local_day(services.now())
        with services.storage.read() as uow:
            known = known_standards(uow, services)
            row = known.get(key)
            gone = row is None
            row = row or next((one for one in uow.standards.withdrawn() if one.key == key), None) or _once(key, uow)
            if row is None:
                abort(404)
            names, ours = names_of(uow, services.office), _ours(uow)
            edits = [_edit(edit, names, uow, services) for edit in uow.standards.history_of(row)]
            told = sum(one.people for one in uow.told_figures.sums(today.replace(day=1), today, standard=key))
            notices = [_notice(one, names, uow) for one in uow.standard_notices.of(ours[key])] if key in ours else []
            may_tell = not gone and key in ours and row.kind == "standard" and row.review != "unreviewed"
            people = concerned(ours[key], _days(), uow, services) if may_tell else None
        rows = Rows(services, names, ours)
        ready = people is not None and not any(one["state"] in ("waiting", "sent", "stopped") for one in notices)
        return render_template(
            "console/standard.html",
            row=rows.row(row),
            gone=gone,
            over=row.effective_to is not None and row.effective_to < today,
            versions=[rows.row(one) for one in reversed(known.versions(row))],
            edits=edits,
            told=told,
            month=today.replace(day=1).isoformat(),
            today=today.isoformat(),
            notices=notices,
            people=people if ready else None,
            text=request.form.get("text") or draft_text(row, _before(row, known), services) if ready else "",
            longest=LONGEST,
            days=_days(),
            trouble=trouble,
        )

    def _notice(notice: Any, names: Names, uow: UnitOfWork) -> dict[str, Any]:
        letters = uow.letters.bundle_counts(f"notice:{notice.id}")
        return {
            "id": notice.id,
            "state": notice.state,
            "label": words.NOTICE_STATES[notice.state],
            "text": notice.text,
            "count": notice.count,
            "receiving": notice.receiving,
            "asked": notice.asked,
            "mine": notice.made_by == here().who,
            "by": names.who(notice.made_by),
            "at": minute(notice.made_at, services.now()),
            "decided": names.who(notice.decided_by) if notice.decided_by else "",
            "decided_at": minute(notice.decided_at, services.now()),
            "letters": [(words.LETTER_STATES[state], count) for state, count in letters.items() if count],
            "queued": letters.get("queued", 0),
        }


def _ours(uow: UnitOfWork) -> dict[str, int]:
    return {row.key: number for number, row in uow.standards.numbered().items()}


def _once(key: str, uow: UnitOfWork) -> Standard | None:
    """A figure that stood once and was corrected since."""
    kept = (one for edit in uow.standards.history(limit=2000) for one in (edit.before, edit.after) if one is not None)
    return next((row for row in map(read_plain, kept) if row.key == key), None)


def _before(row: Standard, known: Standards) -> Standard | None:
    """What held for the same class until this one begins."""
    earlier = [one for one in known.versions(row) if one.effective_from < row.effective_from]
    return earlier[-1] if earlier and earlier[-1].kind == row.kind else None


def _edit(edit: StandardEdit, names: Names, uow: UnitOfWork, services: Services) -> dict[str, Any]:
    before, after = _fields(edit.before, names), _fields(edit.after, names)
    changes = [
        (words.STANDARD_FIELDS[name], before.get(name, ""), after.get(name, ""))
        for name in _SHOWN
        if before.get(name) != after.get(name)
    ]
    reason = ""
    if edit.after is None:
        deeds = uow.audit.of(f"standard:{edit.standard_id}")
        reason = next((deed.detail for deed in deeds if deed.what == "standard.withdraw"), "")
    confirmed = bool(edit.before and edit.after) and (
        edit.before["review"] == "unreviewed" and edit.after["review"] != "unreviewed"  # type: ignore[index]
    )
    what = (
        words.NEW_STANDARD
        if edit.before is None
        else words.TAKEN_BACK
        if edit.after is None
        else (words.CONFIRMED if confirmed else words.CHANGED_STANDARD)
    )
    return {
        "at": minute(edit.at, services.now()),
        "who": names.who(edit.who),
        "what": what,
        "reason": reason,
        "changes": changes if edit.before and edit.after else (),
        "said": say_amount(read_plain(edit.after or edit.before or {})),
        "since": say_full_day(read_plain(edit.after or edit.before or {}).effective_from),
    }


def _fields(kept: Mapping[str, Any] | None, names: Names) -> dict[str, str]:
    if kept is None:
        return {}
    plain = {**kept, "title": kept["source"]["title"], "address": kept["source"].get("address", "")}
    said = {name: str(plain.get(name) or "") for name in _SHOWN}
    said["review"] = words.REVIEWS[plain["review"]][0]
    said["reviewed_by"] = names.who(said["reviewed_by"]) if said["reviewed_by"] else ""
    said["kind"] = dict(words.STANDARD_KINDS).get(said["kind"], words.NOT_SAID)
    return {name: value or words.NOTHING for name, value in said.items()}
