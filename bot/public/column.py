"""信息公开栏: for everybody, without login. What stands here are documents, numbers and notices; never people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from bot.public.amounts import standards_at
from bot.public.channels import appeals, numbers_at, watched_by, ways
from bot.public.procedures import in_order
from dialogs.say import local_day, say_full_day

if TYPE_CHECKING:
    from bot.services import Services
    from storage.announcements import KeptAnnouncement


def register_column(blueprint: Blueprint, services: Services) -> None:
    """The column, its standards, its supervision, and the column of one township or village."""

    @blueprint.get("/open")
    def column() -> ResponseReturnValue:
        return _division(services.office.pack.division)

    @blueprint.get("/open/<code>")
    def division(code: str) -> ResponseReturnValue:
        office = services.office
        if office.places.get(code) is None or not office.places.within(code, office.pack.division):
            abort(404)
        return _division(code)

    @blueprint.get("/open/standards")
    def standards() -> ResponseReturnValue:
        pack, today = services.office.pack, local_day(services.now())
        every = [(one, standards_at(one, pack.division, services)) for one in in_order(pack.programmes.values())]
        return render_template(
            "public/standards.html",
            programmes=[(one.name, rows) for one, rows in every if rows],
            missing=[(pack.programmes[gap.programme].name, gap.name) for gap in pack.missing_standards(today)],
            today=say_full_day(today),
            windows=pack.windows_at(pack.division),
        )

    @blueprint.get("/open/notices/<int:number>")
    def notice(number: int) -> ResponseReturnValue:
        with services.storage.read() as uow:
            kept = uow.announcements.get(number)
        if kept is None or not kept.shown_on(local_day(services.now())):
            abort(404)
        return render_template("public/notice.html", notice=_notice(kept), text=kept.told.text)

    @blueprint.get("/open/supervision")
    def supervision() -> ResponseReturnValue:
        pack = services.office.pack
        return render_template(
            "public/supervision.html",
            windows=pack.windows_at(pack.division),
            lines=watched_by(services),
            ways=ways("supervise", services),
            appeals=appeals(services),
        )

    def _division(code: str) -> str:
        office = services.office
        whole = code == office.pack.division
        below = office.places.children(code)
        with services.storage.read() as uow:
            told = uow.announcements.shown(_here_and_above(code), local_day(services.now()))
        return render_template(
            "public/column.html",
            whole=whole,
            notices=[_notice(one) for one in told],
            code=code,
            name=_name(code),
            above=[(one.code, one.name) for one in office.places.path(code)[:-1] if _ours(one.code)],
            below=[{"code": one.code, "name": _name(one.code)} for one in below],
            windows=office.pack.windows_at(code),
            lines=numbers_at(services),
            ways=ways("hear", services),
        )

    def _here_and_above(code: str) -> tuple[str, ...]:
        return tuple(one.code for one in services.office.places.path(code) if _ours(one.code))

    def _notice(kept: KeptAnnouncement) -> dict[str, Any]:
        told = kept.told
        return {
            "number": kept.id,
            "title": told.title,
            "code": told.division,
            "place": _name(told.division),
            "day": say_full_day(told.shown_from),
            "until": say_full_day(told.shown_until),
            "doc_no": told.doc_no,
        }

    def _name(code: str) -> str:
        found = services.office.places.get(code)
        return found.spoken if found else ""

    def _ours(code: str) -> bool:
        return code.startswith(services.office.pack.division)
