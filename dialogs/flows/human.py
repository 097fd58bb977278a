"""找人工: somebody of the bureau calls back."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.effects import CallHuman
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.personal_readers import phone
from dialogs.say import local_day, say_when

if TYPE_CHECKING:
    from dialogs.scene import Scene


def _finish(slots: Slots, scene: Scene) -> Ending:
    return Ending((), (CallHuman(str(slots.get("_why", "")) or "居民要求回电话", str(slots["phone"])),))


FLOW = Flow(
    name="human",
    title="请工作人员回电话",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "现在有人上班。{call}",
            "opening_closed": "现在下班了，{when}上班。人有危险请拨110或120。",
            "opening_unknown": "好，找人帮您。{call}",
            "done": "好，已经告诉工作人员，一会儿{where}。",
            "next": "请留意电话，别关机。",
            "done_later": "好，记下了。{when}{where}。",
            "next_later": "人有危险，请马上打110或120。",
        }
    ),
    asks=(Ask("phone", "联系电话", "您留个电话，我请工作人员打给您。", phone),),
)


def opening(scene: Scene) -> str:
    """Whether somebody is there now and which number to dial; else when the bureau opens again."""
    bureau, calendar = scene.office.pack.bureau, scene.office.calendar
    number = f"急的话直接拨{bureau.phone}。" if bureau.phone else ""
    if bureau.hours.open_at(scene.now, calendar):
        return FLOW.say("opening", scene, call=number)
    opens = bureau.hours.next_opening(scene.now, calendar)
    if opens is None:
        return FLOW.say("opening_unknown", scene, call=number)
    return FLOW.say("opening_closed", scene, when=say_when(opens, local_day(scene.now)))
