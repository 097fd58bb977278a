"""A tap under a letter that came while a flow was waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs import turns, whose
from dialogs.commands import obey
from dialogs.flows import clue_progress, menu
from dialogs.letter_lines import NOT_ARRIVED

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from dialogs.talk import Talk, Turn


def under_letter(text: str, talk: Talk, scene: Scene) -> Turn | None:
    """The turn for such a tap, which is no answer to the flow's question; None for all else."""
    ours = clue_progress.about_one(text, scene)
    if ours is not None:
        return turns.told(ours, turns.paused(talk), None, scene)
    looked, said = whose.asked_of(text, scene, menu.command)
    if said == NOT_ARRIVED and talk.flow != "payment":
        return obey("not_arrived", talk, looked)
    # 妈妈王秀英的到账: under a letter, or under a question whose money is meant that was asked before.
    key = menu.command(said) if said != text.strip() else ""
    return obey(key, talk, looked) if key and key != "not_arrived" else None
