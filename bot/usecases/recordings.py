"""What the bureau records for those who read little: checked as the platform will check it, kept, listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.voicefile import seconds_of
from knowledge.casework import Refused
from knowledge.recordings import RecordingKind
from storage.recordings import NewRecording

if TYPE_CHECKING:
    from bot.services import Services

VOICE_BYTES = 2 * 1024 * 1024
VOICE_SECONDS = 60
VIDEO_BYTES = 10 * 1024 * 1024
LONGEST_LANGUAGE = 8


def add_recording(subject: str, language: str, content: bytes, by: str, services: Services) -> int:
    """Keep a recording of that passage or entry, in the place of one in the same language; its id.

    Raises ``Refused`` for what WeChat would not send: voices are AMR or MP3 of 2 MB and 60 seconds at most, films MP4
    of 10 MB at most. The content decides, not the name.
    """
    entry = next((one for one in services.office.pack.entries if one.key == subject), None)
    if entry is None:
        raise Refused(words.RECORDING_OF_NOTHING)
    spoken = language.strip()
    if not 1 <= len(spoken) <= LONGEST_LANGUAGE or not all(one.isalpha() for one in spoken):
        raise Refused(words.RECORDING_LANGUAGE)
    if not content:
        raise Refused(words.RECORDING_MISSING)
    kind, content_type = _kind(content)
    seconds = seconds_of(content) if kind == "voice" else None
    if kind == "voice" and (len(content) > VOICE_BYTES or (seconds or 0) > VOICE_SECONDS):
        raise Refused(words.RECORDING_VOICE_TOO_LONG)
    if kind == "video" and len(content) > VIDEO_BYTES:
        raise Refused(words.RECORDING_VIDEO_TOO_BIG)
    now = services.now()
    new = NewRecording(subject, spoken, kind, seconds, entry.title[:100], content_type, content, by, now)
    with services.storage.work() as uow:
        number = uow.recordings.add(new)
        uow.audit.record(by, "recording.add", f"recording:{number}", f"{subject} {spoken}", at=now)
        uow.commit()
    return number


def remove_recording(number: int, by: str, services: Services) -> None:
    """Delete a recording; ``KeyError`` when there is none."""
    with services.storage.work() as uow:
        row = uow.recordings.get(number)
        if row is None:
            raise KeyError(number)
        uow.recordings.remove(number)
        uow.audit.record(
            by, "recording.remove", f"recording:{number}", f"{row.subject} {row.language}", at=services.now()
        )
        uow.commit()


def _kind(content: bytes) -> tuple[RecordingKind, str]:
    if content.startswith(b"#!AMR\n"):
        return "voice", "audio/amr"
    if content.startswith(b"ID3") or (len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2):
        return "voice", "audio/mpeg"
    if content[4:8] == b"ftyp":
        return "video", "video/mp4"
    raise Refused(words.RECORDING_KIND)
