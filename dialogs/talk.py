"""A conversation between two messages, and what one message made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from dialogs.effects import Effect

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast somebody writes: ``count`` messages since ``since`` (Unix seconds), the last one ``again`` times."""

    since: int = 0
    count: int = 0
    again: int = 0
    mark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation stands. Plain JSON, so that it survives restarts and deploys.

    ``flow`` is empty when no flow runs. ``awaiting`` is the *name* of the question that was shown last, never a
    position. ``slots`` holds the answers by question name. ``choices`` holds what was offered last, so that a bare
    number still means what the resident saw.
    """

    flow: str = ""
    version: int = 0
    awaiting: str = ""
    slots: Mapping[str, Any] = field(default_factory=lambda: NOTHING, repr=False)
    choices: tuple[str, ...] = ()
    misses: int = 0
    touched_at: datetime | None = None
    pace: Pace = Pace()

    def to_json(self) -> str:
        """The talk as compact JSON text."""
        return json.dumps(
            {
                "flow": self.flow,
                "version": self.version,
                "awaiting": self.awaiting,
                "slots": dict(self.slots),
                "choices": list(self.choices),
                "misses": self.misses,
                "touched_at": self.touched_at.isoformat() if self.touched_at else None,
                "pace": [self.pace.since, self.pace.count, self.pace.again, self.pace.mark],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Talk:
        """Read back what ``to_json`` wrote; fields unknown today are dropped, missing ones take their default."""
        kept = json.loads(text)
        touched = kept.get("touched_at")
        return cls(
            flow=kept.get("flow", ""),
            version=kept.get("version", 0),
            awaiting=kept.get("awaiting", ""),
            slots=kept.get("slots", {}),
            choices=tuple(kept.get("choices", ())),
            misses=kept.get("misses", 0),
            touched_at=datetime.fromisoformat(touched) if touched else None,
            pace=Pace(*kept.get("pace", ())),
        )


@dataclass(frozen=True, slots=True)
class Option:
    """One choice under a reply: tapped, or answered by its number (its place in the list, from 1)."""

    label: str
    send: str = ""
    """What the tap sends; the label itself when empty."""

    @property
    def words(self) -> str:
        """What arrives when the resident taps this option."""
        return self.send or self.label


@dataclass(frozen=True, slots=True)
class Page:
    """A page of ours that can be opened under a reply; ``path`` is below our own address (``/open``)."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the resident reads: text, numbered options that can also be tapped, perhaps a page, then a last line."""

    text: str
    options: tuple[Option, ...] = ()
    tail: str = ""
    page: Page | None = None

    def plain(self) -> str:
        """The reply as plain text with numbered options; what a terminal, a letter or a screen reader shows."""
        lines = [self.text]
        lines += [f"{number} {option.label}" for number, option in enumerate(self.options, 1)]
        if self.page:
            lines.append(f"{self.page.label}：{self.page.path}")
        if self.tail:
            lines.append(self.tail)
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one message made of a talk: the talk to keep, the replies to give, the effects to perform."""

    talk: Talk
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    intent: str = ""
    programme: str = ""
    sources: tuple[Mapping[str, str], ...] = ()
    """``{"doc_no", "effective_from"}`` of every standard or rule a number was taken from; see ``Answered``."""
    answered: str = ""
    """The key of the knowledge that answered (``dibao.materials``), or of the flow that began (``flow:help``)."""

    def plain(self) -> str:
        """All replies as one plain text."""
        return "\n\n".join(reply.plain() for reply in self.replies)
