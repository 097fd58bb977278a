"""我的待遇: what the bound sender receives, since when and on which day; what was stopped, when and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HUMAN, Answered
from dialogs.lines import line
from dialogs.say import called, local_day, say_full_day, say_money
from dialogs.talk import Option, Page, Reply
from knowledge.programmes import ASPECT_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.scene import EntitlementView, Scene
    from knowledge.understanding import Understanding

ALL = Page("看全部（可放大字）", "/my")
ARRIVALS = Option("查到账")
WHY = Option("问问为什么停", "停发了，不知道为什么")
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "unbound": "您还没绑定身份，我不能看您领着什么，这是为了不让别人看到。",
        "unbound_next": "绑定只要一两分钟：姓名、身份证号最后6位、电话。",
        "whose": "这个微信绑定的是{name}，下面说的是这个人的钱。",
        "nothing": "{name}名下，我这里还没有在领的补助。\n可能刚批下来，也可能还没录进来。",
        "next": "钱数不对、该有的没有，说「人工」，有人帮您查。",
        "stopped_next": "觉得停得不对，可以申诉，点1看怎么办；想让乡镇说清楚，点「问问为什么停」。",
        "unexplained_next": "为什么停，这里没有记。点「问问为什么停」，我转给乡镇，给您一个说法。",
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
    }
)
_MOST = 6
_WHOSE = r"[我俺咱](?:家|们)?(?:妈|娘|爸|爹|爷爷|奶奶|公公|婆婆|老伴|老人|父亲|母亲)?"
_ASKED = re.compile(
    rf"{_WHOSE}的?(?:待遇|名下)"
    rf"|{_WHOSE}(?:现在|如今|眼下|每个?月|一个?月|这会儿|都|到底|究竟|总共|一共)*(?:领|享受|拿|吃)(?:着|了|到)?(?:的|些)?(?:都)?(?:是|有)?(?:啥|什么|哪些|哪几|几[样项种个])"
    rf"|{_WHOSE}的?(?:低保|五保|特困|补贴|补助|津贴|救助|钱)?(?:从|是)?(?:从)?(?:什么|啥|哪|几几)(?:时候|年|个?月)(?:(?:开始|起)?(?:领|享受|拿|吃|有|办)|开始的?|起的)"
)
_STOPPED = re.compile(r"停(?!电|水|车|课|产|工|业)|取消|没了|不发了|断了")
_NO_REASON = "，没有记原因"
_OTHERS = re.compile(r"他|她|别人|人家|邻居|隔壁|某")


def told_pay_day(day: int) -> str:
    """The day as the bureau told it: 每月10日."""
    return f"每月{day}日"


def said_pay_day(day: int) -> str:
    """The day by which a rule of the pack has it paid: 每月10日前."""
    return f"每月{day}日前"


def observed_pay_day(day: int) -> str:
    """The day on which it mostly came so far, which promises nothing: 以往多在每月10日."""
    return f"以往多在每月{day}日"


def asked(heard: Understanding, scene: Scene) -> bool:
    """Whether the words ask what the sender receives, since when, or why it stopped: her own, nobody else's."""
    if _OTHERS.search(heard.text):
        return False
    if _ASKED.search(heard.text):
        return True
    mine = stopped_of(heard.programme or "", scene)
    about_stop = heard.intent in ("ask_stop_reason", "query_payment") and _STOPPED.search(heard.text)
    return bool(scene.resident.bound and mine and about_stop)


def answer(heard: Understanding | None, scene: Scene) -> Answered:
    """All that the sender receives, or why one programme stopped; nothing to a sender who is not bound."""
    about = (heard.programme or "") if heard else ""
    if not scene.resident.bound:
        text = _say("unbound", scene)
        options = (Option("绑定身份"), Option("问政策"), HUMAN)
        return Answered(Reply(text, options, _say("unbound_next", scene)), about=about)
    stopped = stopped_of(about, scene)
    if heard is not None and stopped and _STOPPED.search(heard.text):
        return why_stopped(stopped[0], scene)
    found = next((one for one in running(scene) if one.programme == about), None)
    if found is not None:
        text = f"{whose(heard, scene)}{scene.resident.name}的{_running(found, scene, local_day(scene.now))}"
        return Answered(Reply(text, (ARRIVALS, HUMAN), _say("next", scene), page=ALL), about=about)
    reply = _all(scene)
    return Answered(replace(reply, text=whose(heard, scene) + reply.text), about=about)


