"""What went over the wire, kept for those who want to read it."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

_SECRET = re.compile(
    r"""((?:access_token|refresh_token|secret|jsapi_ticket)["']?\s*[=:]\s*["']?)([^&"'\s,}]{4})[^&"'\s,}]*"""
)
KEPT = 500


def veiled(text: str) -> str:
    """The text with tokens and secrets cut to their first letters."""
    return _SECRET.sub(r"\1\2…", text)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response. ``verdict`` says in a word or two what the platform made of it."""

    id: int
    at: datetime
    way: Literal["push", "api"]
    openid: str
    what: str
    attempt: int
    took_ms: int
    method: str
    url: str
    request: str
    clear_request: str
    status: int
    response: str
    clear_response: str
    verdict: str

    def summary(self) -> dict[str, Any]:
        names = ("id", "way", "openid", "what", "attempt", "took_ms", "method", "status", "verdict")
        return {name: getattr(self, name) for name in names} | {"at": self.at.isoformat()}

    def whole(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat()}


class Exchanges:
    """The last few hundred exchanges, newest last."""

    def __init__(self) -> None:
        self._kept: deque[Exchange] = deque(maxlen=KEPT)
        self._count = 0

    def add(self, **fields: Any) -> Exchange:
        self._count += 1
        for name in ("url", "request", "clear_request", "response", "clear_response"):
            fields[name] = veiled(fields[name])
        exchange = Exchange(id=self._count, **fields)
        self._kept.append(exchange)
        return exchange

    def list(self, openid: str = "", way: str = "", after: int = 0) -> list[Exchange]:
        return [
            exchange
            for exchange in self._kept
            if exchange.id > after and (not openid or exchange.openid == openid) and (not way or exchange.way == way)
        ]

    def get(self, exchange_id: int) -> Exchange | None:
        return next((exchange for exchange in self._kept if exchange.id == exchange_id), None)
