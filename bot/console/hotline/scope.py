"""What all lists of the hotline have in common: they are the county's, and they have pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request

from bot.console.guard import here

if TYPE_CHECKING:
    from bot.services import Services


def of_the_county(services: Services) -> None:
    """Only for who works for this county: callers and their numbers are nobody else's business; 404 for others."""
    if not services.office.pack.division.startswith(here().scope):
        abort(404)


def page_number() -> int:
    """The page that the address asks for."""
    number = request.args.get("page", "1")
    return max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1
