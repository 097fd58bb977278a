"""Who answers for a clue, by the directory of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.deadlines import LOCAL
from knowledge.routing import Route, route

if TYPE_CHECKING:
    from bot.services import Services
    from storage.uow import UnitOfWork


def route_for(place: str, kind: str, urgency: str, uow: UnitOfWork, services: Services) -> Route:
    """Who answers for such a clue today."""
    office = services.office
    today = services.now().astimezone(LOCAL).date()
    return route(place or office.pack.division, kind, urgency, uow.staff.directory(), office.places, today)


def answerable(found: Route) -> dict[str, Any]:
    """The fields of a clue that name who answers for it."""
    return {
        "owner_id": found.owner.id if found.owner else None,
        "deputy_id": found.deputy.id if found.deputy else None,
        "superior_id": found.superior.id if found.superior else None,
        "route_why": found.why,
        "vacancy": found.vacancy,
    }
