"""信息公开栏: for everybody, without login. What stands here are documents, numbers and notices; never people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from bot.public.amounts import standards_at
from bot.public.channels import appeals, numbers_at, watched_by, ways
from bot.public.procedures import in_order
from dialogs.say import local_day, say_full_day

if TYPE_CHECKING:
    from bot.services import Services


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
        return render_template(
            "public/column.html",
            whole=whole,
            code=code,
            name=_name(code),
            above=[(one.code, one.name) for one in office.places.path(code)[:-1] if _ours(one.code)],
            below=[{"code": one.code, "name": _name(one.code)} for one in below],
            windows=office.pack.windows_at(code),
            lines=numbers_at(services),
            ways=ways("hear", services),
        )

    def _name(code: str) -> str:
        found = services.office.places.get(code)
        return found.spoken if found else ""

    def _ours(code: str) -> bool:
        return code.startswith(services.office.pack.division)
