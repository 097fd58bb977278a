"""The platform's time, which tests and the demo may push forward."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
_LOOK = 0.02
"""Seconds between two looks at a clock that somebody else may advance."""


class Clock:
    """Aware UTC time that can be advanced; ``Clock.standing(at)`` moves only when it is."""

    def __init__(self, read: Callable[[], float] = time.time) -> None:
        self._read = read
        self._ahead = 0.0
        self._lock = threading.Lock()

    @classmethod
    def standing(cls, at: datetime) -> Clock:
        moment = at.timestamp()
        return cls(lambda: moment)

    def now(self) -> datetime:
        with self._lock:
            return datetime.fromtimestamp(self._read() + self._ahead, UTC)

    def advance(self, seconds: float) -> None:
        """Move on; a negative number is refused, since the platform's time never runs back."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        with self._lock:
            self._ahead += seconds

    def sleep(self, seconds: float) -> None:
        """Return once this clock shows so many seconds more, whether they passed or were skipped."""
        until = self.now() + timedelta(seconds=seconds)
        while (left := (until - self.now()).total_seconds()) > 0:
            time.sleep(min(left, _LOOK))


class Alarms:
    """Calls that are due at a moment of a ``Clock``; they run one after another in one thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: list[tuple[datetime, int, Callable[[], None]]] = []
        self._count = 0
        self._changed = threading.Condition()
        self._open = True
        threading.Thread(target=self._run, name="simulator-alarms", daemon=True).start()

    def after(self, seconds: float, call: Callable[[], None]) -> None:
        with self._changed:
            self._count += 1
            heapq.heappush(self._due, (self._clock.now() + timedelta(seconds=seconds), self._count, call))
            self._changed.notify()

    def waiting(self) -> int:
        with self._changed:
            return len(self._due)

    def close(self) -> None:
        with self._changed:
            self._open = False
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._open and not (self._due and self._due[0][0] <= self._clock.now()):
                    self._changed.wait(_LOOK if self._due else None)
                if not self._open:
                    return
                call = heapq.heappop(self._due)[2]
            call()
