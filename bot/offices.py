"""The office of this process: opened once, opened again when the bureau has edited what it is made of."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.own_models import own_models
from bot.places import FOLDER, known
from knowledge.deadlines import LOCAL
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
        self._version: tuple[int, date] | None = None
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
            self._plain = self._office = open_office(
                self._pack,
                places=known(FOLDER, self._now().astimezone(LOCAL).date()),
                cache_dir=CACHE,
                semantic=self._settings.semantic,
            )
        if self._storage is not None:
            # Without a database, or without tables in it, there are no edits to be seen yet.
            with suppress(Unreachable):
                self._tables = self._tables or self._storage.head_ok()
            if self._tables:
                self._office = self._edited(self._plain, self._storage)
            self._look_again = self._now() + LOOK_EVERY
        return self._office or self._plain

    def _edited(self, plain: Office, storage: Storage) -> Office:
        today = self._now().astimezone(LOCAL).date()
        with storage.read() as uow:
            # A new day too: entries of the bureau end on one.
            version = (uow.versions.of("office"), today)
            if version == self._version and self._office is not None:
                return self._office
            rows = uow.standards.rows()
            recorded = uow.recordings.rows()
            entries = uow.lessons.entries(today)
            sentences = uow.lessons.lessons("sentence")
            own_words = uow.wordings.published()
        self._version = version
        office = plain.with_standards(rows) if rows else plain
        office = office.with_wording(own_words) if own_words else office
        office = office.with_recordings(row.recording for row in recorded) if recorded else office
        models = own_models()
        if not (entries or sentences or models):
            return office
        taught = office.with_lessons((each.lesson for each in sentences), (each.entry for each in entries), models)
        taught.search.prepare()
        # Sentence vectors of new entries take 25 ms each: made beside, found by their words until then.
        threading.Thread(target=taught.meanings.prepare, name="meanings", daemon=True).start()
        return taught
