"""The ladder of channels: the next rung only where the one before is certainly closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services import Handed, Sender, SendError, SendKind

if TYPE_CHECKING:
    from storage.contact_rows import Contact
    from storage.letter_rows import Letter

CLOSED: frozenset[SendKind] = frozenset({"window_closed", "quota_user", "unsubscribed", "user_refused", "permanent"})
"""This letter did not and will not pass here. ``unknown_outcome`` is not among them: it may have arrived."""
_OWN_TROUBLE: frozenset[SendKind] = frozenset({"token", "quota_minute", "quota_day", "permission", "config"})


class Ladder:
    """A ``Sender`` that tries each of ``senders`` in turn until one takes the letter."""

    def __init__(self, senders: Sequence[Sender]) -> None:
        self._senders = tuple(senders)

    def send(self, letter: Letter, contact: Contact | None) -> Handed:
        """Hand the letter over by the first way that is open; ``refusal`` is what the first rung said if not by it.

        Raises ``SendError``: the first rung's when all are closed (it says what to note about the contact), else that
        of the rung that could not tell. ``config`` without any rung.
        """
        first: SendError | None = None
        for sender in self._senders:
            try:
                handed = sender.send(letter, contact)
                return handed if first is None else replace(handed, refusal=first)
            except SendError as why:
                failure = why
            if failure.kind not in CLOSED:
                raise failure if first is None else _later(failure)
            first = failure if first is None else _joined(first, failure)
        raise first or SendError("config", hint="no channel")


def _later(failure: SendError) -> SendError:
    """A lower rung's trouble with its own account holds up this letter, not those that need the upper rung only."""
    if failure.kind not in _OWN_TROUBLE:
        return failure
    return SendError(
        "retryable", failure.code, retry_after=failure.retry_after, hint=f"{failure.kind} {failure.hint}".strip()
    )


def _joined(first: SendError, then: SendError) -> SendError:
    error = SendError(first.kind, first.code, first.permanent, first.retry_after, first.hint)
    error.args = (f"{first}; {then}",)
    return error
