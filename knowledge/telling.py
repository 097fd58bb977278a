"""What people are told without having asked (主动告知): contents, audiences, channels, and what others do well."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.sources import Source


@dataclass(frozen=True, slots=True)
class Audience:
    """Somebody to be told."""

    key: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class NoticePart:
    """One thing to tell; ``to`` holds keys of audiences."""

    text: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """One of the contents of a notification, in its parts. ``keep_current``: told anew whenever it changes."""

    key: str
    name: str
    parts: tuple[NoticePart, ...]
    source: Source
    keep_current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to tell people (``tell``), to hear from them (``hear``), or to be watched by them (``supervise``)."""

    key: str
    name: str
    use: str
    way: str
    source: Source


@dataclass(frozen=True, slots=True)
class PracticeVisit:
    """How often a practice visits whom: once every so many ``days``."""

    whom: str
    days: int


@dataclass(frozen=True, slots=True)
class Practice:
    """What another place does well and an annex tells of: never a duty here. ``kind`` says what it would switch on."""

    key: str
    name: str
    city: str
    kind: str
    says: str
    source: Source
    visits: tuple[PracticeVisit, ...] = ()
