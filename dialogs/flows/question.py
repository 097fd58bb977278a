"""转交问题: a question that could not be answered goes to the bureau's staff, with a phone to answer to."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.clue_facts import clue
from dialogs.effects import NoteUnanswered
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.personal_readers import phone
from dialogs.readers import Words

if TYPE_CHECKING:
    from dialogs.scene import Scene


_ASKING = tuple(
    f"ask_{what}"
    for what in ("standard", "eligibility", "materials", "process", "contact", "time_limit", "policy", "stop_reason")
)


def _finish(slots: Slots, scene: Scene) -> Ending:
    passed = clue(slots, "question")
    # Somebody rings about this one; and the bureau sees it among what its account could not answer, to learn from.
    words, programme = str(passed.slots.get("trouble") or ""), str(passed.slots.get("programme") or "")
    return Ending((), (passed, NoteUnanswered(words[:500], "", programme)))


FLOW = Flow(
    name="question",
    title="转交问题",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "好，我转给工作人员。",
            "done": "转过去了，编号{no}。",
            "next": "{day}前答复您。",
        }
    ),
    asks=(
        Ask("trouble", "问题", "您想问什么？用自己的话说就行。", Words(tells=_ASKING)),
        Ask("phone", "联系电话", "留个电话，查清楚了告诉您。", phone),
    ),
)
