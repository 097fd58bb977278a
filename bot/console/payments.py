"""Paying out: upload, see every problem before anything happens, confirm by naming the count, watch it go out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from bot.console.register_files import SIZE, Confirming, page_number, promised, shown, uploaded
from bot.usecases.hours import wake_up
from bot.usecases.payments import Preview, check_sheet, confirm_sheet
from dialogs.say import say_money
from knowledge.paycells import BadCell, read_supplement

if TYPE_CHECKING:
    from bot.services import Services
    from storage.payment_rows import Progress


def register_payments(blueprint: Blueprint, services: Services) -> None:
    """发放."""

    @blueprint.get("/payments")
    @needs("payments")
    def payments() -> ResponseReturnValue:
        return _list()

    @blueprint.post("/payments")
    @needs("payments")
    def payment_upload() -> ResponseReturnValue:
        sent = uploaded()
        if sent is None:
            return _list(trouble=words.NO_FILE), 422
        preview = check_sheet(*sent, here().who, services)
        if preview.unreadable:
            return _list(trouble=preview.unreadable), 422
        return _sheet(preview), 422 if preview.errors else 200

    @blueprint.get("/payments/files/<int:file_id>")
    @needs("payments")
    def sheet(file_id: int) -> ResponseReturnValue:
        return _sheet(_kept(file_id))

    @blueprint.post("/payments/files/<int:file_id>/supplement")
    @needs("payments")
    def sheet_supplement(file_id: int) -> ResponseReturnValue:
        try:
            reason = read_supplement(request.form.get("reason", ""))
        except BadCell as bad:
            return _sheet(_kept(file_id), bad.text), 422
        return _sheet(_kept(file_id, reason), "" if reason else words.SUPPLEMENT_WHY)

    @blueprint.post("/payments/files/<int:file_id>/confirm")
    @needs("payments")
    def sheet_confirm(file_id: int) -> ResponseReturnValue:
        seen, trouble = promised(file_id)
        if not trouble:
            count, total, why, by = seen["count"], Decimal(seen["total"]), seen["supplement"], here().who
            confirming = Confirming(
                f"payments-{file_id}",
                lambda: confirm_sheet(
                    file_id, by, services, count=count, total=total, doubts_checked=True, supplement=why
                ),
            )
            # A very large file goes on, and the page it leads to shows how far it is.
            trouble = confirming.begun()
        if trouble:
            return _sheet(_kept(file_id), trouble), 422
        with services.storage.read() as uow:
            made = uow.payments.batch_of(file_id)
        return redirect(url_for("console.batch", batch_id=made.id) if made else url_for("console.payments"))

    @blueprint.get("/payments/batches/<int:batch_id>")
    @needs("payments")
    def batch(batch_id: int) -> ResponseReturnValue:
        return render_template("console/batch.html", **_progress(batch_id))

    @blueprint.get("/payments/batches/<int:batch_id>/progress")
    @needs("payments")
    def batch_progress(batch_id: int) -> ResponseReturnValue:
        return render_template("console/batch_progress.html", **_progress(batch_id))

    def _list(trouble: str = "") -> str:
        page = page_number()
        with services.storage.read() as uow:
            found = uow.payments.files(page, SIZE)
            names = names_of(uow, services.office)
        rows = [
            {
                "file": pay_file.id,
                "name": pay_file.name,
                "by": names.who(pay_file.by),
                "at": minute(pay_file.at, services.now()),
                "batch": made.id if made else None,
                "state": words.BATCH_STATES[made.state][0] if made else words.NOT_CONFIRMED,
                "tone": words.BATCH_STATES[made.state][1] if made else "state-due",
                "people": made.rows_expected if made else None,
                "total": say_money(made.total) if made else "",
            }
            for pay_file, made in found.rows
        ]
        return render_template(
            "console/payments.html", rows=rows, total=found.total, page=page, size=SIZE, trouble=trouble
        )

    def _kept(file_id: int, supplement: str = "") -> Preview:
        with services.storage.read() as uow:
            kept = uow.payments.file(file_id)
            if kept is None:
                abort(404)
            content = uow.payments.content(file_id)
        return check_sheet(content, kept.name, here().who, services, supplement)

    def _sheet(preview: Preview, trouble: str = "") -> str:
        seen = {"file": preview.file_id, "count": preview.count, "total": str(preview.total)}
        seen["supplement"] = preview.supplement
        return render_template(
            "console/sheet.html",
            **shown(preview, seen, trouble),
            money=say_money(preview.total),
            repeated_money=say_money(preview.repeated_total),
            fresh_money=say_money(preview.total - preview.repeated_total),
            texts=services.settings.sms_ready,
            sums=[(one.name, one.count, say_money(one.total)) for one in preview.programmes],
        )

    def _progress(batch_id: int) -> dict[str, Any]:
        with services.storage.read() as uow:
            try:
                progress = uow.arrivals.progress(batch_id)
            except KeyError:
                abort(404)
            pay_file = uow.payments.file(progress.batch.file_id)
            stored = progress.batch.state != "importing"
            untold = sum(uow.arrivals.untold_by_place(batch_id).values()) if stored else None
            names = names_of(uow, services.office)
        waiting = progress.letters.get("queued")
        # What a finished batch did not store had been paid by another file.
        repeated = progress.batch.rows_expected - progress.stored if progress.batch.state == "ready" else 0
        return {
            "progress": progress,
            "repeated": repeated,
            "expected": progress.batch.rows_expected - repeated,
            "texts": services.settings.sms_ready,
            "name": pay_file.name if pay_file else "",
            "by": names.who(progress.batch.by),
            "at": minute(progress.batch.at, services.now()),
            "money": say_money(progress.batch.total),
            "untold": untold,
            "state": words.BATCH_STATES[progress.batch.state],
            "letters": [(words.LETTER_STATES[state], count) for state, count in progress.letters.items() if count],
            "running": running(progress),
            "resting": minute(wake_up(services.now(), services), services.now()) if waiting else "",
            "done": sum(count for state, count in progress.letters.items() if state != "queued"),
            "all": sum(progress.letters.values()),
        }


def running(progress: Progress) -> bool:
    """Whether figures may still change by themselves."""
    return progress.batch.state == "importing" or bool(progress.letters.get("queued") or progress.letters.get("handed"))
