"""意见建议: what could be better, in the resident's own words; with a phone when an answer is wanted."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.clue_facts import clue
from dialogs.effects import GiveFeedback
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.personal_readers import Phone
from dialogs.readers import Words
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene


def _finish(slots: Slots, scene: Scene) -> Ending:
    idea = GiveFeedback(slots["idea"])
    if slots.get("phone"):
        # Who wants an answer gets a number and a promised day, like every question passed on.
        return Ending((), (idea, clue({"trouble": slots["idea"], "phone": slots["phone"]}, "question")))
    return Ending((Reply(FLOW.say("done", scene)),), (idea,))


FLOW = Flow(
    name="feedback",
    title="意见建议",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "好，您的话我原样记下，转给民政局。",
            "done": "记下了，谢谢您说出来。工作人员会看，该改的就改。",
        }
    ),
    asks=(
        Ask("idea", "意见", "您说，哪里不方便，怎样更好？", Words(least=2, hint="说一句就行。")),
        Ask("phone", "联系电话", "要我们给您回话的话，留个电话；不用就跳过。", Phone(may_skip=True)),
    ),
)
