"""A tap under a letter that came while a flow was waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs import turns
from dialogs.commands import obey
from dialogs.flows import clue_progress
from dialogs.letter_lines import NOT_ARRIVED

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from dialogs.talk import Talk, Turn


def under_letter(text: str, talk: Talk, scene: Scene) -> Turn | None:
    """The turn for such a tap, which is no answer to the flow's question; None for all else."""
    ours = clue_progress.about_one(text, scene)
    if ours is not None:
        return turns.told(ours, turns.paused(talk), None, scene)
    if text.strip() == NOT_ARRIVED and talk.flow != "payment":
        return obey("not_arrived", talk, scene)
    return None