def whose(heard: Understanding | None, scene: Scene) -> str:
    """Whose money it is, to who asks for somebody of the family, or holds another one's phone; else nothing."""
    sender, asks_for = scene.resident, ""
    if heard is not None and heard.slots.get("subject") == "family":
        asks_for = str(heard.slots.get("relation") or "")
    if asks_for == sender.agent_of:
        return ""
    name = f"您{sender.agent_of}{sender.name}" if sender.agent_of else sender.name
    return _say("whose", scene, name=name) + "\n"


def why_stopped(one: EntitlementView, scene: Scene) -> Answered:
    """When and why one programme was stopped, who decided, and what can be done about it."""
    kind = scene.office.pack.programmes.get(one.programme)
    text = f"{scene.resident.name}的{_name(one, scene)}，{_stop(one, local_day(scene.now)).removesuffix(_NO_REASON)}。"
    if one.decided_by:
        text += f"\n决定：{one.decided_by}"
    appeal = (
        (Option("不服怎么办", f"{called(kind)}{ASPECT_NAMES['appeal']}"),) if kind and "appeal" in kind.passages else ()
    )
    tail = _say("stopped_next" if one.stop_reason else "unexplained_next", scene)
    reply = Reply(text, (*appeal, WHY, HUMAN), tail)
    return Answered(reply, about=one.programme)


def stopped_of(programme: str, scene: Scene) -> tuple[EntitlementView, ...]:
    """What of that programme (of any, when none is named) was stopped and is not being paid."""
    today = local_day(scene.now)
    return tuple(
        one
        for one in scene.entitlements
        if one.stopped_on is not None and one.stopped_on <= today and programme in ("", one.programme)
    )


def running(scene: Scene) -> tuple[EntitlementView, ...]:
    """What the sender receives today."""
    today = local_day(scene.now)
    return tuple(one for one in scene.entitlements if one.stopped_on is None or one.stopped_on > today)


def _say(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"entitlements.{name}", SAYS[name], **facts)


def _all(scene: Scene) -> Reply:
    now, before, today = running(scene), stopped_of("", scene), local_day(scene.now)
    name = scene.resident.name or "您"
    if not now and not before:
        text = _say("nothing", scene, name=name)
        return Reply(text, (ARRIVALS, Option("我要求助"), HUMAN), _say("next", scene))
    lines = [f"{name}现在领着{len(now)}样：" if now else f"{name}现在没有在领的补助。"]
    lines += [_running(one, scene, today) for one in now[:_MOST]]
    if before:
        lines += ["停了的：", *(f"{_name(one, scene)}：{_stop(one, today)}。" for one in before[: _MOST // 2])]
    why = (Option("为什么停", f"我的{_name(before[0], scene)}为什么停了"),) if before else ()
    return Reply("\n".join(lines), (ARRIVALS, *why, HUMAN), _say("next", scene), page=ALL)


def _running(one: EntitlementView, scene: Scene, today: date) -> str:
    """低保：每月620元，2024年3月起，每月10日发."""
    parts = []
    if one.amount is not None:
        parts.append(f"{'每次' if one.per == 'time' else '每月'}{say_money(one.amount)}")
    if one.since is not None:
        since = f"{one.since.year}年{one.since.month}月"
        parts.append(f"按发放记录，{since}起有" if one.by_payments else f"{since}起")
    if one.pay_day:
        parts.append(f"{one.pay_day}发")
    if one.stopped_on is not None:
        parts.append(f"领到{_day(one.stopped_on, today)}为止" + (f"，因为{one.stop_reason}" if one.stop_reason else ""))
    return f"{_name(one, scene)}：{'，'.join(parts) or '在领，钱数没有录进来'}。"


def _stop(one: EntitlementView, today: date) -> str:
    when = f"{_day(one.stopped_on, today)}停的" if one.stopped_on else "停了"
    reason = one.stop_reason.rstrip("。")
    return f"{when}，因为{reason.removeprefix('因为').removeprefix('因')}" if reason else when + _NO_REASON


def _day(day: date, today: date) -> str:
    return f"{day.month}月{day.day}日" if day.year == today.year else say_full_day(day)


def _name(one: EntitlementView, scene: Scene) -> str:
    kind = scene.office.pack.programmes.get(one.programme)
    return called(kind) if kind else one.title


def names_of(many: Sequence[EntitlementView], scene: Scene) -> tuple[str, ...]:
    """What people call each of them."""
    return tuple(_name(one, scene) for one in many)
