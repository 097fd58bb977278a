"""查到账: what came, month by month, to the bound sender; why it is less; and a registration when it has not come."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from dialogs import entitled, paydays, whose
from dialogs.answered import HUMAN, Answered
from dialogs.arrival_lines import by_day, say
from dialogs.effects import SendMedia
from dialogs.entitlement_lines import names_of
from dialogs.flows.payments import NOT_ARRIVED
from dialogs.say import called, local_day, say_money, say_period
from dialogs.talk import Option, Page, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialogs.scene import PaymentView, Scene
    from knowledge.understanding import Understanding

PICTURE = Option("发成图片", "到账图片")
_SHOWN = 12
_WHEN = re.compile(r"几号|哪天|哪一天|(?:什么|啥)时候|多会儿")
_PICTURE = re.compile(r"图片|图像|照片|截图|发个?图|大图")
_LESS = re.compile(r"少了|变少|少发|少一半|一半|降了|减了|不够数|扣")
_MISSING = re.compile(r"没到|没来|没发|没收到|没有到|还没|没见|停")


def answer(heard: Understanding | None, scene: Scene) -> Answered:
    """What has come to the sender; never anything about anybody else, and nothing to a sender who is not bound."""
    about = (heard.programme or "") if heard else ""
    said = heard.text if heard else ""
    if not scene.resident.bound:
        return _unbound(about, said, scene)
    scene = whose.looked_at(said, scene)
    if not whose.settled(scene):
        return whose.which(said or whose.MONEY, scene, example=whose.MONEY)
    mine = [paid for paid in scene.payments if paid.programme == about] if about else list(scene.payments)
    ended = entitled.stopped_of(about, scene)
    if about and ended and not _this_month(mine, scene) and (_MISSING.search(said) or not mine):
        return entitled.why_stopped(ended[0], scene)
    if not scene.payments:
        text = _maybe(said, scene) + say("none", scene, name=whose.heading(scene) or "您")
        options = (NOT_ARRIVED, *whose.switch(whose.MONEY, scene), HUMAN)
        reply = Reply(text, options, say("none_next", scene))
        return Answered(reply, about=about)
    if _PICTURE.search(said):
        return picture(about, scene)
    lead = entitled.whose(heard, scene)
    if about and not mine:
        kind = scene.office.pack.programmes.get(about)
        lead += say("never", scene, money=called(kind) if kind else say("this", scene)) + "\n"
        mine = list(scene.payments)
    newest = sorted(mine, key=lambda paid: (paid.paid_on, paid.period), reverse=True)[:_SHOWN]
    if _LESS.search(said):
        lead += _compared(newest, scene)
    elif not _this_month(newest, scene):
        lead += _not_yet(newest[0].programme if about else "", scene)
    text = lead + "\n".join(
        [say("shown", scene, name=whose.heading(scene)), *by_day(newest, local_day(scene.now), scene)]
    )
    options = (NOT_ARRIVED, PICTURE, *whose.switch(whose.MONEY, scene), HUMAN)
    older = Page("看更早的（可放大字）", whose.page("/my/arrivals", scene))
    return Answered(Reply(text, options, say("next", scene), older), about=about)


def picture(about: str, scene: Scene) -> Answered:
    """The same as a picture, which follows by itself; in words to who has nothing to be shown."""
    if not whose.settled(scene):
        return whose.which("到账图片", scene)
    own = {paid.programme for paid in scene.payments}
    if not scene.resident.bound or not own:
        return answer(None, scene)
    about = about if about in own else ""
    kind = scene.office.pack.programmes.get(about)
    what = f"的{called(kind)}" if kind else "的"
    text = say("picture", scene, name=whose.heading(scene), money=what)
    send = SendMedia("image", f"arrivals:{scene.resident.person_id}:{about}")
    return Answered(Reply(text, (NOT_ARRIVED, HUMAN), say("next", scene)), effects=(send,), about=about)


def _unbound(about: str, said: str, scene: Scene) -> Answered:
    if _WHEN.search(said):
        payday = paydays.answer(scene.office.pack.programmes.get(about), scene)
        if payday is not None:
            return payday
    text = _maybe(said, scene) + say("unbound", scene)
    options = (Option("绑定身份"), NOT_ARRIVED, HUMAN)
    return Answered(Reply(text, options, say("unbound_next", scene)), about=about)


_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_LESS, "why_less"),
    (re.compile(r"换卡|换了卡|卡换|新卡|卡丢|销户"), "why_card"),
    (re.compile(r"没到|没来|没发|没收到|没有到|还没|没见"), "why_late"),
)
"""What may be behind it, said as what it is: a may-be."""


def _maybe(said: str, scene: Scene) -> str:
    return next((f"{say(reason, scene)}\n" for pattern, reason in _REASONS if pattern.search(said)), "")


def _this_month(paid: Sequence[PaymentView], scene: Scene) -> bool:
    today = local_day(scene.now)
    return any((one.paid_on.year, one.paid_on.month) == (today.year, today.month) for one in paid)


def _not_yet(programme: str, scene: Scene) -> str:
    """That nothing came this month yet, and when it comes as far as anybody told."""
    days = {one.pay_day for one in entitled.running(scene) if one.pay_day and programme in ("", one.programme)}
    told = say("not_yet_day", scene, day=days.pop()) if len(days) == 1 else say("not_yet", scene)
    return f"{told}\n"


def _compared(newest: Sequence[PaymentView], scene: Scene) -> str:
    """The amounts before and after where they differ; where they do not, that they do not. Then what may be why."""
    lines: list[str] = []
    less = False
    for programme in dict.fromkeys(paid.programme for paid in newest):
        months = _by_month([paid for paid in newest if paid.programme == programme])
        if len(months) < 2:
            continue
        (month, amount), (before, was) = months[0], months[1]
        kind = scene.office.pack.programmes.get(programme)
        facts = {
            "money": called(kind) if kind else programme,
            "before": say_period(before),
            "was": say_money(was),
            "month": say_period(month),
            "amount": say_money(amount),
            "difference": say_money(abs(was - amount)),
        }
        less = less or amount < was
        lines.append(say("less" if amount < was else "same" if amount == was else "grown", scene, **facts))
    stopped = False
    ended = [one for one in entitled.stopped_of("", scene) if one.stop_reason]
    for one, name in zip(ended, names_of(ended, scene), strict=True):
        if one.stopped_on is not None and (local_day(scene.now) - one.stopped_on).days <= _RECENT:
            day = f"{one.stopped_on.month}月{one.stopped_on.day}日"
            lines.append(say("ended", scene, money=name, day=day, reason=one.stop_reason))
            stopped = True
    if (less or not lines) and not stopped:
        lines.append(say("why_less", scene))
    return "".join(f"{one}\n" for one in lines)


_RECENT = 100


def _by_month(paid: Sequence[PaymentView]) -> list[tuple[str, Decimal]]:
    """The sum of each month's payments, the latest month first: arrears count with the month they are for.

    What was paid once more beside the payment of the month (补发) is no measure of what comes every month.
    """
    months: dict[str, Decimal] = {}
    regular = {one.period for one in paid if not one.supplement}
    for one in paid:
        if one.supplement and one.period in regular:
            continue
        months[one.period] = months.get(one.period, Decimal(0)) + one.amount
    return sorted(months.items(), reverse=True)
