"""How much waits in the lists of the hotline: the small numbers beside their names, on every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import g

if TYPE_CHECKING:
    from bot.console.visitor import Visitor
    from bot.services import Services


@dataclass(frozen=True, slots=True)
class Waiting:
    """Call-backs that wait, how many of them are late, and voices nobody has listened to."""

    callbacks: int = 0
    late: int = 0
    voices: int = 0


def waiting_for(visitor: Visitor | None, services: Services) -> Waiting:
    """The numbers for who may take calls, counted once a page; noughts for others."""
    if visitor is None or not visitor.may("call") or not services.office.pack.division.startswith(visitor.scope):
        return Waiting()
    kept = g.get("hotline_waiting")
    if not isinstance(kept, Waiting):
        with services.storage.read() as uow:
            kept = Waiting(*uow.callbacks.counts(services.now()), uow.media.count_waiting())
        g.hotline_waiting = kept
    return kept
