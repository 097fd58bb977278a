"""The office of this process: opened once, opened again when the bureau has edited what it is made of."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.office import open_office
from storage.conflicts import Unreachable

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.office import Office
    from storage.store import Storage

LOOK_EVERY = timedelta(seconds=3)
"""So long at most does another process's edit stay unseen."""
CACHE = Path("var/cache")


class OfficeKeeper:
    """Call it for the office. Without a storage there are no edits to look for."""

    def __init__(
        self, settings: Settings, storage: Storage | None, now: Callable[[], datetime], pack: str = ""
    ) -> None:
        self._settings = settings
        self._storage = storage
        self._now = now
        self._pack = pack or settings.pack
        self._lock = threading.Lock()
        self._plain: Office | None = None
        self._office: Office | None = None
        self._version = -1
        self._tables = False
        self._look_again: datetime | None = None

    def __call__(self) -> Office:
        """The office as last edited, a few seconds behind at most."""
        office = self._office
        if office is not None and (self._look_again is None or self._now() < self._look_again):
            return office
        with self._lock:
            return self._looked()

    def _looked(self) -> Office:
        if self._plain is None:
            self._plain = self._office = open_office(self._pack, cache_dir=CACHE, semantic=self._settings.semantic)
        if self._storage is not None:
            # Without a database, or without tables in it, there are no edits to be seen yet.
            with suppress(Unreachable):
                self._tables = self._tables or self._storage.head_ok()
            if self._tables:
                self._office = self._edited(self._plain, self._storage)
            self._look_again = self._now() + LOOK_EVERY
        return self._office or self._plain

    def _edited(self, plain: Office, storage: Storage) -> Office:
        with storage.read() as uow:
            version = uow.versions.of("office")
            if version == self._version and self._office is not None:
                return self._office
            rows = uow.standards.rows()
        self._version = version
        return plain.with_standards(rows) if rows else plain
