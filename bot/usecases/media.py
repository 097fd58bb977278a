"""Voices, pictures and films: fetched from the platform before it forgets them, and files that letters send."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.services import MediaFile, SendError
from bot.usecases.voicefile import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services import Services
    from storage.media_rows import Media
    from storage.store import Storage

log = structlog.get_logger()

LEASE = timedelta(minutes=5)
RETRIES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
PLATFORM_KEEPS = timedelta(days=3)
UPLOAD_GOOD_FOR = timedelta(days=2, hours=20)
"""An upload lives three days; the rest is for letters that wait."""
LARGEST = 25 * 1024 * 1024
"""Bytes of one file that are kept; the platform lets residents send no larger ones."""
_ENDINGS = {"audio/mpeg": "mp3", "audio/amr": "amr", "video/mp4": "mp4", "image/png": "png", "image/jpeg": "jpg"}


def fetch_media(services: Services, most: int = 20) -> int:
    """Fetch what residents sent and keep it sealed; how many were taken in hand.

    What fails is tried again while the platform keeps it, three days; after that it is lost and says so.
    """
    if services.media is None:
        return 0
    with services.storage.work() as uow:
        claimed = uow.media.claim(services.now(), most, LEASE)
        uow.commit()
    for one in claimed:
        _fetch(one, services)
    return len(claimed)


def _fetch(one: Media, services: Services) -> None:
    assert services.media is not None
    now = services.now()
    content, kind, lost = b"", "", False
    try:
        content, kind = services.media(one.media_id)
    except SendError as why:
        # 40007: the platform does not know it any more. All else may pass.
        lost = why.permanent or now - one.at > PLATFORM_KEEPS
        log.warning("media not fetched", media=one.id, error=str(why), lost=lost)
    with services.storage.work() as uow:
        if content and len(content) <= LARGEST:
            uow.media.keep(one.id, content, plain_type(kind, one.kind), seconds_of(content))
        elif lost or content:
            uow.media.lose(one.id)
        else:
            uow.media.later(one.id, now + RETRIES[min(one.tries, len(RETRIES)) - 1])
        uow.commit()


def plain_type(told: str, kind: str) -> str:
    """The type of a file as browsers know it; the platform is not exact about voices and films."""
    plain = told.partition(";")[0].strip().lower()
    if kind == "voice":
        return "audio/mpeg" if plain in ("audio/mpeg", "audio/mp3") else "audio/amr"
    if kind == "video":
        return "video/mp4"
    return plain or "application/octet-stream"


def recording_file(storage: Storage, now: Callable[[], datetime]) -> Callable[[str], MediaFile]:
    """Resolves the id of a recording to its file; raises ``KeyError`` when it was deleted."""

    def found(number: str) -> MediaFile:
        with storage.read() as uow:
            row = uow.recordings.get(int(number))
            if row is None:
                raise KeyError(number)
            fresh = row.media_until is not None and row.media_until > now()
            content = b"" if fresh else uow.recordings.content(row.id) or b""

        def uploaded(media_id: str) -> None:
            with storage.work() as uow:
                uow.recordings.uploaded(row.id, media_id, now() + UPLOAD_GOOD_FOR)
                uow.commit()

        name = f"recording-{row.id}.{_ENDINGS.get(row.content_type, 'bin')}"
        return MediaFile(content, row.content_type, name, row.media_id if fresh else "", uploaded)

    return found
