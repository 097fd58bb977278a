"""A clue's deadlines: computed by the rules, kept with the clue as plain JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from knowledge.deadlines import Clock, clocks, next_alarm, unmet

if TYPE_CHECKING:
    from bot.services import Services
    from storage.clue_rows import Clue

NONE: Mapping[str, datetime] = MappingProxyType({})


def running(
    kind: str, urgency: str, opened_at: datetime, services: Services, begun: Mapping[str, datetime] = NONE
) -> tuple[Clock, ...]:
    """Every clock of such a clue by this bureau's rules, soonest first."""
    office = services.office
    return clocks(kind, urgency, opened_at, office.pack.clocks, office.calendar, begun)


def to_json(every: Iterable[Clock]) -> tuple[dict[str, Any], ...]:
    """Clocks as ``Clue.clocks`` keeps them."""
    return tuple(
        {
            "key": clock.key,
            "name": clock.name,
            "due_at": clock.due_at.isoformat(),
            "explain": clock.explain,
            "provisional": clock.provisional,
            "unit": clock.unit,
        }
        for clock in every
    )


def from_json(kept: Iterable[Mapping[str, Any]]) -> tuple[Clock, ...]:
    """Read back what ``to_json`` wrote."""
    return tuple(Clock(**dict(one) | {"due_at": datetime.fromisoformat(one["due_at"])}) for one in kept)


def waiting(clue: Clue, state: str = "", done: Iterable[str] = ()) -> tuple[Clock, ...]:
    """The clocks of a clue that still wait, soonest first; ``done`` are actions taken (visit)."""
    return unmet(from_json(clue.clocks), state or clue.state, done)


def timing(every: Iterable[Clock], state: str, done: Iterable[str], services: Services) -> dict[str, Any]:
    """The fields of a clue that follow from its clocks: ``due_at``, and the first rung of the ladder."""
    soonest = next(iter(unmet(every, state, done)), None)
    return {
        "due_at": soonest.due_at if soonest else None,
        "next_alarm_at": next_alarm(soonest, 0, services.office.calendar) if soonest else None,
        "alarm_level": 0,
    }
