"""一家人: the whole family's sheet for the wall at home, printed with a reason that is kept; who lives with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import here, needs
from bot.console.names import names_of
from bot.usecases.family import keep_household, members_of
from dialogs.say import local_day, say_full_day
from knowledge.casework import Refused
from knowledge.identity import check_id_number, mask_id

if TYPE_CHECKING:
    from bot.services import Services


def register_families(blueprint: Blueprint, services: Services) -> None:
    """一家人的一单清, and the household of one person by hand."""

    @blueprint.get("/families")
    @needs("sheets")
    def families() -> ResponseReturnValue:
        return _form()

    @blueprint.post("/families")
    @needs("sheets")
    def family_sheet() -> ResponseReturnValue:
        number, reason = check_id_number(request.form.get("id_number", "")), request.form.get("reason", "")
        if reason not in words.FAMILY_REASONS:
            return _form(words.FAMILY_REASON_LACKS), 422
        county = services.office.pack.division
        with services.storage.work() as uow:
            person = uow.people.by_id_number(number) if number else None
            # One who is known but lives elsewhere is told like one who is not known.
            if person is None or not here().sees(person.place, county):
                return _form(words.FAMILY_UNKNOWN), 422
            people = [one for one in uow.households.of(person.id) if here().sees(one.place, county)]
            family = members_of(((one, "") for one in people), uow, services)
            names = names_of(uow, services.office)
            for one in people:
                uow.audit.record(here().who, "reveal.sheet", f"person:{one.id}", reason, at=services.now())
            uow.commit()
        return render_template(
            "console/family_sheet.html",
            family=[(one, mask_id(one.person.id_number), names.place(one.person.place)) for one in family],
            today=say_full_day(local_day(services.now())),
            bureau=services.office.pack.bureau,
            sample=services.office.pack.sample,
        )

    @blueprint.post("/families/household")
    @needs("payments")
    def family_household() -> ResponseReturnValue:
        id_number, key = request.form.get("id_number", ""), request.form.get("household", "")
        try:
            who = keep_household(id_number, key, here().who, services)
        except Refused as no:
            return _form(no.reason), 422
        flash(words.HOUSEHOLD_KEPT.format(who=who))
        return redirect(url_for("console.families"))

    def _form(trouble: str = "") -> str:
        typed = request.form if trouble else {}
        return render_template(
            "console/families.html",
            trouble=trouble,
            typed=typed,
            reasons=words.FAMILY_REASONS,
            keeps=here().may("payments"),
        )
