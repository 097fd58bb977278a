"""Letters by text message: their words and nothing to tap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from bot.services import Handed, SendError
from bot.sms.words import NUMBER, QUESTIONS

if TYPE_CHECKING:
    from storage.contact_rows import Contact
    from storage.letter_rows import Letter

LONGEST = 335
"""Characters: five parts of 67, the signature that the host adds included."""
_SIGNATURE = 20


class TextLine(Protocol):
    """Whatever sends one text to one number."""

    def send(self, mobile: str, content: str) -> str:
        """Hand it over; the number a report would name. Raises ``SendError``."""


class SmsSender:
    """The ``Sender`` of this channel: a letter needs ``phone`` and ``text`` in its payload.

    ``help_phone`` is where a resident may call, because a text message cannot be answered.
    """

    def __init__(self, line: TextLine, help_phone: str = "") -> None:
        self._line = line
        self._help_phone = help_phone

    def send(self, letter: Letter, contact: Contact | None) -> Handed:
        """Send the letter's words. Raises ``SendError``, ``permanent`` when there is no number or no plain text."""
        phone = str(letter.payload.get("phone") or "")
        content = plain_text(letter.payload, "" if letter.to_kind == "staff" else self._help_phone)
        if not phone or not content:
            raise SendError("permanent", permanent=True, hint="no phone" if content else "no plain text")
        return Handed("sms", self._line.send(phone, content))


def plain_text(payload: Mapping[str, Any], help_phone: str = "") -> str:
    """A payload's text without options, tail and page, at most ``LONGEST`` with the signature; empty for no text."""
    lines = [line.strip() for line in str(payload.get("text") or "").splitlines() if line.strip()]
    if not lines:
        return ""
    no = str((payload.get("data") or {}).get("no") or "")
    ends = [NUMBER.format(no=no)] if no and not any(no in line for line in lines) else []
    # Said once is enough.
    ends += [QUESTIONS.format(phone=help_phone)] if help_phone and not any(help_phone in line for line in lines) else []
    room = LONGEST - _SIGNATURE - sum(len(end) + 1 for end in ends)
    text = "\n".join(lines)
    text = text if len(text) <= room else text[: room - 1] + "…"
    return "\n".join((text, *ends))
