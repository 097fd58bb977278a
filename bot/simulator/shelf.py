"""Media that phones and the account have put on the platform."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.simulator.credentials import word

LIFE = timedelta(days=3)
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAIAAADkharWAAAAFUlEQVR42mOo6ZpGEmIY1TCqATsCAOGKNRBhGqmOAAAAAElFTkSuQmCC"
)
"""A small grey picture, for tests that need one."""
VOICE = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50
"""One second of silence."""


@dataclass(frozen=True, slots=True)
class Media:
    """One picture, voice or film."""

    media_id: str
    kind: str
    content_type: str
    data: bytes = field(repr=False)
    at: datetime
    name: str = ""


@dataclass(slots=True)
class Shelf:
    """All media that are still kept."""

    kept: dict[str, Media] = field(default_factory=dict)

    def put(
        self, kind: str, content_type: str, data: bytes, now: datetime, chance: random.Random, name: str = ""
    ) -> Media:
        media = Media(word(chance, 64), kind, content_type, data, now, name)
        self.kept = {key: old for key, old in self.kept.items() if now - old.at < LIFE}
        self.kept[media.media_id] = media
        return media

    def get(self, media_id: str, now: datetime) -> Media | None:
        """The media while it is kept, three days."""
        media = self.kept.get(media_id)
        return media if media and now - media.at < LIFE else None
