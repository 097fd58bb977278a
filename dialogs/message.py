"""One thing a resident did, whatever channel it came by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal[
    "text", "voice", "image", "video", "location", "link", "file", "tap", "follow", "unfollow", "scan", "other"
]


_KEYED = ("msgid", "evt")


def key_of(what: Literal["msgid", "evt"], sender: str, rest: str) -> str:
    """The key of a message: those of one sender begin alike, so that they stand side by side where keys are sorted."""
    return f"{what}:{sender}:{rest}"


def key_beginnings(sender: str) -> tuple[str, ...]:
    """How every key of this sender begins."""
    return tuple(f"{what}:{sender}:" for what in _KEYED)


@dataclass(frozen=True, slots=True)
class Message:
    """A resident's message or event, already authenticated and stripped of its channel.

    ``key`` is permanent and unique per thing that happened: the same key delivered again is the same message.
    ``text`` is what was typed, a voice transcript, a place label, or the key of the menu item tapped.
    """

    key: str
    sender: str
    kind: Kind
    at: datetime
    text: str = field(default="", repr=False)
    media_id: str = ""
    latitude: float | None = None
    longitude: float | None = None
    scene: str = ""
    """Where a QR code was posted (``place:141121100201`` or ``window:shifan-1``); only for follow and scan."""
