"""How each answer of a registration is called and said on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot.console import words
from bot.console.call_ticks import SAID, UNSAID
from dialogs.catalogue import FLOWS
from dialogs.scene import Scene

if TYPE_CHECKING:
    from bot.services import Services
    from dialogs.readers import Reader

_WHO = frozenset({"name", "phone", "id_number", "reporter_name", "helper"})
_SHOWN_ELSEWHERE = _WHO | {"place", "village", "address", "photo", "trouble", "consent"}


def fact_labels(services: Services) -> Mapping[str, Callable[[Any], tuple[str, str]]]:
    """For each slot that a page lists: its value as (label, words)."""
    scene = Scene(office=services.office, now=services.now())

    def teller(label: str, reader: Reader) -> Callable[[Any], tuple[str, str]]:
        return lambda value: (label, reader.show(value, scene) if isinstance(value, str | dict) else "")

    asked = {
        ask.name: teller(ask.label, ask.reader)
        for flow in reversed(tuple(FLOWS.values()))
        for ask in flow.asks
        if ask.label and ask.name not in _SHOWN_ELSEWHERE
    }
    return {
        **asked,
        "unchecked": lambda value: (words.UNCHECKED, words.UNCHECKED_NAME),
        "notes": lambda value: (words.NOTES, str(value)),
        SAID: lambda value: (words.TOLD_ON_CALL, str(value)),
        UNSAID: lambda value: (words.NOT_TOLD_ON_CALL, str(value)),
    }
