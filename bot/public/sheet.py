"""一单清: on one sheet of paper all that a person receives, by which standard, whom to ask and who watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from bot.public.amounts import entitlements_of, standards_at
from bot.public.channels import numbers_at, watched_by
from bot.public.mine import person_of
from bot.public.visitor import here
from dialogs.say import local_day, say_full_day
from knowledge.identity import mask_id

if TYPE_CHECKING:
    from bot.services import Services


def register_sheet(blueprint: Blueprint, services: Services) -> None:
    """The sheet, for the wall at home."""

    @blueprint.get("/my/sheet")
    def sheet() -> ResponseReturnValue:
        with services.storage.read() as uow:
            person = person_of(here(), uow)
            rows = entitlements_of(person, uow, services) if person else []
        if person is None:
            return render_template("public/unbound.html", clues=())
        office = services.office
        place = person.place or office.pack.division
        programmes = [office.pack.programmes[row.programme] for row in rows if row.programme in office.pack.programmes]
        return render_template(
            "public/sheet.html",
            person=person,
            id_number=mask_id(person.id_number),
            place=office.places.full_name(person.place),
            rows=rows,
            standards=[(one.name, standards_at(one, place, services)) for one in programmes],
            windows=office.pack.windows_at(place),
            lines=numbers_at(services),
            watched=watched_by(services),
            today=say_full_day(local_day(services.now())),
        )
