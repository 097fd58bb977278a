"""Pure answers to questions: for the front desk, for ``zhudong ask``, for the console's search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs import contents, policies, questions, taught
from dialogs.answered import Answered, cited
from dialogs.catalogue import FLOWS, known, opening
from dialogs.flow import absorb, advance

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

__all__ = ["Answered", "answer", "cited"]


def answer(heard: Understanding, scene: Scene) -> Answered:
    """The reply to one question with its sources; where a flow would begin, the reply is its first question.

    Numbers come only from a standard in force for that place and day, with its document; without one the answer says
    so and gives the window's phone. Says nothing of anybody's own payments or registrations beyond the scene's sender.
    """
    told = contents.named(heard.text)
    if told and not heard.danger:
        return contents.answer(told, scene)
    found = policies.canonical(heard.text, scene) or taught.answer(heard, scene) or questions.answer(heard, scene)
    if found.begin not in FLOWS:
        return found
    flow = FLOWS[found.begin]
    slots = known(flow, absorb(flow, found.slots, heard), scene)
    turn = advance(flow, slots, scene, "\n".join(filter(None, (found.reply.text, opening(flow, slots, scene)))))
    reply = turn.replies[0] if turn.replies else found.reply
    return Answered(
        reply, (*found.sources, *turn.sources), (*found.effects, *turn.effects), found.about, found.begin, found.slots
    )
