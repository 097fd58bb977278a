"""Paying out: upload, see every problem before anything happens, confirm by naming the count, watch it go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from bot.usecases.payments import check_sheet, confirm_sheet, look_again
from bot.usecases.sheetfile import Unreadable
from dialogs.say import say_money
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.services import Services
    from storage.payment_rows import Progress

SIZE = 30
MOST_PROBLEMS = 200


def register_payments(blueprint: Blueprint, services: Services) -> None:
    """发放."""

    @blueprint.get("/payments")
    @needs("payments")
    def payments() -> ResponseReturnValue:
        return _list()

    @blueprint.post("/payments")
    @needs("payments")
    def payment_upload() -> ResponseReturnValue:
        sent = request.files.get("sheet")
        if sent is None or not sent.filename:
            return _list(trouble=words.NO_FILE), 422
        try:
            preview = check_sheet(sent.read(), sent.filename, here().who, services)
        except Unreadable as no:
            return _list(trouble=no.text), 422
        return redirect(url_for("console.sheet", file_id=preview.file.id))

    @blueprint.get("/payments/files/<int:file_id>")
    @needs("payments")
    def sheet(file_id: int) -> ResponseReturnValue:
        return _sheet(file_id)

    @blueprint.post("/payments/files/<int:file_id>/confirm")
    @needs("payments")
    def sheet_confirm(file_id: int) -> ResponseReturnValue:
        try:
            batch = confirm_sheet(file_id, here().who, services, doubts_checked=request.form.get("checked") == "1")
        except Refused as no:
            return _sheet(file_id, trouble=no.reason), 422
        return redirect(url_for("console.batch", batch_id=batch.id))

    @blueprint.get("/payments/batches/<int:batch_id>")
    @needs("payments")
    def batch(batch_id: int) -> ResponseReturnValue:
        return render_template("console/batch.html", **_progress(batch_id))

    @blueprint.get("/payments/batches/<int:batch_id>/progress")
    @needs("payments")
    def batch_progress(batch_id: int) -> ResponseReturnValue:
        return render_template("console/batch_progress.html", **_progress(batch_id))

    def _list(trouble: str = "") -> str:
        number = request.args.get("page", "1")
        page = max(1, int(number)) if number.isdigit() else 1
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

    def _sheet(file_id: int, trouble: str = "") -> str:
        with services.storage.read() as uow:
            if uow.payments.file(file_id) is None:
                abort(404)
        preview = look_again(file_id, services)
        errors = [one for one in preview.problems if one.level == "error"]
        doubts = [one for one in preview.problems if one.level == "doubt"]
        return render_template(
            "console/sheet.html",
            preview=preview,
            errors=errors[:MOST_PROBLEMS],
            error_count=len(errors),
            doubts=doubts[:MOST_PROBLEMS],
            doubt_count=len(doubts),
            money=say_money(preview.total),
            trouble=trouble,
        )

    def _progress(batch_id: int) -> dict[str, Any]:
        with services.storage.read() as uow:
            try:
                progress = uow.arrivals.progress(batch_id)
            except KeyError:
                abort(404)
            pay_file = uow.payments.file(progress.batch.file_id)
            names = names_of(uow, services.office)
        return {
            "progress": progress,
            "name": pay_file.name if pay_file else "",
            "by": names.who(progress.batch.by),
            "at": minute(progress.batch.at, services.now()),
            "money": say_money(progress.amount),
            "state": words.BATCH_STATES[progress.batch.state],
            "letters": [(words.LETTER_STATES[state], count) for state, count in progress.letters.items() if count],
            "running": running(progress),
            "done": sum(count for state, count in progress.letters.items() if state != "queued"),
            "all": sum(progress.letters.values()),
        }


def running(progress: Progress) -> bool:
    """Whether figures may still change by themselves."""
    return progress.batch.state == "importing" or bool(progress.letters.get("queued") or progress.letters.get("handed"))
