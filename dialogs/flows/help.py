"""求助登记: a help request for oneself, a relative or a neighbour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.circumstances import BestTime, Helper, Since, Story, sudden, urgent
from dialogs.clue_facts import clue
from dialogs.effects import Effect, RememberPlace
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.names import Name
from dialogs.overheard import in_need, kin, unable
from dialogs.personal_readers import Phone, Place, place
from dialogs.readers import Words, choice, consent, media
from dialogs.talk import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialogs.scene import Scene


def _finish(slots: Slots, scene: Scene) -> Ending:
    if slots.get("consent") == "no":
        return Ending((Reply(FLOW.say("declined", scene)),))
    # In danger it joins the alert that went out already, with all that is known by now.
    kind = "danger" if _in_danger(slots) else "help"
    told = {name: value for name, value in slots.items() if name != "relation" or slots.get("subject") == "family"}
    effects: tuple[Effect, ...] = (clue(told, kind, "urgent" if slots.get("urgency") == "urgent" else "normal"),)
    code = slots.get("place", {}).get("code", "")
    if slots.get("subject") == "self" and len(code) >= 9:
        effects = (*effects, RememberPlace(code))
    return Ending((), effects, kept={"_another": _another(slots)} if kind == "help" else {})


def _another(slots: Slots) -> dict[str, Any]:
    """What stays true when the same person tells of one more family: her own number, and the township."""
    code = str(slots.get("place", {}).get("code", ""))[:9]
    kept = {"phone": slots.get("phone"), "best_time": slots.get("best_time")}
    township = len(code) == 9 and slots.get("subject") == "other"
    here = {"place": {"code": code, "name": "", "said": ""}} if township else {}
    return {"subject": "other", **{name: value for name, value in kept.items() if value}, **here}


_ANOTHER = re.compile(
    r"^(?:对了|嗯|好|那)?[，, ]*(?:还有|再报|再说|再登记|另外(?:还有|有|再报)?|下)(?:别的|另外|另)?[一1]?"
    r"(?:家|户|个(?:困难户|老人|人|孩子|娃)|位(?:老人)?)(?:也.{0,4}困难)?(?:[，,。：: ]+|$)"
)


def another(text: str, kept: object, scene: Scene) -> tuple[dict[str, Any], str] | None:
    """还有一家: the slots with which the next request begins, and the words beyond that wish; None for other words."""
    found = _ANOTHER.match(text.strip())
    if found is None:
        return None
    slots = dict(kept) if isinstance(kept, Mapping) else {"subject": "other"}
    rest = text.strip()[found.end() :]
    if rest and scene.office.places.resolve(rest, home=scene.office.pack.division):
        slots.pop("place", None)
    return slots, rest


def _in_danger(slots: Slots) -> bool:
    return bool(slots.get("_danger"))


def _just_now(slots: Slots) -> bool:
    return _in_danger(slots) or sudden(str(slots.get("trouble", "")))


def _when_sent(name: str) -> Callable[[Slots], bool]:
    """For what is never asked for: it stands in the summary once it was sent or said."""
    return lambda slots: not slots.get(name)


def _village_known(slots: Slots) -> bool:
    # A bare township, or a position that lies near none we know, leaves a village to ask for; in danger nobody is kept
    # that long.
    here = slots.get("place", {})
    code = here.get("code", "")
    return _in_danger(slots) or not (len(code) == 9 or (len(code) < 9 and "latitude" in here))


FLOW = Flow(
    name="help",
    title="求助登记",
    version=2,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "好，我帮您登记，会有人联系您。",
            "opening_mourning": "您节哀。家里往后的难处，我帮您登记，会有人联系您。",
            "opening_fitting": "您别急，我帮您登记，会有人联系您。\n可能用得上{programmes}，以乡镇核实为准。",
            "opening_blow": "您别急，我帮您登记，会有人联系您。\n{first}\n可能用得上{programmes}，以乡镇核实为准。",
            "done": "{head}编号{no}。由{owner}负责，{when}联系您。",
            "next": "{day}前告诉您结果。想看进度，说「进度」。",
            "done_other": "{head}编号{no}。由{owner}负责，{when}去看。\n您是谁，我们不告诉本人，也不告诉村里。",
            "next_other": "{day}前告诉您结果。想看进度，说「进度」。\n还有别家要报，说「还有一家」。",
            "shield": "您是谁，我们不告诉本人，也不告诉村里。",
            "declined": "好，没有登记，您说的内容也不会留下。\n以后需要了，随时说「我要求助」。",
        }
    ),
    asks=(
        Ask(
            "subject",
            "求助人",
            "是谁遇到了困难？",
            choice(
                ("self", "我本人", "本人", "我自己", "自己", "我", "俺", "俺自己"),
                (
                    "family",
                    "我家里人",
                    "家人",
                    "家里人",
                    "亲人",
                    "亲戚",
                    "我妈",
                    "我爸",
                    "父母",
                    "孩子",
                    "老伴",
                    "爱人",
                ),
                ("other", "邻居或别人", "邻居", "别人", "他人", "同村", "村里人", "朋友", "不认识"),
                hears=in_need,
            ),
            unless=_in_danger,
        ),
        Ask(
            "relation",
            "关系",
            "是您的什么人？比如母亲、老伴、孩子。",
            Words(least=1, hears=kin, hint="比如母亲、老伴、孩子。"),
            unless=lambda slots: slots.get("subject") != "family" or _in_danger(slots),
        ),
        Ask("name", "姓名", "{person}叫什么名字？\n{shield}", Name(may_skip=True), unless=_in_danger),
        Ask(
            "place",
            "住址",
            "{person}现在住在哪个乡镇（街道）、哪个村（社区）？\n打字、说话、发位置都行。",
            place,
        ),
        Ask("village", "村（社区）", "是{place}的哪个村（社区）？", Place(village=True), unless=_village_known),
        Ask(
            "trouble",
            "困难",
            "{person}遇到了什么困难，从什么时候起的？\n用您自己的话说就行，发语音、照片也可以。",
            Story(tells=("seek_help", "report_clue"), covers=("since",)),
        ),
        Ask("since", "多久了", "这样有多久了？", Since(), unless=_just_now),
        Ask(
            "urgency",
            "急不急",
            "这件事有多急？",
            choice(
                ("urgent", "很急，今天就要人管", "很急", "急", "特别急", "今天", "马上", "现在", "等不得", "等不了"),
                ("normal", "这几天有人来就行", "不急", "不太急", "这几天", "慢慢来", "还行"),
                hears=urgent,
            ),
            unless=_in_danger,
        ),
        Ask(
            "willing",
            "愿意申请",
            "{person}自己愿意申请救助吗？",
            choice(
                ("yes", "愿意", "同意", "是"),
                ("no", "不愿意", "不想", "不肯"),
                ("unknown", "还没问过", "不知道", "不清楚", "没问"),
            ),
            unless=lambda slots: slots.get("subject") != "other" or _in_danger(slots),
        ),
        Ask(
            "able",
            "办手续",
            "{person}能自己去乡镇（街道）办手续吗？",
            choice(
                ("yes", "能去", "能", "可以", "行", "会"),
                (
                    "agency",
                    "去不了，要人上门代办",
                    "不能",
                    "去不了",
                    "不行",
                    "代办",
                    "动不了",
                    "走不动",
                    "不会",
                    "没法",
                ),
                hears=unable,
            ),
            unless=lambda slots: slots.get("willing") in ("no", "unknown") or _in_danger(slots),
        ),
        Ask(
            "phone",
            "联系电话",
            "留个您能打通的电话。什么时候接电话方便，也说一声。",
            Phone(may_lack=True, covers=("best_time",)),
        ),
        Ask("best_time", "方便时间", "什么时候打电话方便？", BestTime(), unless=_in_danger),
        Ask(
            "helper",
            "身边能帮的人",
            "{person}身边有谁能搭把手？邻居、亲戚、村干部都行，知道电话一起说。",
            Helper(),
            unless=_in_danger,
        ),
        Ask("photo", "照片", "有照片可以发一张，比如住处、病历。", media, unless=_when_sent("photo")),
        Ask(
            "consent",
            "",
            "请您看看对不对：\n{summary}\n提交后会转给负责的乡镇和村工作人员，别人看不到。{shield}\n有照片，现在也能发。",
            consent(),
            unless=_in_danger,
        ),
    ),
)
