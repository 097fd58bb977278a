"""For which places somebody at the console may write: one's own, never wider than the bureau's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from bot.console.guard import here

if TYPE_CHECKING:
    from bot.services import Services


def own_scope(services: Services) -> str:
    """The widest division of this visitor within the bureau's own; 403 for who belongs elsewhere."""
    scope, ours = here().scope, services.office.pack.division
    if not scope.startswith(ours) and not ours.startswith(scope):
        abort(403)
    return max(scope, ours, key=len)


def places_below(code: str, services: Services) -> list[tuple[str, str]]:
    """The division and all below it, each with its name, a township before its villages."""
    places, found = services.office.places, []
    waiting = [code]
    while waiting:
        code = waiting.pop(0)
        found.append((code, places.full_name(code)))
        waiting += [one.code for one in places.children(code)]
    return sorted(found)
