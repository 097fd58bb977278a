"""Labels as this bureau calls them, put on when a turn is done, and taken off what residents type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.catalogue import FLOWS
from dialogs.lines import unlabelled
from dialogs.taps import ours, relabelled
from dialogs.telling import tell as told

if TYPE_CHECKING:
    from dialogs.outcomes import Outcome
    from dialogs.scene import Scene
    from dialogs.talk import Reply, Talk, Turn


def tell(outcome: Outcome, scene: Scene) -> Reply:
    """What became of an effect, in words."""
    return relabelled(told(outcome, scene), scene)


def labelled(turn: Turn, scene: Scene) -> Turn:
    """The turn with the labels that many places share as this bureau calls them."""
    flow = FLOWS.get(turn.talk.flow)
    ask = flow.ask(turn.talk.awaiting) if flow is not None else None
    own = frozenset(way.label for way in getattr(ask.reader, "ways", ())) if ask is not None else frozenset()
    return replace(turn, replies=tuple(relabelled(reply, scene, own) for reply in turn.replies))


def as_ours(text: str, talk: Talk, scene: Scene) -> str:
    """The words, with an option's label that only this bureau uses turned into what its tap sends."""
    flow = FLOWS.get(talk.flow)
    ask = flow.ask(talk.awaiting) if flow is not None else None
    said = unlabelled(text, ask.reader, f"{talk.flow}.{ask.name}", scene) if ask is not None else text
    return ours(said, scene) if said == text else said
