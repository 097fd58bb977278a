"""钱到了没有: the last payments of a bound resident, and a registration when the money has not come."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import paydays
from dialogs.answered import HUMAN, Answered
from dialogs.clue_facts import clue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.names import name
from dialogs.personal_readers import Phone, place
from dialogs.readers import choice, consent
from dialogs.say import local_day, say_day, say_full_day, say_money, say_period
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import PaymentView, Scene
    from knowledge.understanding import Understanding

NOT_ARRIVED = Option("钱没到或不对")
_SHOWN = 3
_WHEN = re.compile(r"几号|哪天|哪一天|(?:什么|啥)时候|多会儿")


def _finish(slots: Slots, scene: Scene) -> Ending:
    if slots.get("consent") == "no":
        return Ending((Reply(FLOW.say("declined", scene)),))
    return Ending((), (clue(slots, "payment"),))


FLOW = Flow(
    name="payment",
    title="钱没到登记",
    version=1,
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
                spots="words",
            ),
        ),
        Ask("name", "领钱人姓名", "领这笔钱的人叫什么名字？", name),
        Ask("place", "住址", "住在哪个乡镇（街道）、哪个村（社区）？", place),
        Ask("phone", "联系电话", "留个能打通的电话。", Phone(may_lack=True)),
        Ask("consent", "", "请您看看对不对：\n{summary}\n提交后转给乡镇（街道）去查这笔钱。", consent()),
    ),
)


def answer(heard: Understanding | None, scene: Scene) -> Answered:
    """What has come to the sender; never anything about anybody else, and nothing to a sender who is not bound."""
    about = (heard.programme or "") if heard else ""
    why = _why(heard.text) if heard else ""
    payday = (
        paydays.answer(scene.office.pack.programmes.get(about), scene) if heard and _WHEN.search(heard.text) else None
    )
    if payday is not None and not scene.resident.bound:
        return payday
    if not scene.resident.bound:
        text = f"{why}您还没绑定身份，我不能查到账，这是为了不让别人看到您的钱。"
        options = (Option("绑定身份"), NOT_ARRIVED, HUMAN)
        return Answered(Reply(text, options, "绑定只要一两分钟；不想绑定，也可以登记，让乡镇去查。"), about=about)
    if scene.resident.name and not scene.payments:
        text = f"{why}我这里还没有您的发放记录。可能刚办下来，也可能钱还在路上。"
        return Answered(Reply(text, (NOT_ARRIVED, HUMAN), "登记以后，乡镇（街道）查清楚会告诉您。"), about=about)
    mine = [paid for paid in scene.payments if not about or paid.programme == about] or list(scene.payments)
    newest = sorted(mine, key=lambda paid: paid.paid_on, reverse=True)[:_SHOWN]
    lines = [_line(paid) for paid in newest]
    today = local_day(scene.now)
    this_month = any((paid.paid_on.year, paid.paid_on.month) == (today.year, today.month) for paid in newest)
    lead = "最近到账的是：" if this_month else "这个月的还没有发放记录。最近到账的是："
    text = "\n".join([why + lead, *lines])
    return Answered(Reply(text, (NOT_ARRIVED, HUMAN), "数字对不上，点「钱没到或不对」，我转给乡镇去查。"), about=about)


_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"少了|变少|少发|少一半|一半"),
        "变少可能是等级变了、人口变了、补扣以前的，要查了才知道。\n",
    ),
    (re.compile(r"换卡|换了卡|卡换|新卡|卡丢|销户"), "换了卡，要到乡镇（街道）登记新卡号，钱才打得进去。\n"),
    (re.compile(r"没到|没来|没发|没收到|没有到|还没|没见"), "补助按月发，碰上节假日可能晚几天。\n"),
)
"""What may be behind it, said as what it is: a may-be."""


def _why(said: str) -> str:
    return next((reason for pattern, reason in _REASONS if pattern.search(said)), "")


def _line(paid: PaymentView) -> str:
    card = f"，尾号{paid.account_tail}的卡" if paid.account_tail else ""
    return f"{paid.title}{say_period(paid.period)} {say_money(paid.amount)}，{_on(paid)}到账{card}"


def _on(paid: PaymentView) -> str:
    return say_day(paid.paid_on) if paid.period[:4] == f"{paid.paid_on.year}" else say_full_day(paid.paid_on)
