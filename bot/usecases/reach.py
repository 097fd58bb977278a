"""How far letters of one kind reached: by which way, and why not the others. Nobody is lost without being counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """How many were told by a message in the chat, by a notice (or template), by text message, by a person; how many
    wait; how many were not reached because no way was open, they refused or left, or something failed."""

    chat: int = 0
    notice: int = 0
    text: int = 0
    person: int = 0
    waiting: int = 0
    shut: int = 0
    refused: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All who were meant."""
        return self.reached + self.waiting + self.missed

    @property
    def reached(self) -> int:
        """All who were told."""
        return self.chat + self.notice + self.text + self.person

    @property
    def missed(self) -> int:
        """All who were not."""
        return self.shut + self.refused + self.failed


_WAYS = {"custom": "chat", "notice": "notice", "template": "notice", "sms": "text"}


def reach_of(ways: Mapping[tuple[str, str, str], int]) -> Reach:
    """The count from what the outbox holds: ``LetterLists.ways``."""
    counted: dict[str, int] = {}
    for (state, channel, reason), count in ways.items():
        name = _name(state, channel, reason)
        counted[name] = counted.get(name, 0) + count
    return Reach(**counted)


def _name(state: str, channel: str, reason: str) -> str:
    if state == "told":
        return "person"
    if state == "queued":
        return "waiting"
    if state in ("handed", "delivered"):
        return _WAYS.get(channel, "chat")
    if reason.startswith(("window_closed", "quota_user")):
        return "shut"
    return "refused" if state == "refused" else "failed"
