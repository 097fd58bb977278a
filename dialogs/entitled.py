"""我的待遇: what the bound sender receives, since when and on which day; what was stopped, when and why."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import whose as _whose
from dialogs.answered import HUMAN, Answered
from dialogs.entitlement_lines import name_of, running_line, say, stop_said, stopped_line
from dialogs.kinship import canonical
from dialogs.say import called, local_day
from dialogs.talk import Option, Page, Reply
from knowledge.programmes import ASPECT_NAMES

if TYPE_CHECKING:
    from dialogs.scene import EntitlementView, Scene
    from knowledge.understanding import Understanding

ARRIVALS = Option("查到账")
_RECEIVED = "待遇"
_MOST = 6
_WHOSE = r"[我俺咱](?:家|们)?(?:爸妈|爹妈|爹娘|父母|妈|娘|爸|爹|爷爷|奶奶|公公|婆婆|老伴|老人|父亲|母亲)?"
_ASKED = re.compile(
    rf"{_WHOSE}的?(?:待遇|名下)"
    rf"|{_WHOSE}(?:现在|如今|眼下|每个?月|一个?月|这会儿|都|到底|究竟|总共|一共)*(?:领|享受|拿|吃)(?:着|了|到)?(?:的|些)?(?:都)?(?:是|有)?(?:啥|什么|哪些|哪几|几[样项种个])"
    rf"|{_WHOSE}的?(?:低保|五保|特困|补贴|补助|津贴|救助|钱)?(?:从|是)?(?:从)?(?:什么|啥|哪|几几)(?:时候|年|个?月)(?:(?:开始|起)?(?:领|享受|拿|吃|有|办)|开始的?|起的)"
)
_STOPPED = re.compile(r"停(?!电|水|车|课|产|工|业)|取消|没了|不发了|断了")
_OTHERS = re.compile(r"他|她|别人|人家|邻居|隔壁|某")


def asked(heard: Understanding, scene: Scene) -> bool:
    """Whether the words ask what the sender receives, since when, or why it stopped: her own, nobody else's."""
    scene = _whose.looked_at(heard.text, scene)
    said = _whose.as_own(heard.text, scene)
    if _OTHERS.search(said):
        return False
    if _ASKED.search(said):
        return True
    looks = [scene] if _whose.settled(scene) else [scene.looking_at(one) for one in scene.people]
    mine = any(stopped_of(heard.programme or "", each) for each in looks)
    about_stop = heard.intent in ("ask_stop_reason", "query_payment") and _STOPPED.search(heard.text)
    return bool(scene.resident.bound and mine and about_stop)


def answer(heard: Understanding | None, scene: Scene) -> Answered:
    """All that the sender receives, or why one programme stopped; nothing to a sender who is not bound."""
    about = (heard.programme or "") if heard else ""
    if not scene.resident.bound:
        text = say("unbound", scene)
        options = (Option("绑定身份"), Option("问政策"), HUMAN)
        return Answered(Reply(text, options, say("unbound_next", scene)), about=about)
    scene = _whose.looked_at(heard.text if heard else "", scene)
    if not _whose.settled(scene):
        return _whose.which(heard.text if heard else _RECEIVED, scene, example=_RECEIVED)
    stopped = stopped_of(about, scene)
    if heard is not None and stopped and _STOPPED.search(heard.text):
        return why_stopped(stopped[0], scene)
    found = next((one for one in running(scene) if one.programme == about), None)
    if found is not None:
        told = say("one", scene, name=_whose.heading(scene), told=running_line(found, scene))
        return Answered(
            Reply(whose(heard, scene) + told, (ARRIVALS, HUMAN), say("next", scene), page=_page(scene)), about=about
        )
    reply = _all(scene)
    return Answered(replace(reply, text=whose(heard, scene) + reply.text), about=about)


def sheet(scene: Scene) -> Answered:
    """一单清, the page that is printed and hangs at home; to who is not bound, what it is for."""
    if not scene.resident.bound:
        return Answered(Reply(say("sheet_unbound", scene), (Option("绑定身份"), HUMAN), say("unbound_next", scene)))
    page = Page(say("sheet_page", scene), "/my/sheet")
    return Answered(Reply(say("sheet", scene), (ARRIVALS, HUMAN), say("sheet_next", scene), page))


def whose(heard: Understanding | None, scene: Scene) -> str:
    """Whose money it is, to who asks for somebody of the family, or holds another one's phone; else nothing."""
    sender, asks_for = scene.resident, ""
    if scene.several:
        return ""  # the heading says who it is
    if heard is not None and heard.slots.get("subject") == "family":
        asks_for = str(heard.slots.get("relation") or "")
    if canonical(asks_for) == canonical(sender.agent_of):
        return ""
    name = f"您{sender.agent_of}{sender.name}" if sender.agent_of else sender.name
    return say("whose", scene, name=name) + "\n"


def why_stopped(one: EntitlementView, scene: Scene) -> Answered:
    """When and why one programme was stopped, who decided, and what can be done about it."""
    kind = scene.office.pack.programmes.get(one.programme)
    stop = stop_said(one, scene, reason_lacks=False)
    lines = [say("stopped_one", scene, name=_whose.heading(scene), money=name_of(one, scene), stop=stop)]
    lines += [say("decided", scene, who=one.decided_by)] if one.decided_by else []
    appeals = kind is not None and "appeal" in kind.passages
    appeal = (Option(say("appeal_tap", scene), f"{called(kind)}{ASPECT_NAMES['appeal']}"),) if kind and appeals else ()
    why = Option("问问为什么停", "停发了，不知道为什么")
    tail = say("stopped_next" if one.stop_reason else "unexplained_next", scene)
    return Answered(Reply("\n".join(lines), (*appeal, why, HUMAN), tail), about=one.programme)


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


def _all(scene: Scene) -> Reply:
    now, before = running(scene), stopped_of("", scene)
    name = _whose.heading(scene) or "您"
    if not now and not before:
        text = say("nothing", scene, name=name)
        options = (ARRIVALS, Option("我要求助"), *_whose.switch(_RECEIVED, scene), HUMAN)
        return Reply(text, options, say("next", scene))
    lines = [say("now" if now else "none_now", scene, name=name, count=len(now))]
    lines += [running_line(one, scene) for one in now[:_MOST]]
    lines += [say("before", scene)] if before else []
    lines += [stopped_line(one, scene) for one in before[: _MOST // 2]]
    mine = scene.resident.name if scene.several else "我"
    why = (Option(say("stopped_tap", scene), f"{mine}的{name_of(before[0], scene)}为什么停了"),) if before else ()
    options = (ARRIVALS, *why, *_whose.switch(_RECEIVED, scene), HUMAN)
    return Reply("\n".join(lines), options, say("next", scene), page=_page(scene))


def _page(scene: Scene) -> Page:
    return Page("看全部（可放大字）", _whose.page("/my", scene))
