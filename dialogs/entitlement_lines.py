"""One entitlement in words: how much, since when, on which day; until when and why. And all lines of 我的待遇."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.lines import Own, line, worded
from dialogs.say import called, local_day, say_full_day, say_money

if TYPE_CHECKING:
    from datetime import date

    from dialogs.scene import EntitlementView, Scene

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "unbound": "您还没绑定身份，我不能看您领着什么，这是为了不让别人看到。",
        "unbound_next": "绑定只要一两分钟：姓名、身份证号最后6位、电话。",
        "whose": "这个微信绑定的是{name}，下面说的是这个人的钱。",
        "nothing": "{name}名下，我这里还没有在领的补助。\n可能刚批下来，也可能还没录进来。",
        "next": "钱数不对、该有的没有，说「人工」，有人帮您查。",
        "stopped_next": "觉得停得不对，可以申诉，点1看怎么办；想让乡镇说清楚，点「问问为什么停」。",
        "unexplained_next": "为什么停，这里没有记。点「问问为什么停」，我转给乡镇，给您一个说法。",
        "appeal_tap": "不服怎么办",
        "stopped_tap": "为什么停",
        "now": "{name}现在领着{count}样：",
        "none_now": "{name}现在没有在领的补助。",
        "before": "停了的：",
        "one": "{name}的{told}",
        "running": "{money}：{parts}。",
        "running_bare": "{money}：在领，钱数没有录进来。",
        "monthly": "每月{amount}",
        "once": "每次{amount}",
        "since": "{month}起",
        "since_paid": "按发放记录，{month}起有",
        "pay_day": "{day}发",
        "until": "领到{day}为止",
        "because": "因为{reason}",
        "stopped": "{money}：{stop}。",
        "stopped_one": "{name}的{money}，{stop}。",
        "decided": "决定：{who}",
        "stop": "{day}停的",
        "stop_because": "{day}停的，因为{reason}",
        "stop_no_reason": "{day}停的，没有记原因",
        "covered": "一家{count}口的钱",
        "sheet": "一单清：您家谁领什么、从哪月起、多少钱、哪天发，停了的为什么停，都在一张纸上。",
        "sheet_page": "看一单清（可以打印）",
        "sheet_next": "可以请村里帮您打印，贴在家里。",
        "sheet_unbound": (
            "一单清是一张纸：您家谁领什么、多少钱、哪天发，都写在上面。\n要先绑定身份才能看，这是为了不让别人看到。"
        ),
        "day_told": "每月{day}日",
        "day_by": "每月{day}日前",
        "day_mostly": "以往多在每月{day}日",
    }
)
"""What is said here besides what the books tell; a pack words it as ``entitlements.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "unbound": "没有绑定身份",
        "unbound_next": "没有绑定身份，最后一句",
        "whose": "替家里人问，先说是谁的钱",
        "nothing": "没有在领的补助",
        "next": "最后一句",
        "stopped_next": "停发写了原因，最后一句",
        "unexplained_next": "停发没写原因，最后一句",
        "appeal_tap": "选项：不服怎么办",
        "stopped_tap": "选项：为什么停",
        "now": "现在领着几样",
        "none_now": "现在没有在领的，以前领过",
        "before": "停了的，前面一句",
        "one": "只问了一样",
        "running": "在领的一样",
        "running_bare": "在领的一样，什么都没录",
        "monthly": "在领的：每月多少",
        "once": "在领的：每次多少",
        "since": "在领的：哪个月起",
        "since_paid": "在领的：只从发放记录知道哪个月起",
        "pay_day": "在领的：哪天发",
        "until": "在领的：领到哪天",
        "because": "在领的：到期停的原因",
        "stopped": "停了的一样",
        "stopped_one": "只问停了的那一样",
        "decided": "停发是谁决定的",
        "stop": "哪天停的，下一句再说原因",
        "stop_because": "哪天停的、为什么",
        "stop_no_reason": "哪天停的，没记原因",
        "covered": "在领的：是一家几口的钱",
        "sheet": "说「一单清」",
        "sheet_page": "链接：一单清",
        "sheet_next": "说「一单清」，最后一句",
        "sheet_unbound": "说「一单清」，没有绑定身份",
        "day_told": "每月几号发，民政局登记的",
        "day_by": "每月几号前发，文件规定的",
        "day_mostly": "每月几号发，从以往发放看的",
    }
)
"""When each of them is heard."""
HOLES: Mapping[str, str] = MappingProxyType(
    {
        "name": "谁的待遇（几个人的，前面有称呼）",
        "count": "几样、几口人",
        "told": "这一样待遇的那一句",
        "parts": "多少钱、哪月起、哪天发",
        "amount": "多少钱",
        "month": "哪个月",
        "day": "哪天、每月几号",
        "reason": "原因",
        "stop": "哪天停的、为什么",
        "who": "谁决定的、哪个文件",
    }
)
LABELS = frozenset({"appeal_tap", "stopped_tap", "sheet_page"})


