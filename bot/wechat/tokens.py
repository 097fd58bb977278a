"""Access tokens: asked for once, shared by all processes through the database, renewed before they run out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.services import SendError
from storage.tokens import Token

if TYPE_CHECKING:
    from storage.store import Storage

EARLY = timedelta(minutes=5)
"""How long before its end a token is renewed: from then on the platform gives out the next one."""
LEASE = timedelta(seconds=20)
_PATIENCE = 3.0
_STEP = 0.1


class TokenShelf(Protocol):
    """Where the processes keep the token for each other. Each call is a transaction of its own."""

    def get(self, name: str) -> Token | None:
        """The token kept under that name, however old."""

    def put(self, name: str, value: str, expires_at: datetime) -> None:
        """Keep a token and end the lease."""

    def drop(self, name: str, value: str) -> None:
        """Forget the token if it is still this one."""

    def lease(self, name: str, holder: str, until: datetime, now: datetime) -> bool:
        """Whether ``holder`` alone may fetch a new token until then."""

    def release(self, name: str, holder: str) -> None:
        """End a lease without a token."""


class StoredShelf:
    """The shelf in the database."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def get(self, name: str) -> Token | None:
        """The token kept under that name, however old."""
        with self._storage.read() as unit:
            return unit.tokens.get(name)

    def put(self, name: str, value: str, expires_at: datetime) -> None:
        """Keep a token and end the lease."""
        with self._storage.work() as unit:
            unit.tokens.put(name, value, expires_at)
            unit.commit()

    def drop(self, name: str, value: str) -> None:
        """Forget the token if it is still this one."""
        with self._storage.work() as unit:
            unit.tokens.drop(name, value)
            unit.commit()

    def lease(self, name: str, holder: str, until: datetime, now: datetime) -> bool:
        """Whether ``holder`` alone may fetch a new token until then."""
        with self._storage.work() as unit:
            free = unit.tokens.lease(name, holder, until, now)
            unit.commit()
        return free

    def release(self, name: str, holder: str) -> None:
        """End a lease without a token."""
        with self._storage.work() as unit:
            unit.tokens.release(name, holder)
            unit.commit()


class TokenService:
    """Gives out the account's token.

    ``ask`` fetches one: (token, seconds it lives), raising ``SendError``. It is called by one thread at a time, and
    by one process at a time as long as that process is quick.
    """

    def __init__(
        self,
        ask: Callable[[], tuple[str, int]],
        shelf: TokenShelf,
        now: Callable[[], datetime],
        holder: str,
        *,
        name: str = "wechat",
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._ask = ask
        self._shelf = shelf
        self._now = now
        self._holder = holder
        self._name = name
        self._pause = pause
        self._lock = threading.Lock()
        self._kept: Token | None = None

    def token(self) -> str:
        """A token that is good for minutes to come. Raises ``SendError`` when none is to be had."""
        kept = self._kept
        if kept and self._fresh(kept):
            return kept.value
        with self._lock:
            if not (self._kept and self._fresh(self._kept)):
                self._kept = self._shelved() or self._fetched()
            return self._kept.value

    def drop(self, token: str) -> None:
        """The platform refused this token: forget it, unless another has taken its place since."""
        with self._lock:
            if self._kept and self._kept.value == token:
                self._kept = None
            self._shelf.drop(self._name, token)

    def _fresh(self, kept: Token) -> bool:
        return self._now() < kept.expires_at - EARLY

    def _shelved(self) -> Token | None:
        kept = self._shelf.get(self._name)
        return kept if kept and self._fresh(kept) else None

    def _fetched(self) -> Token:
        waited = 0.0
        # A process that hangs or died is waited for a while. A second call then does no harm: the platform gives both
        # the same token.
        while not self._shelf.lease(self._name, self._holder, self._now() + LEASE, self._now()) and waited < _PATIENCE:
            self._pause(_STEP)
            waited += _STEP
            if kept := self._shelved():
                return kept
        try:
            value, lives = self._ask()
        except SendError:
            self._shelf.release(self._name, self._holder)
            raise
        token = Token(value, self._now() + timedelta(seconds=lives))
        self._shelf.put(self._name, token.value, token.expires_at)
        return token
