"""Who was paid and has nobody on WeChat: a list for each village, to be printed and told in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from bot.console.guard import here, needs
from bot.console.moments import minute
from bot.console.names import names_of
from dialogs.say import say_day, say_money, say_period, what_came
from knowledge.identity import mask_phone

if TYPE_CHECKING:
    from bot.services import Services

SIZE = 500
LATEST = 20


def register_untold(blueprint: Blueprint, services: Services) -> None:
    """要当面告知的名单."""

    @blueprint.get("/payments/lists")
    @needs("payment_lists")
    def untold_lists() -> ResponseReturnValue:
        scope, county, now = here().scope, services.office.pack.division, services.now()
        if not scope.startswith(county):
            abort(404)
        with services.storage.read() as uow:
            made = [(kept, batch) for kept, batch in uow.payments.files(size=LATEST).rows if batch]
            rows = [
                {
                    "batch": batch.id,
                    "name": kept.name,
                    "at": minute(batch.at, now),
                    "people": uow.arrivals.untold(batch.id, "" if scope == county else scope, size=1).total,
                }
                for kept, batch in made
                if batch.state == "ready"
            ]
        return render_template("console/untold_lists.html", rows=rows)

    @blueprint.get("/payments/batches/<int:batch_id>/untold")
    @needs("payment_lists")
    def untold(batch_id: int) -> ResponseReturnValue:
        scope, county = here().scope, services.office.pack.division
        asked = request.args.get("place", "")
        place = asked if asked.startswith(scope) else ("" if scope == county else scope)
        programmes = services.office.pack.programmes
        with services.storage.read() as uow:
            if uow.payments.batch(batch_id) is None or not scope.startswith(county):
                abort(404)
            by_place = uow.arrivals.untold_by_place(batch_id)
            page = uow.arrivals.untold(batch_id, place, size=SIZE) if place or scope != county or asked else None
            names = names_of(uow, services.office)
        places = [
            (code, names.place(code), count)
            for code, count in sorted(by_place.items())
            if scope == county or code.startswith(scope)
        ]
        rows = [
            {
                "name": one.name,
                "phone": mask_phone(one.phone) if one.phone else "",
                "place": names.place(one.place),
                "what": what_came(
                    programmes[one.payment.programme].name if one.payment.programme in programmes else "",
                    one.payment.supplement,
                ),
                "period": say_period(one.payment.period),
                "amount": say_money(one.payment.amount),
                "day": say_day(one.payment.paid_on),
            }
            for one in (page.rows if page else ())
        ]
        if rows:
            with services.storage.work() as uow:
                uow.audit.record(
                    here().who, "reveal.untold", f"batch:{batch_id}", f"{place} {len(rows)}", at=services.now()
                )
                uow.commit()
        return render_template(
            "console/untold.html",
            batch_id=batch_id,
            places=places,
            place=place,
            place_name=names.place(place) if place else "",
            rows=rows,
            total=page.total if page else sum(count for _, _, count in places),
        )
