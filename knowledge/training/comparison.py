"""What a new model hears worse than the one in use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.intents import CRISES

if TYPE_CHECKING:
    from knowledge.training.sentences import Example
    from knowledge.understanding import Ear


@dataclass(frozen=True, slots=True)
class Fall:
    """A sentence that was heard right and would not be any more: as what instead."""

    line: Example = field(repr=False)
    intent: str
    programme: str


def falls(before: Ear, after: Ear, lines: Iterable[Example]) -> tuple[Fall, ...]:
    """Every sentence that is heard right by the ear in use and would be heard wrong by the new one.

    Among thousands there are always a few on the edge: who was asked back before is not heard worse, and neither is who
    will be asked for the programme that was guessed before. Of danger only the danger counts: which programme it might
    be about helps nobody at that moment.
    """
    found = []
    for line in lines:
        intent, programme = _heard(after, line)
        wanted = _wanted(line)
        asked = intent == wanted[0] and not programme
        if (intent, programme) != wanted and not asked and _heard(before, line) == wanted and _sure(before, line):
            found.append(Fall(line, intent, programme))
    return tuple(found)


def _wanted(line: Example) -> tuple[str, str]:
    return line.intent, "" if line.intent in CRISES or line.programme == "none" else line.programme


def _sure(ear: Ear, line: Example) -> bool:
    return ear.hear(line.text).certain


def _heard(ear: Ear, line: Example) -> tuple[str, str]:
    heard = ear.hear(line.text)
    return heard.intent, "" if heard.intent in CRISES else heard.programme or ""
