"""待遇: the register of who receives what, uploaded as a file or changed for one person with a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from bot.console.register_files import SIZE, Confirming, page_number, promised, shown, uploaded
from bot.usecases.entitlements import EntitlementPreview, change_by_hand, check_entitlements, confirm_entitlements
from knowledge.casework import Refused
from knowledge.entitlementrows import read_date, read_pay_day
from knowledge.paycells import BadCell, read_amount
from storage.entitlement_rows import EntitlementFile, NewEntitlement

if TYPE_CHECKING:
    from bot.services import Services

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
        sent = uploaded()
        if sent is None:
            return _page(trouble=words.NO_FILE), 422
        preview = check_entitlements(*sent, here().who, services)
        if preview.unreadable:
            return _page(trouble=preview.unreadable), 422
        return _sheet(preview), 422 if preview.errors else 200

    @blueprint.get("/entitlements/files/<int:file_id>")
    @needs("payments")
    def entitlement_sheet(file_id: int) -> ResponseReturnValue:
        kept = _kept(file_id)
        if kept.state in ("importing", "done"):
            return render_template("console/entitlement_file.html", file=kept, **_entered(kept))
        return _sheet(_checked(kept))

    @blueprint.get("/entitlements/files/<int:file_id>/progress")
    @needs("payments")
    def entitlement_progress(file_id: int) -> ResponseReturnValue:
        kept = _kept(file_id)
        return render_template("console/entitlement_progress.html", file=kept, **_entered(kept))

    @blueprint.post("/entitlements/files/<int:file_id>/confirm")
    @needs("payments")
    def entitlements_confirm(file_id: int) -> ResponseReturnValue:
        seen, trouble = promised(file_id)
        if not trouble:
            by, told = here().who, {name: seen[name] for name in ("count", "moves", "as_of")}
            confirming = Confirming(
                f"entitlements-{file_id}",
                lambda: confirm_entitlements(file_id, by, services, doubts_checked=True, **told),
            )
            trouble = confirming.begun()
        if trouble:
            return _sheet(_checked(_kept(file_id)), trouble), 422
        return redirect(url_for("console.entitlement_sheet", file_id=file_id))

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
        page = page_number()
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
                "done": minute(file.confirmed_at, now),
                "state": words.REGISTER_STATES[file.state],
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

    def _kept(file_id: int) -> EntitlementFile:
        with services.storage.read() as uow:
            kept = uow.entitlements.file(file_id)
        return kept or abort(404)

    def _checked(kept: EntitlementFile) -> EntitlementPreview:
        with services.storage.read() as uow:
            content = uow.entitlements.content(kept.id)
        return check_entitlements(content, kept.name, here().who, services)

    def _sheet(preview: EntitlementPreview, trouble: str = "") -> str:
        file = preview.file
        seen = {"file": file.id if file else None, "moves": preview.moves, "as_of": preview.as_of}
        return render_template(
            "console/entitlement_sheet.html",
            **shown(preview, seen | {"count": preview.count}, trouble),
            confirmed=minute(file.confirmed_at, services.now()) if file and file.state == "done" else "",
            kinds=words.REGISTER_KINDS,
        )

    def _entered(file: EntitlementFile) -> dict[str, object]:
        with services.storage.read() as uow:
            names = names_of(uow, services.office)
        return {
            "by": names.who(file.confirmed_by or file.by),
            "at": minute(file.confirmed_at, services.now()),
            "state": words.REGISTER_STATES[file.state],
            "kinds": words.REGISTER_KINDS,
        }


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
