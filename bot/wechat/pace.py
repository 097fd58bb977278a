"""How fast letters leave: evenly, and never so that many patient ones hold up a pressing one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.letter_rows import Lane

PER_SECOND = 20.0
"""Calls a second and process; the platform's own limits are far above, a county's line and patience are not."""


class Pace:
    """A bucket that fills with ``per_second`` tokens a second, up to one second's worth; each call takes one.

    A call waits until there is a token. Bulk letters always leave a quarter of the bucket to the others, and urgent
    letters wait for nobody: they take theirs on credit, which the others then wait out. ``clock`` gives seconds that
    only grow, ``sleep`` waits some. For several threads.
    """

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], object], per_second: float = PER_SECOND
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._rate = per_second
        self._most = max(per_second, 1.0)
        self._tokens = self._most
        self._filled_at = clock()
        self._lock = threading.Lock()

    def __call__(self, lane: Lane) -> None:
        """Return when a letter of this lane may make its call."""
        while (missing := self._take(lane)) > 0:
            self._sleep(missing / self._rate)

    def _take(self, lane: Lane) -> float:
        """Take a token if this lane may; else how many are missing."""
        needed = 1 + (self._most / 4 if lane == "bulk" else 0)
        with self._lock:
            now = self._clock()
            self._tokens = min(self._most, self._tokens + (now - self._filled_at) * self._rate)
            self._filled_at = now
            missing = needed - self._tokens
            # A hair less than whole is whole: a sleep too short for the clock to notice would never end.
            if lane == "urgent" or missing <= 1e-6:
                self._tokens = max(self._tokens - 1, -self._most)
                return 0.0
            return missing
