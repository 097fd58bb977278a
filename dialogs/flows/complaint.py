"""投诉举报: as little as is needed, named or anonymous."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.clue_facts import clue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.names import Name
from dialogs.personal_readers import Place, phone
from dialogs.readers import Media, Words, choice, consent
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene

_WHO = frozenset({"reporter_name", "phone"})


def _finish(slots: Slots, scene: Scene) -> Ending:
    if slots.get("consent") == "no":
        return Ending((Reply(FLOW.say("declined", scene)),))
    given = {name: value for name, value in slots.items() if name not in _WHO or not _anonymous(slots)}
    return Ending((), (clue(given, "complaint"),))


def _anonymous(slots: Slots) -> bool:
    return slots.get("named") == "anonymous"


FLOW = Flow(
    name="complaint",
    title="投诉举报",
    version=2,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "我帮您登记，由县里来查，不转给被反映的人。也可以拨12388、12345。",
            "done": "{head}编号{no}。由{owner}查办，您的身份保密。",
            "next": "{day}前告诉您结果。想看进度，说「进度」。",
            "declined": "好，没有登记，您说的内容不会留下。\n想好了随时说「投诉」，也可以拨12345。",
        }
    ),
    asks=(
        Ask(
            "trouble",
            "反映的事",
            "您要反映什么事？谁、在哪里、什么时候，能说多少说多少。",
            Words(
                tells=("complaint", "anti_fraud", "query_progress"), least=4, hint="谁、在哪里、做了什么，说一句也行。"
            ),
        ),
        Ask("place", "地方", "这事在哪个乡镇（街道）、哪个村（社区）？", Place(may_skip=True)),
        Ask("photo", "证据", "有照片、转账记录、单据吗？有就拍下来发给我，没有就跳过。", Media()),
        Ask(
            "named",
            "实名或匿名",
            "实名还是匿名？实名的，查完一定告诉您结果；您是谁，只有查办的人知道。",
            choice(("named", "实名"), ("anonymous", "匿名", "不留名", "不实名")),
        ),
        Ask(
            "reporter_name", "您的姓名", "您叫什么名字？只有查办的人看得到。", Name(in_passing=False), unless=_anonymous
        ),
        Ask("phone", "联系电话", "留个电话，查完告诉您结果。", phone, unless=_anonymous),
        Ask("consent", "", "请您看看对不对：\n{summary}\n提交后转给县民政局查办，不经过村里。", consent()),
    ),
)
