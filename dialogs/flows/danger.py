"""急事登记: after the numbers to dial have been given, where to go and whom to call."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.clue_facts import clue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.personal_readers import Phone, Place

if TYPE_CHECKING:
    from dialogs.scene import Scene


def _finish(slots: Slots, scene: Scene) -> Ending:
    return Ending((), (clue(slots, "danger", "danger"),))


FLOW = Flow(
    name="danger",
    title="急事登记",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "done": "已经告诉{owner}，马上联系您。",
            "done_by": "已经告诉{owner}，马上联系您，最晚{latest}。",
            "next": "等人的时候有危险，先打110或120。",
            "done_other": "已经告诉{owner}去看，乡镇或县里的人联系您。\n您是谁，我们不告诉村里。",
            "done_other_by": "已经告诉{owner}去看，乡镇或县里的人联系您，最晚{latest}。\n您是谁，我们不告诉村里。",
            "next_other": "等人的时候有危险，先打110或120。",
            "shield": "您是谁，我们不告诉本人，也不告诉村里。",
        }
    ),
    where=MappingProxyType(
        {
            "done_by": "办完了，知道最晚什么时候联系",
            "done_other_by": "办完了，反映的是别人，知道最晚什么时候联系",
        }
    ),
    asks=(
        Ask("place", "地点", "现在人在哪里？发乡镇和村名，或者直接发位置。", Place(may_skip=True)),
        Ask("phone", "联系电话", "留个电话，我们的人好马上打给您。", Phone(may_skip=True)),
    ),
)
