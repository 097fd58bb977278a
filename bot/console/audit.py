"""Who did what, latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import needs
from bot.console.moments import minute
from bot.console.names import names_of

if TYPE_CHECKING:
    from bot.services import Services

SIZE = 100


def register_audit(blueprint: Blueprint, services: Services) -> None:
    """日志."""

    @blueprint.get("/audit")
    @needs("audit")
    def audit() -> ResponseReturnValue:
        who, what = request.args.get("who", ""), request.args.get("what", "")
        number = request.args.get("page", "1")
        page = max(1, int(number)) if number.isdigit() else 1
        now = services.now()
        with services.storage.read() as uow:
            found = uow.audit.list(who, what, page, SIZE)
            names = names_of(uow, services.office)
        rows = [
            {
                "at": minute(deed.at, now),
                "who": names.who(deed.who),
                "what": words.deed_name(deed.what),
                "subject": words.subject_name(deed.subject, names.who),
                "clue": deed.subject.removeprefix("clue:") if deed.subject.startswith("clue:") else "",
                "detail": words.hide_numbers(words.deed_detail(deed.what, deed.detail, names.place)),
            }
            for deed in found.rows
        ]
        return render_template(
            "console/audit.html",
            rows=rows,
            total=found.total,
            page=page,
            size=SIZE,
            who=who,
            what=what,
            people=[(f"account:{one.id}", one.name) for one in names.accounts],
            deeds=words.DEED_GROUPS,
        )
