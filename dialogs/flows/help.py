"""求助登记: a help request for oneself, a relative or a neighbour."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.clue_facts import clue
from dialogs.effects import Effect, RememberPlace
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.names import Name
from dialogs.overheard import in_need, kin, unable
from dialogs.personal_readers import Phone, Place, place
from dialogs.readers import Words, choice, consent, media
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene


def _finish(slots: Slots, scene: Scene) -> Ending:
    if slots.get("consent") == "no":
        return Ending((Reply(FLOW.say("declined", scene)),))
    # In danger it joins the alert that went out already, with all that is known by now.
    kind = "danger" if _in_danger(slots) else "help"
    effects: tuple[Effect, ...] = (clue(slots, kind, "urgent" if slots.get("urgency") == "urgent" else "normal"),)
    code = slots.get("place", {}).get("code", "") if slots.get("subject") == "self" else ""
    return Ending((), (*effects, RememberPlace(code)) if len(code) >= 9 else effects)


def _in_danger(slots: Slots) -> bool:
    return bool(slots.get("_danger"))


def _village_known(slots: Slots) -> bool:
    # A bare township, or a position that lies near none we know, leaves a village to ask for; in danger nobody is kept
    # that long.
    here = slots.get("place", {})
    code = here.get("code", "")
    return _in_danger(slots) or not (len(code) == 9 or (len(code) < 9 and "latitude" in here))


FLOW = Flow(
    name="help",
    title="求助登记",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "好，我帮您登记，会有人联系您。",
            "opening_fitting": "您别急，我帮您登记，会有人联系您。\n可能用得上{programmes}，以乡镇核实为准。",
            "done": "{head}编号{no}。由{owner}负责，{when}联系您。",
            "next": "{day}前告诉您结果。想看进度，说「进度」。",
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
        Ask("name", "姓名", "{person}叫什么名字？", Name(may_skip=True), unless=_in_danger),
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
            "{person}遇到了什么困难？用您自己的话说就行，发语音也可以。",
            Words(tells=("seek_help", "report_clue")),
        ),
        Ask(
            "urgency",
            "急不急",
            "这件事有多急？",
            choice(
                ("urgent", "很急，今天就要人管", "很急", "急", "特别急", "今天", "马上", "现在"),
                ("normal", "这几天有人来就行", "不急", "不太急", "这几天", "慢慢来", "还行"),
                spots="urgency",
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
            unless=_in_danger,
        ),
        Ask("phone", "联系电话", "留个能打通的电话，工作人员好联系您。", Phone(may_lack=True)),
        Ask("photo", "照片", "有照片可以发一张，比如住处、病历。没有就回「跳过」。", media, unless=_in_danger),
        Ask(
            "consent",
            "",
            "请您看看对不对：\n{summary}\n提交后会转给负责的乡镇和村工作人员，别人看不到。",
            consent(),
            unless=_in_danger,
        ),
    ),
)
