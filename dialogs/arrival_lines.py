"""What came in words, a line a day, and all lines of 查到账."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.lines import line
from dialogs.say import say_full_day, say_money, say_period, what_came
from knowledge.payrows import SUPPLEMENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.scene import PaymentView, Scene

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "unbound": "您还没绑定身份，我不能查到账，这是为了不让别人看到您的钱。",
        "unbound_next": "绑定只要一两分钟；不想绑定，也可以登记，让乡镇去查。",
        "none": "我这里还没有{name}的发放记录。可能刚办下来，也可能钱还在路上。",
        "none_next": "登记以后，乡镇（街道）查清楚会告诉您。",
        "picture": "好，{name}{money}到账图片马上发来，能放大看，也能给家里人看。",
        "next": "和存折对不上，点「钱没到或不对」，我转给乡镇去查。",
        "shown": "{name}最近到账的：",
        "never": "没有查到{money}的发放记录。查到的是：",
        "this": "这一项",
        "why_less": "变少可能是等级变了、人口变了、补扣以前的，要查了才知道。",
        "why_card": "换了卡，要到乡镇（街道）登记新卡号，钱才打得进去。",
        "why_late": "补助按月发，碰上节假日可能晚几天。",
        "not_yet": "这个月的还没有发放记录。补助按月发，碰上节假日可能晚几天。",
        "not_yet_day": "这个月的还没有发放记录。{day}发。",
        "less": "{money}{before}{was}，{month}{amount}，少了{difference}。",
        "same": "{money}{before}{was}，{month}{amount}，没有少。",
        "grown": "{money}{before}{was}，{month}{amount}，多了{difference}。",
        "ended": "{money}{day}停了，因为{reason}。",
        "day": "{day} {paid}",
        "paid": "{money}{amount}{late}{card}",
        "late": "（{month}的）",
        "why": "（{reason}）",
        "card": "（卡尾号{tail}）",
        "one_card": "都打到尾号{tail}的卡。",
        "last": "{day} {amount}，尾号{tail}的卡",
        "last_no_card": "{day} {amount}",
    }
)
"""What is said here besides what the books tell; a pack words it as ``arrivals.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "unbound": "没有绑定身份",
        "unbound_next": "没有绑定身份，最后一句",
        "none": "还没有发放记录",
        "none_next": "还没有发放记录，最后一句",
        "picture": "要到账图片",
        "next": "最后一句",
        "shown": "到账记录前的一句",
        "never": "问的那一项没有发放记录",
        "this": "问的那一项叫不出名字，就这么叫",
        "why_less": "说钱少了：可能是为什么",
        "why_card": "说换了卡：要做什么",
        "why_late": "说钱没到：可能是为什么",
        "not_yet": "这个月还没有发放记录",
        "not_yet_day": "这个月还没有发放记录，知道哪天发",
        "less": "问钱怎么少了：真的少了",
        "same": "问钱怎么少了：没有少",
        "grown": "问钱怎么少了：反而多了",
        "ended": "问钱怎么少了：有一样停了",
        "day": "一天到的钱",
        "paid": "一笔到的钱",
        "late": "一笔钱是以前哪个月的",
        "why": "一笔补发的钱，文件里写了原因",
        "card": "一笔钱打到哪张卡，几笔不同卡的时候",
        "one_card": "都打到一张卡",
        "last": "钱没到登记：上次到账",
        "last_no_card": "钱没到登记：上次到账，没有卡号",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "name": "谁的钱（几个人的，前面有称呼）",
        "day": "哪天",
        "before": "前一个月",
        "was": "前一个月多少",
        "month": "哪个月",
        "amount": "多少钱",
        "difference": "差多少",
        "reason": "原因",
        "paid": "到了哪几笔",
        "late": "是以前哪个月的，不是就空着",
        "card": "打到哪张卡，一张卡就空着",
        "tail": "卡号最后4位",
    }
)
LABELS = frozenset({"this"})


def say(name: str, scene: Scene, /, **facts: object) -> str:
    """One of the lines, as this bureau words it."""
    return line(scene, f"arrivals.{name}", SAYS[name], **facts)


def by_day(newest: Sequence[PaymentView], today: date, scene: Scene) -> list[str]:
    """11月10日 低保金620元、高龄津贴50元; the card once at the end when it is one for all."""
    tails = {paid.account_tail for paid in newest}
    one_card = tails.pop() if len(tails) == 1 else ""
    lines = []
    for day, group in groupby(newest, key=lambda paid: paid.paid_on):
        when = f"{day.month}月{day.day}日" if day.year == today.year else say_full_day(day)
        lines.append(say("day", scene, day=when, paid="、".join(_one(paid, not one_card, scene) for paid in group)))
    return [*lines, say("one_card", scene, tail=one_card)] if one_card else lines


def _one(paid: PaymentView, with_card: bool, scene: Scene) -> str:
    of_before = paid.period != f"{paid.paid_on:%Y-%m}"
    late = say("late", scene, month=say_period(paid.period)) if of_before else ""
    late += say("why", scene, reason=paid.supplement) if paid.supplement not in ("", SUPPLEMENT) else ""
    card = say("card", scene, tail=paid.account_tail) if with_card and paid.account_tail else ""
    return say(
        "paid", scene, money=what_came(paid.title, paid.supplement), amount=say_money(paid.amount), late=late, card=card
    )
