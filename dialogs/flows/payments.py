"""钱没到: a registration when money has not come, is less, or stopped without a reason anybody heard."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.clue_facts import clue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.months import Month
from dialogs.names import name
from dialogs.personal_readers import Phone, place
from dialogs.readers import Words, choice, consent
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene

NOT_ARRIVED = Option("钱没到或不对")


def _no_month(slots: Slots) -> bool:
    return slots.get("trouble") not in ("missing", "less")


def _finish(slots: Slots, scene: Scene) -> Ending:
    if slots.get("consent") == "no":
        return Ending((Reply(FLOW.say("declined", scene)),))
    told = {key: value for key, value in slots.items() if key != "period" or not _no_month(slots)}
    return Ending((), (clue(told, "payment"),))


FLOW = Flow(
    name="payment",
    title="钱没到登记",
    version=2,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "好，我帮您登记，让乡镇去查。",
            "done": "{head}编号{no}。由{owner}去查这笔钱。",
            "next": "{day}前告诉您结果。想看进度，说「进度」。",
            "declined": "好，没有登记。\n您可以过几天再看看，或者问问乡镇（街道）民政办。",
        }
    ),
    asks=(
        Ask(
            "programme",
            "哪笔钱",
            "是哪一笔钱？",
            choice(
                ("dibao", "低保金", "低保"),
                ("tekun", "特困（五保）金", "特困", "五保"),
                ("canji", "残疾人补贴", "残疾", "两项补贴", "护理补贴"),
                ("gaoling", "高龄津贴", "高龄", "老年补贴"),
                ("guer", "孤儿和困境儿童补助", "孤儿", "儿童", "孩子的钱"),
                ("linshi", "临时救助金", "临时救助"),
                ("other", "别的钱", "其他"),
                spots="programme",
            ),
        ),
        Ask(
            "trouble",
            "怎么不对",
            "是怎么不对？",
            choice(
                ("missing", "没收到", "没到", "没来", "没发", "没见", "没有到", "没进卡", "还没"),
                ("less", "比以前少了", "少了", "变少", "少发"),
                ("card", "换过银行卡", "换卡", "换了卡", "卡换了", "新卡", "卡丢了"),
                ("stopped", "停发了，不知道为什么", "停发", "停了", "停发了", "被停", "取消了", "断了"),
                spots="words",
            ),
        ),
        Ask("period", "哪个月", "是哪个月的？", Month(), unless=_no_month),
        # Only the books tell it: nobody is asked.
        Ask(
            "last_paid", "上次到账", "上一次到账是哪天、多少钱？", Words(may_skip=True), lambda s: "last_paid" not in s
        ),
        Ask("name", "领钱人姓名", "领这笔钱的人叫什么名字？", name),
        Ask("place", "住址", "住在哪个乡镇（街道）、哪个村（社区）？", place),
        Ask("phone", "联系电话", "留个能打通的电话。", Phone(may_lack=True)),
        Ask("consent", "", "请您看看对不对：\n{summary}\n提交后转给乡镇（街道）去查这笔钱。", consent()),
    ),
)
