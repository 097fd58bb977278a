"""How often each API may be called per day, and what has been used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulator.clock import CHINA
from bot.simulator.errors import ApiError

LIMITS: dict[str, int] = {
    "/cgi-bin/token": 2_000,
    "/cgi-bin/stable_token": 500_000,
    "/cgi-bin/menu/create": 1_000,
    "/cgi-bin/menu/get": 10_000,
    "/cgi-bin/menu/delete": 1_000,
    "/cgi-bin/message/custom/send": 500_000,
    "/cgi-bin/message/template/send": 100_000,
    "/cgi-bin/message/mass/sendall": 100,
    "/cgi-bin/message/mass/send": 100,
    "/cgi-bin/qrcode/create": 100_000,
    "/cgi-bin/user/info": 5_000_000,
    "/cgi-bin/user/get": 500,
    "/cgi-bin/media/upload": 100_000,
    "/cgi-bin/media/get": 200_000,
}
"""Daily limits of a new account; others are not limited."""
CLEARS_PER_MONTH = 10


@dataclass(slots=True)
class Quotas:
    """Calls of each day (in China) against the limits."""

    limits: Mapping[str, int]
    used: Counter[tuple[str, str]] = field(default_factory=Counter)
    cleared: Counter[str] = field(default_factory=Counter)

    def spend(self, path: str, now: datetime) -> None:
        """Count one call; raises 45009 when the day's calls are used up."""
        limit = self.limits.get(path)
        if limit is None:
            return
        key = (_day(now), path)
        if self.used[key] >= limit:
            raise ApiError(45009)
        self.used[key] += 1

    def state(self, path: str, now: datetime) -> dict[str, int]:
        if path not in self.limits:
            raise ApiError(76021)
        used = self.used[(_day(now), path)]
        return {"daily_limit": self.limits[path], "used": used, "remain": self.limits[path] - used}

    def clear(self, now: datetime) -> None:
        month = _day(now)[:7]
        if self.cleared[month] >= CLEARS_PER_MONTH:
            raise ApiError(48006)
        self.cleared[month] += 1
        self.used.clear()


def _day(now: datetime) -> str:
    return now.astimezone(CHINA).date().isoformat()
