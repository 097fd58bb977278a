"""待遇: the register of who receives what, uploaded as a file or changed for one person with a reason."""

from __future__ import annotations

import logging
from datetime import date
from decimal import Decimal
from threading import Thread
from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from bot.console import words
from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from bot.usecases.entitlements import EntitlementPreview, change_by_hand, check_entitlements, confirm_entitlements
from knowledge.casework import Refused
from knowledge.entitlementrows import read_date, read_pay_day
from knowledge.paycells import BadCell, read_amount
from storage.entitlement_rows import NewEntitlement

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger(__name__)

SIZE = 30
MOST_PROBLEMS = 200
_PATIENCE = 8.0
_FIELDS = ("id_number", "programme", "since", "amount", "pay_day", "stopped_on", "stop_reason", "decided_by")


def register_entitlements(blueprint: Blueprint, services: Services) -> None:
    """待遇."""

    @blueprint.get("/entitlements")
    @needs("payments")
    def entitlements() -> ResponseReturnValue:
        return _page()

    @blueprint.post("/entitlements")
    @needs("payments")
    def entitlements_upload() -> ResponseReturnValue:
        sent = request.files.get("sheet")
        if sent is None or not sent.filename:
            return _page(trouble=words.NO_FILE), 422
        preview = check_entitlements(sent.read(), sent.filename, here().who, services)
        if preview.unreadable:
            return _page(trouble=preview.unreadable), 422
        return _sheet(preview), 422 if preview.errors else 200

    @blueprint.get("/entitlements/files/<int:file_id>")
    @needs("payments")
    def entitlement_sheet(file_id: int) -> ResponseReturnValue:
        return _sheet(_kept(file_id))

    @blueprint.post("/entitlements/files/<int:file_id>/confirm")
    @needs("payments")
    def entitlements_confirm(file_id: int) -> ResponseReturnValue:
        try:
            seen = _seal().loads(request.form.get("seen", ""), max_age=86_400)
        except BadSignature:
            seen = None
        if seen is None or seen["file"] != file_id:
            return _sheet(_kept(file_id), trouble=words.PREVIEW_OLD), 422
        if seen["doubts"] and request.form.get("checked") != "1":
            return _sheet(_kept(file_id), trouble=words.DOUBTS_UNCHECKED), 422
        entering = Entering(file_id, here().who, seen["moves"], services)
        entering.start()
        entering.join(_PATIENCE)
        if entering.refused:
            return _sheet(_kept(file_id), trouble=entering.refused), 422
        flash(words.REGISTER_RUNNING if entering.is_alive() else words.REGISTER_DONE)
        return redirect(url_for("console.entitlements"))

    @blueprint.post("/entitlements/person")
    @needs("payments")
    def entitlement_by_hand() -> ResponseReturnValue:
        form = {name: request.form.get(name, "").strip() for name in _FIELDS}
        try:
            who, what = change_by_hand(form["id_number"], _typed(form), here().who, services)
        except BadCell as bad:
            return _page(hand_trouble=bad.text, form=form), 422
        except Refused as no:
            return _page(hand_trouble=no.reason, form=form), 422
        programme = services.office.pack.programmes[form["programme"]].name
        flash(words.HAND_DONE[what].format(who=who, programme=programme))
        return redirect(url_for("console.entitlements"))

    def _page(trouble: str = "", hand_trouble: str = "", form: dict[str, str] | None = None) -> str:
        asked = request.args.get("page", "1")
        page = max(1, int(asked)) if asked.isdigit() else 1
        with services.storage.read() as uow:
            found = uow.entitlements.files(page, SIZE)
            names = names_of(uow, services.office)
        now = services.now()
        rows = [
            {
                "id": file.id,
                "name": file.name,
                "by": names.who(file.by),
                "at": minute(file.at, now),
                "done": minute(file.confirmed_at, now) if file.confirmed_at else "",
                "new": file.new,
                "changed": file.changed,
                "stopped": file.stopped,
            }
            for file in found.rows
        ]
        programmes = [(key, one.name) for key, one in services.office.pack.programmes.items() if one.ours]
        return render_template(
            "console/entitlements.html",
            rows=rows,
            total=found.total,
            page=page,
            size=SIZE,
            trouble=trouble,
            hand_trouble=hand_trouble,
            form=form or dict.fromkeys(_FIELDS, ""),
            programmes=programmes,
        )

    def _kept(file_id: int) -> EntitlementPreview:
        with services.storage.read() as uow:
            kept = uow.entitlements.file(file_id)
            if kept is None:
                abort(404)
            content = uow.entitlements.content(file_id)
        return check_entitlements(content, kept.name, here().who, services)

    def _sheet(preview: EntitlementPreview, trouble: str = "") -> str:
        errors = [one for one in preview.problems if one.level == "error"]
        doubts = [one for one in preview.problems if one.level == "doubt"]
        file = preview.file
        seen = {"file": file.id if file else None, "moves": preview.moves, "doubts": len(doubts)}
        return render_template(
            "console/entitlement_sheet.html",
            preview=preview,
            errors=errors[:MOST_PROBLEMS],
            doubts=doubts[:MOST_PROBLEMS],
            confirmed=minute(file.confirmed_at, services.now()) if file and file.confirmed_at else "",
            kinds=words.REGISTER_KINDS,
            seen=_seal().dumps(seen),
            trouble=trouble,
        )


class Entering(Thread):
    """A confirmation that outlives the request: a register of a whole county takes longer than a page may."""

    def __init__(self, file_id: int, by: str, moves: int, services: Services) -> None:
        super().__init__(name=f"entitlements-{file_id}")
        self.refused = ""
        self._file_id, self._by, self._moves, self._services = file_id, by, moves, services

    def run(self) -> None:
        """Enter, change and stop what the file tells."""
        try:
            confirm_entitlements(self._file_id, self._by, self._services, doubts_checked=True, moves=self._moves)
        except Refused as no:
            self.refused = no.reason
        except Exception as why:  # noqa: BLE001 - nobody stands above a thread; the clerk confirms the file again
            log.error("entitlements not finished", extra={"file": self._file_id, "error": type(why).__name__})  # noqa: TRY400
            self.refused = words.TRY_AGAIN


def _typed(form: dict[str, str]) -> NewEntitlement:
    """What the clerk typed; raises ``BadCell`` with the words to show."""
    since: date | None = read_date(form["since"]) if form["since"] else None
    amount: Decimal | None = read_amount(form["amount"]) if form["amount"] else None
    stopped_on: date | None = read_date(form["stopped_on"]) if form["stopped_on"] else None
    pay_day: int | None = read_pay_day(form["pay_day"]) if form["pay_day"] else None
    return NewEntitlement(
        form["programme"],
        since,
        amount,
        "month",
        pay_day,
        stopped_on,
        form["stop_reason"][:200],
        form["decided_by"][:200],
    )


def _seal() -> URLSafeTimedSerializer:
    """Signs what the clerk saw, so that what is confirmed is what was shown."""
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="entitlement preview")
