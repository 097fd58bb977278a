"""低保给我停了, by whom we do not know: what the rules say, and the way to hear the reason of one's own case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import policies
from dialogs.answered import HUMAN, Answered
from dialogs.flows.payments import NOT_ARRIVED
from dialogs.lines import line
from dialogs.say import called
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "tap_look": "登记，请乡镇查",
        "tap_bind": "绑定身份，自己看",
        "tap_appeal": "不服怎么办",
        "next": "停了必须告诉您理由。点1，请乡镇查清楚告诉您。",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "tap_look": "自己的钱停了，没有绑定：选项一",
        "tap_bind": "自己的钱停了，没有绑定：选项二",
        "tap_appeal": "自己的钱停了，没有绑定：选项三",
        "next": "自己的钱停了，没有绑定：最后一句",
    }
)
_LOOK = "{}停发了，请乡镇查"
_OWN = re.compile(r"[我俺咱]|停了$|给停|被停")


def asked(heard: Understanding, scene: Scene) -> bool:
    """Whether money of one's own was stopped, of which we know nothing."""
    return heard.intent == "ask_stop_reason" and not scene.resident.bound and bool(_OWN.search(heard.text))


def answer(heard: Understanding, scene: Scene) -> Answered:
    """The rules as anybody hears them, under them the ways to one's own reason."""
    found = policies.answer(heard, scene)
    if not found.sources:
        return found
    kind = scene.office.pack.programmes.get(found.about or heard.programme or "")
    options = (
        Option(_say("tap_look", scene), _LOOK.format(called(kind)) if kind else NOT_ARRIVED.words),
        Option(_say("tap_bind", scene), "绑定身份"),
        Option(_say("tap_appeal", scene), "不服怎么办"),
        HUMAN,
    )
    return replace(found, reply=replace(found.reply, options=options, tail=_say("next", scene)))


def begun(text: str, scene: Scene) -> Answered | None:
    """The registration that the first of these taps begins, with what is known; None for other words."""
    kind = next((one for one in scene.office.pack.programmes.values() if text == _LOOK.format(called(one))), None)
    slots = {"programme": kind.key, "trouble": "stopped"} if kind else {}
    return Answered(Reply(""), begin="payment", slots=slots) if kind else None


def _say(name: str, scene: Scene) -> str:
    return line(scene, f"stopped.{name}", SAYS[name])
