"""What did we say to whom: figures by day, how many residents heard them, and who, with a reason that is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.call_told import CALLS
from bot.console.guard import here, needs
from bot.console.names import masked_names, names_of
from bot.console.standard_rows import of_this_county
from bot.usecases.residents import bound_people
from bot.usecases.standards import known_standards
from dialogs.say import local_day, say_full_day

if TYPE_CHECKING:
    from bot.services import Services

SIZE = 100
_DAYS = 30


def register_told_figures(blueprint: Blueprint, services: Services) -> None:
    """对谁说过什么数字."""

    @blueprint.get("/standards/told")
    @needs("standards")
    def told_figures() -> ResponseReturnValue:
        of_this_county(services)
        return _page()

    @blueprint.post("/standards/told")
    @needs("standards")
    def told_people() -> ResponseReturnValue:
        of_this_county(services)
        reason, key = request.form.get("reason", ""), request.form.get("standard", "")
        if reason not in words.TOLD_REASONS or not key:
            return _page(), 422
        since, until = _range()
        county = services.office.pack.division
        with services.storage.work() as uow:
            found = uow.told_figures.people(since, until, key, size=SIZE)
            contacts = uow.contacts.many({one.openid for one in found.rows})
            bound = bound_people({one.openid for one in found.rows}, uow)
            names = names_of(uow, services.office)
            rows = []
            for one in found.rows:
                contact = contacts.get(one.openid)
                people = bound.get(one.openid, ())
                place = next((each.place for each in people if each.place), "") or (contact.place if contact else "")
                if here().sees(place, county):
                    name = words.CALLER if one.openid.startswith(CALLS) else masked_names(people)
                    rows.append((say_full_day(one.day), name, names.place(place), one.figure))
            detail = f"{since.isoformat()} {until.isoformat()} {reason} {len(rows)}"
            uow.audit.record(here().who, "reveal.told", f"figure:{key}", detail, at=services.now())
            uow.commit()
        return render_template(
            "console/told_people.html",
            rows=rows,
            total=found.total,
            size=SIZE,
            since=say_full_day(since),
            until=say_full_day(until),
            back={"from": since.isoformat(), "to": until.isoformat(), "standard": key},
        )

    def _page() -> str:
        since, until = _range()
        programme, key = request.values.get("programme", ""), request.values.get("standard", "")
        with services.storage.read() as uow:
            sums = uow.told_figures.sums(since, until, programme, key)
            kept = {row.key for row in (*known_standards(uow, services), *uow.standards.withdrawn())}
        programmes = services.office.pack.programmes
        return render_template(
            "console/told.html",
            rows=[
                {
                    "key": one.standard,
                    "known": one.standard in kept,
                    "programme": programmes[one.programme].name if one.programme in programmes else "",
                    "figure": one.figure,
                    "doc_no": one.doc_no or words.NO_DOC_NO,
                    "people": one.people,
                    "first": say_full_day(one.first),
                    "last": say_full_day(one.last),
                }
                for one in sums
            ],
            since=since.isoformat(),
            until=until.isoformat(),
            programme=programme,
            standard=key,
            programmes=[(one, kind.name) for one, kind in programmes.items()],
            reasons=words.TOLD_REASONS,
        )

    def _range() -> tuple[date, date]:
        today = local_day(services.now())
        until = _day(request.values.get("to", "")) or today
        since = _day(request.values.get("from", "")) or until - timedelta(days=_DAYS)
        return (since, until) if since <= until else (until, since)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
