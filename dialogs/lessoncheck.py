"""Whether what the bureau wrote down still holds: each line heard so, and answered with that entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dialogs.taught import own_entry
from knowledge.taughtear import TaughtEar

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.lessons import Lesson


@dataclass(frozen=True, slots=True)
class Tried:
    """A line and what became of its words today.

    ``alone`` says that the model would hear it right without having been taught this very sentence.
    """

    line: Lesson = field(repr=False)
    intent: str
    programme: str
    entry: str
    holds: bool
    alone: bool


def tried(line: Lesson, scene: Scene) -> Tried:
    """A line tried as a new resident would say it."""
    ear = scene.office.ear
    first = ear.untaught(line.text) if isinstance(ear, TaughtEar) else ear.hear(line.text)
    heard = ear.as_taught(first) if isinstance(ear, TaughtEar) else first
    found = own_entry(heard, scene)
    programme, entry = heard.programme or "", found.key if found else ""
    holds = (heard.intent, programme) == (line.intent, line.programme) and line.entry in ("", entry)
    alone = (first.intent, first.programme or "") == (line.intent, line.programme)
    return Tried(line, heard.intent, programme, entry, holds, alone)


def try_all(lines: Iterable[Lesson], scene: Scene) -> tuple[Tried, ...]:
    """Every line tried, in their order."""
    return tuple(tried(line, scene) for line in lines)
