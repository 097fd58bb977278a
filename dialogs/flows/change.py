"""情况变动: a death, a move, a new account, a job. Saying it oneself is right, and is said to be."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.clue_facts import clue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.names import Name
from dialogs.personal_readers import Phone, Place, place
from dialogs.readers import Words, consent
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene


def _finish(slots: Slots, scene: Scene) -> Ending:
    if slots.get("consent") == "no":
        return Ending((Reply(FLOW.say("declined", scene)),))
    return Ending((), (clue(slots, "change"),))


FLOW = Flow(
    name="change",
    title="变动登记",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "您主动说一声，做得对，我帮您登记。",
            "opening_mourning": "您节哀。这件事早点说是对的，我帮您登记。",
            "done": "{head}编号{no}。由{owner}核实后更改。",
            "next": "{day}前告诉您结果。证件先收好，到时要看。",
            "declined": "好，没有登记。\n您也可以直接告诉村（社区）或乡镇（街道）民政办。",
        }
    ),
    asks=(
        Ask(
            "trouble",
            "变动",
            "家里有什么变化？比如有人去世、搬家、换了银行卡、找到工作。",
            Words(tells=("report_change",)),
        ),
        Ask("name", "谁的情况变了", "是谁的情况变了？发姓名就行。", Name(may_skip=True)),
        Ask("place", "住址", "住在哪个乡镇（街道）、哪个村（社区）？", place),
        Ask(
            "village",
            "村（社区）",
            "是{place}的哪个村（社区）？",
            Place(village=True),
            unless=lambda slots: len(slots.get("place", {}).get("code", "")) != 9,
        ),
        Ask("phone", "联系电话", "留个能打通的电话。", Phone(may_lack=True)),
        Ask("consent", "", "请您看看对不对：\n{summary}\n提交后转给乡镇（街道）的工作人员核实。", consent()),
    ),
)
