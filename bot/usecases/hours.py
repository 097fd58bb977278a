"""When people may be disturbed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from knowledge.deadlines import LOCAL

if TYPE_CHECKING:
    from bot.services import Services

_QUIET_FROM, _QUIET_UNTIL = 21, 8


def wake_up(now: datetime, services: Services) -> datetime | None:
    """When the quiet hours end that ``now`` lies in; None outside them.

    The pack may set ``quiet_from`` and ``quiet_until`` (hours of the day).
    """
    settings = services.office.pack.settings
    starts, ends = int(settings.get("quiet_from", _QUIET_FROM)), int(settings.get("quiet_until", _QUIET_UNTIL))
    local = now.astimezone(LOCAL)
    asleep = local.hour >= starts or local.hour < ends if starts > ends else starts <= local.hour < ends
    if not asleep:
        return None
    morning = local.replace(hour=ends, minute=0, second=0, microsecond=0)
    return (morning if morning > local else morning + timedelta(days=1)).astimezone(now.tzinfo)


def next_morning(now: datetime, services: Services) -> datetime:
    """The end of the coming quiet hours."""
    settings = services.office.pack.settings
    local = now.astimezone(LOCAL) + timedelta(days=1)
    hour = int(settings.get("quiet_until", _QUIET_UNTIL))
    return local.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)
