"""删除我的资料: told what goes and what the law makes the bureau keep, asked once, then done."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.effects import EraseMine
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.readers import yes_no
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene


def _finish(slots: Slots, scene: Scene) -> Ending:
    if slots.get("sure") == "no":
        return Ending((Reply(FLOW.say("declined", scene)),))
    return Ending((Reply(FLOW.say("done", scene)),), (EraseMine(),))


FLOW = Flow(
    name="erasing",
    title="删除资料",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "done": "删好了。聊天、语音照片、绑定和订阅都没有了。\n补助照常发到卡上。想再绑定，说「绑定」。",
            "declined": "好，什么都没删。",
        }
    ),
    asks=(
        Ask(
            "sure",
            "",
            "删掉以后，这个微信的绑定、订阅、聊天、语音照片都没有了，也收不到到账提醒。\n"
            "已经登记的求助和发钱的账要依法留着，还会接着办。\n要删吗？",
            yes_no("删除", "先不删"),
        ),
    ),
)
