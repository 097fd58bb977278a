"""防骗: somebody wants money or a code in the bureau's name. First what must be done at once, then a report."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.clue_facts import clue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.personal_readers import Phone, Place
from dialogs.readers import Words, choice, yes_no
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_LOST = frozenset({"money", "code"})
_NOT_YET = re.compile(
    r"(?:没|还没|没有|不敢|不想|要不要|该不该|能不能|叫我|让我|要我|催我)[^，。,]{0,6}(?:转|给|付|交|汇|打)"
)
_MONEY = re.compile(
    r"(?:转|给|付|交|汇|打)(?:过去|出去|给)?(?:了|过)|(?:钱|元|块).{0,4}(?:转|给|付|交|汇)(?:了|走|出)|(?:收|拿|要)了我|被骗(?:了|走)|骗了我|骗走"
)
_CODE = re.compile(
    r"(?:验证码|密码|卡号|身份证).{0,8}(?:告诉|给|说|发|填|输)[^，。,]{0,4}(?:了|过)|(?:告诉|给|说|发|填|输)了.{0,6}(?:验证码|密码|卡号)"
)


def given_away(heard: Understanding) -> str | None:
    """``money`` or ``code`` when the words tell that it is gone already; None when they do not tell."""
    if heard.intent != "anti_fraud" and not _CODE.search(heard.text):
        return None
    if _CODE.search(heard.text):
        return "code"
    return "money" if _MONEY.search(heard.text) and not _NOT_YET.search(heard.text) else None


def _lost(slots: Slots) -> bool:
    return slots.get("lost") in _LOST


def _leaves(slots: Slots) -> bool:
    return "no" in (slots.get("report"), slots.get("report_loss"))


def _finish(slots: Slots, scene: Scene) -> Ending:
    if _leaves(slots):
        return Ending(
            (Reply(FLOW.say("declined", scene), (Option(FLOW.say("tap_report", scene), "我要投诉"), Option("人工"))),)
        )
    told = {**slots, "named": "named"}
    return Ending((), (clue(told, "complaint", "urgent" if _lost(slots) else "normal"),))


FLOW = Flow(
    name="fraud",
    title="防骗核实",
    version=1,
    finish=_finish,
    says=MappingProxyType(
        {"declined": "好，不登记。记住：办低保、领救助不收一分钱，也不要验证码。", "tap_report": "我要投诉"}
    ),
    where=MappingProxyType({"tap_report": "选项，选了不登记"}),
    asks=(
        Ask(
            "trouble",
            "碰到的事",
            "碰到什么事了？比如有人收钱办低保，或者打电话、发短信要验证码。",
            Words(tells=("anti_fraud",), hint="谁找您、要您做什么，说一句就行。"),
        ),
        Ask(
            "lost",
            "给出去没有",
            "钱、验证码给出去了吗？",
            choice(
                ("money", "给了钱", "转了钱", "给了", "转了", "交了钱", "被骗了"),
                ("code", "给了验证码、密码或卡号", "验证码", "密码", "卡号", "填了"),
                ("nothing", "都没给", "没给", "没有", "没转", "没填", "还没"),
                hears=given_away,
            ),
        ),
        Ask(
            "report_loss",
            "",
            "现在就打110或96110报警，再打银行的客服电话停卡，越快越好。\n转账记录、聊天记录别删。\n"
            "要不要我也登记上，让县民政局查是谁打着我们的名义？",
            yes_no("要登记", "不用"),
            unless=lambda slots: not _lost(slots),
        ),
        Ask(
            "report",
            "",
            "没给就对了，别理他，链接也别点。\n拿不准的，先打12345或者问我。\n要不要登记上，让县民政局去查？",
            yes_no("要登记", "不用"),
            unless=_lost,
        ),
        Ask("place", "地方", "这事在哪个乡镇（街道）、哪个村（社区）？", Place(may_skip=True), unless=_leaves),
        Ask(
            "phone",
            "联系电话",
            "留个电话，查完告诉您结果。您是谁，只有查办的人知道。",
            Phone(may_skip=True),
            unless=_leaves,
        ),
    ),
)
