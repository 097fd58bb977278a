"""A phone with one chat: what it shows, and what its owner allows the account to send."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.simulator import rich_text
from bot.simulator.errors import ApiError

Side = Literal["me", "account", "system", "error", "notice"]
Opening = Literal["message", "tap", "paid"]
OPENINGS: dict[Opening, tuple[int, timedelta]] = {
    "message": (5, timedelta(hours=48)),
    "tap": (3, timedelta(minutes=1)),
    "paid": (1_000_000, timedelta(hours=48)),
}
"""How many customer-service messages an act of the owner allows, and for how long."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One thing in the chat. ``data`` holds what its kind needs: parts, media_id, articles, items, lines, url…"""

    id: int
    at: datetime
    side: Side
    kind: str
    text: str = field(repr=False)
    data: dict[str, Any] = field(default_factory=dict, repr=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "side": self.side,
            "kind": self.kind,
            "text": self.text,
            **self.data,
        }


@dataclass(slots=True)
class Window:
    """Until when, and how many customer-service messages may still be sent."""

    until: datetime
    left: int


@dataclass(slots=True)
class Phone:
    """State of one WeChat user towards the account; the platform's lock guards it."""

    openid: str
    name: str
    role: str = ""
    followed: bool = False
    followed_at: datetime | None = None
    unionid: str = ""
    bubbles: list[Bubble] = field(default_factory=list)
    windows: dict[Opening, Window] = field(default_factory=dict)
    consents: Counter[str] = field(default_factory=Counter)
    scene_consents: set[tuple[str, str]] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    blocked: bool = False
    snapshot: bool = False
    touched_at: datetime | None = None
    typing_until: datetime | None = None
    how: str = "ADD_SCENE_SEARCH"
    scene: str = ""
    tags: set[int] = field(default_factory=set)
    remark: str = ""
    mass_received: Counter[str] = field(default_factory=Counter)
    where: tuple[float, float, float] | None = None
    """Latitude, longitude and precision that entering the chat reports, when the owner allows it."""

    def show(self, number: int, at: datetime, side: Side, kind: str, text: str = "", **data: Any) -> Bubble:
        if kind == "text":
            data["parts"] = rich_text.parts(text) if side == "account" else [{"text": text}]
            text = rich_text.as_shown(text) if side == "account" else text
        if side != "me":
            self.typing_until = None
        bubble = Bubble(number, at, side, kind, text, data)
        self.bubbles.append(bubble)
        del self.bubbles[:-500]
        return bubble

    def opened(self, opening: Opening, now: datetime) -> None:
        """The owner did something: the window of that kind starts anew."""
        left, life = OPENINGS[opening]
        self.windows[opening] = Window(now + life, left)
        self.touched_at = now

    def spend(self, now: datetime) -> None:
        """Use up one customer-service message; raises 45015 without a window and 45047 with an empty one."""
        running = [window for window in self.windows.values() if window.until > now]
        if not self.followed or not running:
            raise ApiError(45015)
        for window in sorted(running, key=lambda window: window.until):
            if window.left > 0:
                window.left -= 1
                return
        raise ApiError(45047)

    def window(self, now: datetime) -> tuple[datetime | None, int]:
        """Until when customer-service messages may be sent, and how many."""
        running = [window for window in self.windows.values() if window.until > now]
        if not self.followed or not running:
            return None, 0
        return max(window.until for window in running), sum(window.left for window in running)

    def as_json(self, now: datetime) -> dict[str, Any]:
        until, left = self.window(now)
        return {
            "openid": self.openid,
            "name": self.name,
            "role": self.role,
            "followed": self.followed,
            "blocked": self.blocked,
            "snapshot": self.snapshot,
            "typing": bool(self.typing_until and self.typing_until > now),
            "window": {"until": until.isoformat() if until else None, "left": left},
            "consents": dict(self.consents),
            "refused": sorted(self.refused),
            "where": list(self.where) if self.where else None,
            "last": self.bubbles[-1].id if self.bubbles else 0,
        }
