"""Whom to ask and who watches: the numbers and ways that the pack holds, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.bureau import Hotline
    from knowledge.duties import AppealRoute
    from knowledge.telling import Channel

_HELP = ("12345", "12349")
_WATCH = ("12388", "12345")


def numbers_at(services: Services) -> tuple[Hotline, ...]:
    """The lines to ask for help at."""
    return tuple(found for number in _HELP if (found := services.office.pack.hotline(number)))


def watched_by(services: Services) -> tuple[Hotline, ...]:
    """The lines to report at what goes wrong."""
    return tuple(found for number in _WATCH if (found := services.office.pack.hotline(number)))


def ways(use: str, services: Services) -> tuple[Channel, ...]:
    """The ways of that use (``hear``, ``supervise``) that this bureau's own document names."""
    return tuple(one for one in services.office.pack.rulebook.channels if one.use == use)


def appeals(services: Services) -> tuple[AppealRoute, ...]:
    """What can be done against a decision."""
    return services.office.pack.appeals
