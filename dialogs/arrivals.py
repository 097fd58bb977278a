"""查到账: what came, month by month, to the bound sender; why it is less; and a registration when it has not come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import entitled, paydays
from dialogs.answered import HUMAN, Answered
from dialogs.effects import SendMedia
from dialogs.flows.payments import NOT_ARRIVED
from dialogs.lines import line
from dialogs.say import called, local_day, say_full_day, say_money, say_period, what_came
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.scene import PaymentView, Scene
    from knowledge.understanding import Understanding

PICTURE = Option("发成图片", "到账图片")
OLDER = Page("看更早的（可放大字）", "/my/arrivals")
_SHOWN = 12
_WHEN = re.compile(r"几号|哪天|哪一天|(?:什么|啥)时候|多会儿")
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "unbound": "您还没绑定身份，我不能查到账，这是为了不让别人看到您的钱。",
        "unbound_next": "绑定只要一两分钟；不想绑定，也可以登记，让乡镇去查。",
        "none": "我这里还没有{name}的发放记录。可能刚办下来，也可能钱还在路上。",
        "none_next": "登记以后，乡镇（街道）查清楚会告诉您。",
        "picture": "好，{name}{money}到账图片马上发来，能放大看，也能给家里人看。",
        "next": "和存折对不上，点「钱没到或不对」，我转给乡镇去查。",
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
    }
)
_PICTURE = re.compile(r"图片|图像|照片|截图|发个?图|大图")
_LESS = re.compile(r"少了|变少|少发|少一半|一半|降了|减了|不够数|扣")
_MISSING = re.compile(r"没到|没来|没发|没收到|没有到|还没|没见|停")


def answer(heard: Understanding | None, scene: Scene) -> Answered:
    """What has come to the sender; never anything about anybody else, and nothing to a sender who is not bound."""
    about = (heard.programme or "") if heard else ""
    said = heard.text if heard else ""
    if not scene.resident.bound:
        return _unbound(about, said, scene)
    mine = [paid for paid in scene.payments if paid.programme == about] if about else list(scene.payments)
    ended = entitled.stopped_of(about, scene)
    if about and ended and not _this_month(mine, scene) and (_MISSING.search(said) or not mine):
        return entitled.why_stopped(ended[0], scene)
    if not scene.payments:
        text = _maybe(said) + _say("none", scene, name=scene.resident.name or "您")
        reply = Reply(text, (NOT_ARRIVED, HUMAN), _say("none_next", scene))
        return Answered(reply, about=about)
    if _PICTURE.search(said):
        return picture(about, scene)
    lead = entitled.whose(heard, scene)
    if about and not mine:
        kind = scene.office.pack.programmes.get(about)
        lead += f"没有查到{called(kind) if kind else '这一项'}的发放记录。查到的是：\n"
        mine = list(scene.payments)
    newest = sorted(mine, key=lambda paid: (paid.paid_on, paid.period), reverse=True)[:_SHOWN]
    if _LESS.search(said):
        lead += _compared(newest, scene)
    elif not _this_month(newest, scene):
        lead += _not_yet(newest[0].programme if about else "", scene)
    text = lead + "\n".join([f"{scene.resident.name}最近到账的：", *_by_day(newest, local_day(scene.now))])
    return Answered(Reply(text, (NOT_ARRIVED, PICTURE, HUMAN), _say("next", scene), OLDER), about=about)


def picture(about: str, scene: Scene) -> Answered:
    """The same as a picture, which follows by itself; in words to who has nothing to be shown."""
    own = {paid.programme for paid in scene.payments}
    if not scene.resident.bound or not own:
        return answer(None, scene)
    about = about if about in own else ""
    kind = scene.office.pack.programmes.get(about)
    what = f"的{called(kind)}" if kind else "的"
    text = _say("picture", scene, name=scene.resident.name, money=what)
    send = SendMedia("image", f"arrivals:{scene.resident.person_id}:{about}")
    return Answered(Reply(text, (NOT_ARRIVED, HUMAN), _say("next", scene)), effects=(send,), about=about)


def _say(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"arrivals.{name}", SAYS[name], **facts)


def _unbound(about: str, said: str, scene: Scene) -> Answered:
    if _WHEN.search(said):
        payday = paydays.answer(scene.office.pack.programmes.get(about), scene)
        if payday is not None:
            return payday
    text = _maybe(said) + _say("unbound", scene)
    options = (Option("绑定身份"), NOT_ARRIVED, HUMAN)
    return Answered(Reply(text, options, _say("unbound_next", scene)), about=about)


_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_LESS, "变少可能是等级变了、人口变了、补扣以前的，要查了才知道。\n"),
    (re.compile(r"换卡|换了卡|卡换|新卡|卡丢|销户"), "换了卡，要到乡镇（街道）登记新卡号，钱才打得进去。\n"),
    (re.compile(r"没到|没来|没发|没收到|没有到|还没|没见"), "补助按月发，碰上节假日可能晚几天。\n"),
)
"""What may be behind it, said as what it is: a may-be."""


def _maybe(said: str) -> str:
    return next((reason for pattern, reason in _REASONS if pattern.search(said)), "")


def _this_month(paid: Sequence[PaymentView], scene: Scene) -> bool:
    today = local_day(scene.now)
    return any((one.paid_on.year, one.paid_on.month) == (today.year, today.month) for one in paid)


def _not_yet(programme: str, scene: Scene) -> str:
    """That nothing came this month yet, and when it comes as far as anybody told."""
    days = {one.pay_day for one in entitled.running(scene) if one.pay_day and programme in ("", one.programme)}
    when = f"{days.pop()}发" if len(days) == 1 else "补助按月发，碰上节假日可能晚几天"
    return f"这个月的还没有发放记录。{when}。\n"


def _compared(newest: Sequence[PaymentView], scene: Scene) -> str:
    """The amounts before and after where they differ; where they do not, that they do not. Then what may be why."""
    lines = []
    for programme in dict.fromkeys(paid.programme for paid in newest):
        months = _by_month([paid for paid in newest if paid.programme == programme])
        if len(months) < 2:
            continue
        (month, amount), (before, was) = months[0], months[1]
        kind = scene.office.pack.programmes.get(programme)
        name = called(kind) if kind else programme
        said = f"{name}{say_period(before)}{say_money(was)}，{say_period(month)}{say_money(amount)}"
        if amount < was:
            lines.append(f"{said}，少了{say_money(was - amount)}。")
        else:
            lines.append(f"{said}，没有少。" if amount == was else f"{said}，多了{say_money(amount - was)}。")
    ended = [one for one in entitled.stopped_of("", scene) if one.stop_reason]
    for one, name in zip(ended, entitled.names_of(ended, scene), strict=True):
        if one.stopped_on is not None and (local_day(scene.now) - one.stopped_on).days <= _RECENT:
            lines.append(f"{name}{one.stopped_on.month}月{one.stopped_on.day}日停了，因为{one.stop_reason}。")
    why = "" if any("停了" in one for one in lines) else _REASONS[0][1]
    return "".join(f"{one}\n" for one in lines) + (why if any("少了" in one for one in lines) or not lines else "")


_RECENT = 100


def _by_month(paid: Sequence[PaymentView]) -> list[tuple[str, Decimal]]:
    """The sum of each month's payments, the latest month first: arrears count with the month they are for."""
    months: dict[str, Decimal] = {}
    for one in paid:
        months[one.period] = months.get(one.period, Decimal(0)) + one.amount
    return sorted(months.items(), reverse=True)


def _by_day(newest: Sequence[PaymentView], today: date) -> list[str]:
    """11月10日 低保金620元、高龄津贴50元; the card once at the end when it is one for all."""
    tails = {paid.account_tail for paid in newest}
    one_card = tails.pop() if len(tails) == 1 else ""
    lines = []
    for day, group in groupby(newest, key=lambda paid: paid.paid_on):
        when = f"{day.month}月{day.day}日" if day.year == today.year else say_full_day(day)
        lines.append(f"{when} {'、'.join(_one(paid, not one_card) for paid in group)}")
    return [*lines, f"都打到尾号{one_card}的卡。"] if one_card else lines


def _one(paid: PaymentView, with_card: bool) -> str:
    late = "" if paid.period == f"{paid.paid_on:%Y-%m}" else f"（{say_period(paid.period)}的）"
    card = f"（卡尾号{paid.account_tail}）" if with_card and paid.account_tail else ""
    return f"{what_came(paid.title, paid.supplement)}{say_money(paid.amount)}{late}{card}"
