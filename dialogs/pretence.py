"""What a bureau would answer to the effects of a conversation that is only tried out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs import effects, outcomes
from dialogs.say import local_day
from dialogs.scene import ClueView, ResidentView
from knowledge.routing import KIND_NAMES
from knowledge.shield import shielded

if TYPE_CHECKING:
    from dialogs.effects import Effect
    from dialogs.outcomes import Outcome
    from dialogs.scene import Scene

NO = "示例001"
NAME, OWNER, PHONE = "李秀英", "王小明", "13800138000"
_DAYS = 5


def pretended(effect: Effect, scene: Scene) -> Outcome | None:
    """The outcome as if it had been done; None where nothing more is told. Nothing is done."""
    calendar, today = scene.office.calendar, local_day(scene.now)
    match effect:
        case effects.OpenClue():
            soon = scene.now + timedelta(hours=2)
            return outcomes.ClueOpened(
                NO, calendar.add(today, _DAYS), OWNER, "", PHONE, False, effect.kind, soon, shielded(effect.slots)
            )
        case effects.AddToClue():
            return outcomes.ClueAdded(effect.clue_no)
        case effects.ReopenClue():
            return outcomes.ClueReopened(effect.clue_no, calendar.add(today, _DAYS))
        case effects.BindResident():
            return outcomes.Bound(effect.name, ("低保",))
        case _:
            return None


def rehearsed(scene: Scene, *, bound: bool) -> Scene:
    """The scene of somebody made up, with one open registration of hers."""
    clue = ClueView(NO, "help", "accepted", KIND_NAMES["help"], opened_at=scene.now - timedelta(days=2))
    resident = ResidentView(bound=True, name=NAME) if bound else ResidentView()
    return replace(scene, resident=resident, clues=(clue,), payments=())
