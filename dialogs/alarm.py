"""Danger heard in any message: the number to dial first, a human alerted, and then on with what has to be known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import perils, turns
from dialogs.catalogue import FLOWS
from dialogs.effects import AddToClue, RaiseDanger
from dialogs.endangered import whose
from dialogs.flow import absorb
from dialogs.talk import Reply, Talk, Turn

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding


def alarmed(talk: Talk, heard: Understanding, scene: Scene) -> Turn:
    """The number to dial at once, a human alerted; then, gently, where to go and whom to call."""
    again = talk.slots.get("_danger") == heard.danger
    said = perils.words(heard.danger, heard.normal, scene, again=again)
    flow = FLOWS.get(talk.flow)
    running = turns.awake(talk).slots if flow is not None and flow.name in ("help", "danger") else {}
    subject = whose(running, heard)
    alarm = RaiseDanger(heard.danger, heard.text[:500], subject)
    about = {"subject": subject} if subject else {}
    if flow is not None and flow.name in ("clue_more", "clue_again") and turns.began(talk):
        # Where and whom are known already: it is about a clue that is open.
        more = AddToClue(str(talk.slots["no"]), heard.text[:500])
        return Turn(Talk(), (Reply(said),), (alarm, more), intent=heard.danger)
    if flow is not None and flow.name in ("help", "danger"):
        told_before = str(talk.slots.get("trouble") or "")
        trouble = f"{told_before}；{heard.text}" if told_before else heard.text
        slots = {**absorb(flow, running, heard), "_danger": heard.danger, "trouble": trouble[:500], **about}
        turn = turns.onward(flow, slots, scene, said)
    else:
        slots = {"_danger": heard.danger, "trouble": heard.text[:500], **about}
        turn = turns.begin("danger", slots, talk, heard, scene, said)
    if turn.effects and len(turn.replies) == 1 and turn.replies[0].text == said:
        # All was told at once: who was alerted, and until when, follows in the outcome.
        turn = replace(turn, replies=(Reply(perils.first_words(heard.danger, heard.normal, scene, again=again)),))
    return replace(turn, effects=(alarm, *turn.effects), intent=heard.danger, programme=heard.programme or "")
