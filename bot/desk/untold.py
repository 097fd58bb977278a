"""Residents who were paid and have nobody on WeChat: told at the door or by telephone, and ticked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console.names import names_of
from bot.desk import words
from bot.desk.visitor import here, who
from bot.usecases.payments import told_in_person
from dialogs.say import say_day, say_money, say_period, what_came

if TYPE_CHECKING:
    from bot.services import Services

SIZE = 200


def register_untold(blueprint: Blueprint, services: Services) -> None:
    """到账告知."""

    @blueprint.get("/payments/<int:batch_id>")
    def untold(batch_id: int) -> ResponseReturnValue:
        programmes = services.office.pack.programmes
        with services.storage.read() as uow:
            if uow.payments.batch(batch_id) is None:
                abort(404)
            page = uow.arrivals.untold(batch_id, _place(), size=SIZE)
            names = names_of(uow, services.office)
        rows = [
            {
                "id": one.payment.id,
                "name": one.name,
                "phone": one.phone,
                "place": names.place(one.place),
                "what": what_came(
                    programmes[one.payment.programme].name if one.payment.programme in programmes else "",
                    one.payment.supplement,
                ),
                "period": say_period(one.payment.period),
                "amount": say_money(one.payment.amount),
                "day": say_day(one.payment.paid_on),
                "tail": one.payment.account_tail,
            }
            for one in page.rows
        ]
        _read_by(batch_id, len(rows))
        return render_template("desk/untold.html", rows=rows, total=page.total, batch_id=batch_id, place=_place())

    @blueprint.post("/payments/<int:batch_id>")
    def told(batch_id: int) -> ResponseReturnValue:
        ticked = {int(one) for one in request.form.getlist("told") if one.isdigit()}
        with services.storage.read() as uow:
            mine = {one.payment.id for one in uow.arrivals.untold(batch_id, here().division, size=10_000).rows}
        count = told_in_person(sorted(ticked & mine), who(), services)
        flash(words.told(count), "done")
        return redirect(url_for("desk.untold", batch_id=batch_id, place=request.form.get("place") or None))

    def _place() -> str:
        """The place asked for, within the member's own."""
        asked = request.args.get("place", "")
        return asked if asked.startswith(here().division) else here().division

    def _read_by(batch_id: int, count: int) -> None:
        with services.storage.work() as uow:
            uow.audit.record(who(), "reveal.untold", f"batch:{batch_id}", str(count), at=services.now())
            uow.commit()
