"""一单清: on one sheet of paper all that a family receives, by which standard, whom to ask and who watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from bot.public.amounts import standards_at
from bot.public.channels import numbers_at, watched_by
from bot.public.mine import people_of
from bot.public.visitor import here
from bot.usecases.family import hidden_of, members_of
from dialogs.say import local_day, say_full_day
from knowledge.identity import mask_id

if TYPE_CHECKING:
    from bot.services import Services


def register_sheet(blueprint: Blueprint, services: Services) -> None:
    """The sheet, for the wall at home."""

    @blueprint.get("/my/sheet")
    def sheet() -> ResponseReturnValue:
        with services.storage.read() as uow:
            people = people_of(here(), uow)
            family = members_of(people, uow, services)
            hidden = hidden_of((person for person, _ in people), uow, services)
        if not family:
            return render_template("public/unbound.html", clues=())
        office = services.office
        place = family[0].person.place or office.pack.division
        received = dict.fromkeys(row.programme for member in family for row in member.rows)
        programmes = [office.pack.programmes[key] for key in received if key in office.pack.programmes]
        return render_template(
            "public/sheet.html",
            family=[(one, mask_id(one.person.id_number), office.places.full_name(one.person.place)) for one in family],
            hidden=hidden,
            standards=[(one.name, standards_at(one, place, services)) for one in programmes],
            windows=office.pack.windows_at(place),
            lines=numbers_at(services),
            watched=watched_by(services),
            today=say_full_day(local_day(services.now())),
        )
