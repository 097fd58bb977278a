"""What the use cases need of the world, given to them as one frozen value by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from bot.settings import Settings
    from dialogs.talk import Reply
    from knowledge.office import Office
    from storage.contact_rows import Contact
    from storage.letter_rows import Letter
    from storage.store import Storage

SendKind = Literal[
    "token",
    "retryable",
    "quota_minute",
    "quota_day",
    "quota_user",
    "window_closed",
    "unsubscribed",
    "user_refused",
    "duplicate",
    "permanent",
    "permission",
    "config",
    "unknown_outcome",
]
Channel = Literal["custom", "template", "notice", "sms"]
"""``notice`` is a subscription notice, which spends a consent of the person."""


class SendError(Exception):
    """A letter or call did not go through.

    ``kind`` says what to do, ``code`` is the channel's own number (0 when it gave none), ``permanent`` means that the
    same letter will never pass this channel, ``retry_after`` is in seconds when a time is known. Carries no address,
    text, token or key, so that it may be logged whole.
    """

    def __init__(
        self, kind: SendKind, code: int = 0, permanent: bool = False, retry_after: float | None = None, hint: str = ""
    ) -> None:
        super().__init__(f"{kind} {code}" + (f" {hint}" if hint else ""))
        self.kind: SendKind = kind
        self.code = code
        self.permanent = permanent
        self.retry_after = retry_after
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Handed:
    """A channel took the letter. ``msgid`` is what its later report will name; empty when it reports nothing.

    ``messages`` is how many went out, each of which counts against what the contact may still be sent. ``refusal`` is
    what a way tried before said, for what it tells about the contact has to be noted although the letter has left.
    """

    channel: Channel
    msgid: str = ""
    messages: int = 1
    refusal: SendError | None = field(default=None, compare=False)


class Sender(Protocol):
    """Whatever can bring a letter to a person."""

    def send(self, letter: Letter, contact: Contact | None) -> Handed:
        """Hand the letter over. Raises ``SendError``; never called with a transaction open."""


class WechatLogin(Protocol):
    """What pages ask of WeChat's login (``bot.wechat.oauth.OAuth``)."""

    def login_url(self, next_path: str, browser: str) -> str:
        """Where to send a visitor who wants that path; ``browser`` is a value only this browser knows."""

    def next_of(self, state: str, browser: str) -> str:
        """The path the visitor wanted; raises when the state was not made for this browser."""

    def openid_of(self, code: str) -> str:
        """Who came back with this code; raises ``SendError``."""


Fit = Callable[[tuple["Reply", ...]], tuple[str, tuple[str, ...]]]
"""Replies as (what fits into the passive answer, the texts that must follow by letter)."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file to send to somebody.

    ``media_id`` is the platform's id where it is uploaded already; then ``content`` may be empty. ``uploaded`` is told
    the new id once the platform has taken the content.
    """

    content: bytes = field(repr=False)
    content_type: str
    name: str
    media_id: str = ""
    uploaded: Callable[[str], None] | None = field(default=None, repr=False)


MediaOf = Callable[[str], MediaFile]
"""The file of a reference (``recording:3``, ``arrivals:17``); raises ``KeyError`` where there is none any more."""


def no_media(ref: str) -> MediaFile:
    """Nothing is kept that could be sent."""
    raise KeyError(ref)


@dataclass(frozen=True, slots=True)
class PageKey:
    """What a page of ours must carry so that WeChat shows its own buttons there; ``script`` is WeChat's."""

    app_id: str
    stamp: int
    nonce: str
    signature: str
    script: str


@dataclass(frozen=True, slots=True)
class Services:
    """All that a use case may use besides its arguments. ``now`` gives aware UTC, ``new_id`` an unguessable id."""

    storage: Storage
    offices: Callable[[], Office]
    settings: Settings
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    sender: Sender
    fit: Fit
    scene_address: Callable[[str], str] | None = None
    """What a code to scan holds for a scene (``place:…``); raises ``SendError``. None without an official account."""
    media: Callable[[str], tuple[bytes, str]] | None = None
    """A picture or voice by its media id: content and type; raises ``SendError``. None without an official account."""

    page_key: Callable[[str], PageKey] | None = None
    """The key of a page by its whole address; raises ``SendError``. None without an official account."""

    media_of: MediaOf = no_media
    """The files that letters send, by their reference; for the worker."""

    @property
    def office(self) -> Office:
        """The bureau's knowledge as last edited. Take it once per task: it may be another one the next moment."""
        return self.offices()
