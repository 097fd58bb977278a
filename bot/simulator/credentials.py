"""Access tokens and tickets: two isolated lines of them, as /token and /stable_token give out."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.simulator.errors import ApiError

LIFE = timedelta(seconds=7200)
OVERLAP = timedelta(minutes=5)
FORCE_PAUSE = timedelta(seconds=30)
FORCE_PER_DAY = 20
_LETTERS = string.ascii_letters + string.digits + "_-"


def word(chance: random.Random, length: int) -> str:
    """A made-up token of letters, digits, "_" and "-"."""
    return "".join(chance.choices(_LETTERS, k=length))


@dataclass(slots=True)
class Token:
    """One access token."""

    value: str = field(repr=False)
    expires: datetime
    """When the platform says it ends."""
    dies: datetime
    """When it really stops working; earlier once it was replaced."""


@dataclass(slots=True)
class Line:
    """Tokens of one kind, newest last; only the last two may still work."""

    tokens: list[Token] = field(default_factory=list)

    def issue(self, now: datetime, chance: random.Random) -> Token:
        for old in self.tokens[:-1]:
            old.dies = min(old.dies, now)
        for old in self.tokens[-1:]:
            old.dies = min(old.dies, now + OVERLAP)
        token = Token(word(chance, 136), now + LIFE, now + LIFE)
        self.tokens = [*self.tokens[-20:], token]
        return token


@dataclass(slots=True)
class Credentials:
    """All tokens of the account."""

    plain: Line = field(default_factory=Line)
    stable: Line = field(default_factory=Line)
    forced: list[datetime] = field(default_factory=list)
    tickets: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def stable_token(self, now: datetime, chance: random.Random, force: bool) -> Token:
        """The same token until five minutes before its end, unless forced; forcing has its own limits."""
        if force:
            self.forced = [at for at in self.forced if now - at < timedelta(days=1)]
            if len(self.forced) >= FORCE_PER_DAY:
                raise ApiError(45009, "force_refresh is limited to 20 times a day")
            if self.forced and now - self.forced[-1] < FORCE_PAUSE:
                raise ApiError(45011, "force_refresh needs 30 seconds between two calls")
            self.forced.append(now)
            return self.stable.issue(now, chance)
        if self.stable.tokens:
            token = self.stable.tokens[-1]
            if token.dies > now and token.expires - now > OVERLAP:
                return token
        return self.stable.issue(now, chance)

    def check(self, value: str, now: datetime) -> None:
        if not value:
            raise ApiError(41001)
        if len(value) < 32:
            raise ApiError(40014)
        for token in (*self.plain.tokens, *self.stable.tokens):
            if token.value == value:
                if token.dies > now:
                    return
                raise ApiError(42001 if token.dies >= token.expires else 40001)
        raise ApiError(40001)

    def steal(self, now: datetime) -> None:
        """Another client has fetched tokens of its own: all that were given out stop working at once."""
        for token in (*self.plain.tokens, *self.stable.tokens):
            token.dies = min(token.dies, now)

    def ticket(self, kind: str, now: datetime, chance: random.Random) -> tuple[str, int]:
        value, until = self.tickets.get(kind, ("", now))
        if until - now < OVERLAP:
            value, until = word(chance, 86), now + LIFE
            self.tickets[kind] = (value, until)
        return value, int((until - now).total_seconds())


def check_account(app_id: str, secret: str, asked: Mapping[str, object]) -> None:
    """Raise the platform's error when a caller's appid and secret are not the account's."""
    if not asked.get("appid"):
        raise ApiError(41002)
    if asked["appid"] != app_id:
        raise ApiError(40013)
    if not asked.get("secret"):
        raise ApiError(41004)
    if asked["secret"] != secret:
        raise ApiError(40125)
