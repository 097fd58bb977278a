"""What a resident consents to in a conversation: kept word for word as it was shown, with the answer and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.answered import Answered
from dialogs.effects import KeepConsent, ShowConsents
from dialogs.lines import filled, relabelled, sayer
from dialogs.persons import person
from dialogs.prompts import gaps
from dialogs.say import LOCAL, say_full_day
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialogs.flow import Ask, Flow, Slots
    from dialogs.outcomes import Consented
    from dialogs.scene import Scene

SHOWN = frozenset({"consent", "agree", "permitted", "able", "named", "score", "sure"})
"""Questions whose words are kept as they were shown: what was agreed to must be provable."""
_GIVES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "consent": ("register", "yes"),
        "able": ("agency", "agency"),
        "named": ("real_name", "named"),
        "score": ("survey", ""),
    }
)
"""By question: what is consented to, and by which answer; empty for any."""
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "register": "登记并转给办事的人",
        "agency": "请人代办",
        "real_name": "实名反映",
        "photo": "用您发的照片",
        "location": "用您发的位置",
        "survey": "评价这件事",
        "subscription": "收消息",
        "erase": "删除资料",
    }
)
"""What each consent is called, to residents and on pages."""
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "none": "您在这里还没有同意过什么。",
        "none_next": "要用您的信息时，我会先问您。",
        "list": "您同意过的，新的在前：\n{list}",
        "next": "不想再让我们用，说「删除我的资料」，或者说「人工」。",
        "one": "{day} {what}，您选的「{answer}」",
        "one_for": "{day} 替{whose}{what}，您选的「{answer}」",
        "sent_photo": "发来了照片",
        "sent_place": "发来了位置",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "none": "群众问同意过什么，还没有",
        "none_next": "群众问同意过什么，还没有，最后一句",
        "list": "群众问同意过什么",
        "next": "群众问同意过什么，最后一句",
        "one": "同意过的一条",
        "one_for": "同意过的一条，替家里人",
        "sent_photo": "同意用照片，当时怎么答的",
        "sent_place": "同意用位置，当时怎么答的",
    }
)
HOLES: Mapping[str, str] = MappingProxyType(
    {"list": "一条一条列出来", "day": "哪天", "what": "同意了什么", "answer": "当时选的", "whose": "替谁"}
)
_MOST = 8
say = sayer("consents", SAYS)


def given(flow: Flow, slots: Slots, scene: Scene, summary: str) -> tuple[KeepConsent, ...]:
    """The consents in a registration that was just handed in, each with the words that were shown."""
    whose = person(slots, scene).removeprefix("您") if slots.get("subject") == "family" else ""
    kept: list[KeepConsent] = []
    for ask in flow.asks:
        kind, answer = _given(flow, ask, slots, scene)
        if kind:
            kept.append(KeepConsent(kind, _words(flow, ask, slots, scene, summary), answer[:60], whose[:20]))
    return tuple(kept)


def subscribed(reply: Reply, letters: str) -> KeepConsent:
    """A kind of letter was switched on: what was said of it, and what it is called."""
    return KeepConsent("subscription", reply.text, letters[:60])


def asked() -> Answered:
    """What the sender consented to: it is read from what is kept."""
    return Answered(Reply(""), effects=(ShowConsents(),))


def told(every: Sequence[Consented], scene: Scene) -> Reply:
    """The sender's consents, the latest first."""
    if not every:
        return Reply(say("none", scene), (), say("none_next", scene))
    lines = []
    for one in every[:_MOST]:
        facts = {"day": say_full_day(one.at.astimezone(LOCAL).date()), "what": NAMES.get(one.kind, one.kind)}
        line = "one_for" if one.whose else "one"
        lines.append(say(line, scene, **facts, answer=one.answer, whose=one.whose))
    return Reply(say("list", scene, list="\n".join(lines)), (), say("next", scene))


def _given(flow: Flow, ask: Ask, slots: Slots, scene: Scene) -> tuple[str, str]:
    """What was consented to with that question and how it was answered; empty for nothing."""
    value = slots.get(ask.name)
    kind, wanted = _GIVES.get(ask.name, ("", ""))
    if kind and value and wanted in ("", value):
        shown = ask.reader.show(value, scene) or _label(flow, ask, value, scene)
        return kind, relabelled(ask.reader, f"{flow.name}.{ask.name}", scene).get(shown, shown)
    if ask.name == "photo" and value:
        return "photo", say("sent_photo", scene)
    if isinstance(value, Mapping) and "latitude" in value:
        return "location", say("sent_place", scene)
    if flow.name == "erasing" and value == "yes":
        return "erase", _label(flow, ask, value, scene)
    return "", ""


def _label(flow: Flow, ask: Ask, value: Any, scene: Scene) -> str:
    ways = getattr(ask.reader, "ways", ())
    return next((way.label for way in ways if way.value == value), str(value))


def _words(flow: Flow, ask: Ask, slots: Slots, scene: Scene, summary: str) -> str:
    """The question as it was shown; one that was answered in passing as it stood in what was confirmed."""
    shown = slots.get("_agreed") or {}
    template = shown.get(ask.name)
    if template is None and ask.name in ("able", "named", "photo"):
        return next((line for line in summary.splitlines() if line.startswith(ask.label)), ask.label)
    shield = flow.say("shield", scene) if "shield" in flow.says else ""
    template = template or scene.office.pack.wording.get(f"{flow.name}.{ask.name}", ask.prompt)
    return filled(str(template), gaps(slots, scene, summary, shield)).strip()


OPTION = Option("我同意过什么")
"""Under what is kept of the sender."""