def say(name: str, scene: Scene, /, **facts: object) -> str:
    """One of the lines, as this bureau words it."""
    return line(scene, f"entitlements.{name}", SAYS[name], **facts)


def told_pay_day(day: int, own: Own) -> str:
    """The day as the bureau told it: 每月10日."""
    return worded(own, "entitlements.day_told", SAYS["day_told"], day=day)


def said_pay_day(day: int, own: Own) -> str:
    """The day by which a rule of the pack has it paid: 每月10日前."""
    return worded(own, "entitlements.day_by", SAYS["day_by"], day=day)


def observed_pay_day(day: int, own: Own) -> str:
    """The day on which it mostly came so far, which promises nothing: 以往多在每月10日."""
    return worded(own, "entitlements.day_mostly", SAYS["day_mostly"], day=day)


def running_line(one: EntitlementView, scene: Scene) -> str:
    """低保：每月620元，2024年3月起，每月10日发."""
    parts = []
    if one.amount is not None:
        parts.append(say("once" if one.per == "time" else "monthly", scene, amount=say_money(one.amount)))
    if one.covered:
        parts.append(say("covered", scene, count=one.covered))
    if one.since is not None:
        month = f"{one.since.year}年{one.since.month}月"
        parts.append(say("since_paid" if one.by_payments else "since", scene, month=month))
    if one.pay_day:
        parts.append(say("pay_day", scene, day=one.pay_day))
    if one.stopped_on is not None:
        parts.append(say("until", scene, day=_day(one.stopped_on, local_day(scene.now))))
        parts += [say("because", scene, reason=one.stop_reason)] if one.stop_reason else []
    name = name_of(one, scene)
    return (
        say("running", scene, money=name, parts="，".join(parts)) if parts else say("running_bare", scene, money=name)
    )


def stopped_line(one: EntitlementView, scene: Scene) -> str:
    """低保：7月31日停的，因为转为特困供养."""
    return say("stopped", scene, money=name_of(one, scene), stop=stop_said(one, scene))


def stop_said(one: EntitlementView, scene: Scene, *, reason_lacks: bool = True) -> str:
    """When and why it was stopped; ``reason_lacks``: that no reason is on record is said here too."""
    day = _day(one.stopped_on, local_day(scene.now)) if one.stopped_on else ""
    reason = one.stop_reason.rstrip("。").removeprefix("因为").removeprefix("因")
    if reason:
        return say("stop_because", scene, day=day, reason=reason)
    return say("stop_no_reason" if reason_lacks else "stop", scene, day=day)


def name_of(one: EntitlementView, scene: Scene) -> str:
    """What people call it: 低保."""
    kind = scene.office.pack.programmes.get(one.programme)
    return called(kind) if kind else one.title


def names_of(many: Sequence[EntitlementView], scene: Scene) -> tuple[str, ...]:
    """What people call each of them."""
    return tuple(name_of(one, scene) for one in many)


def _day(day: date, today: date) -> str:
    return f"{day.month}月{day.day}日" if day.year == today.year else say_full_day(day)
