"""情况变动: a death, a birth, a move, another account, a job, an income. Who says it oneself is told it is right."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.brief import Brief
from dialogs.changes_heard import change_heard, change_told
from dialogs.clue_facts import clue
from dialogs.flow import Ask, Ending, Flow, Slots
from dialogs.names import Name
from dialogs.personal_readers import Phone, Place, place
from dialogs.readers import Words, choice, consent
from dialogs.talk import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialogs.scene import Scene


def kind_of(slots: Slots) -> str:
    """Which change it is: as chosen, else as the resident's own words tell; ``other`` when neither does."""
    return str(slots.get("what") or change_told(str(slots.get("trouble") or "")) or "other")


_ASKS = re.compile(r"[?？吗]|要不要|用不用|怎么办|咋办|影响|会不会|还能")


def opening(slots: Slots, rule: str, scene: Scene) -> str:
    """The sentence before the first question, by what has changed; ``rule`` only to who asks."""
    told = str(slots.get("trouble") or "")
    key = f"opening_{kind_of(slots)}" if told else "opening"
    said = FLOW.say(key if key in FLOW.says else "opening", scene)
    return f"{said}\n{rule}" if rule and _ASKS.search(told) else said


_KIN = re.compile(
    r"儿|女|媳|婿|孙|娃|孩|爸|妈|爹|娘|父|母|老伴|爱人|丈夫|老公|媳妇|爷|奶|哥|弟|姐|妹|公公|婆婆|叔|舅|姑"
)


def of_sender(slots: Slots) -> bool:
    """Whether the change may be the sender's own: not a death, not a birth, and no relative is named."""
    return kind_of(slots) not in ("death", "birth") and not _KIN.search(str(slots.get("trouble") or ""))


def _only(*kinds: str) -> Callable[[Slots], bool]:
    return lambda slots: kind_of(slots) not in kinds


def _finish(slots: Slots, scene: Scene) -> Ending:
    if slots.get("consent") == "no":
        return Ending((Reply(FLOW.say("declined", scene)),))
    what = next(way.label for way in _WHAT.ways if way.value == kind_of(slots))
    said = {"what": kind_of(slots), "trouble": str(slots.get("trouble") or what)}
    return Ending((), (clue({**slots, **said}, "change"),))


_WHAT = choice(
    ("death", "有人去世", "去世", "过世", "走了", "没了", "死了"),
    ("birth", "添了孩子", "生孩子", "添丁", "出生"),
    ("move", "搬了家", "搬家", "迁户口"),
    ("account", "换了银行卡", "换卡", "银行卡", "存折", "卡丢了", "账号"),
    ("job", "找到工作", "上班", "打工", "工作"),
    ("income", "收入变了", "收入", "工资", "退休金"),
    ("other", "别的变化", "别的", "其他"),
    hears=change_heard,
)

FLOW = Flow(
    name="change",
    title="变动登记",
    version=2,
    finish=_finish,
    says=MappingProxyType(
        {
            "opening": "您主动说一声，做得对，我帮您登记。",
            "opening_death": "您节哀。早点说是对的，免得多领了以后要退。我帮您登记。",
            "opening_birth": "添了孩子是喜事。家里人口变了要重新核一核，我帮您登记。",
            "opening_account": "卡号不用发给我。早点登记，钱才打得进去，我帮您登记。",
            "opening_job": "找到活是好事。您主动说一声，做得对，我帮您登记。",
            "done": "{head}编号{no}。由{owner}核实后更改。",
            "next": "{day}前告诉您结果。证件先收好，到时要看。",
            "declined": "好，没有登记。\n您也可以直接告诉村（社区）或乡镇（街道）民政办。",
        }
    ),
    asks=(
        Ask("what", "变化", "家里有什么变化？", _WHAT, unless=lambda slots: bool(slots.get("trouble"))),
        Ask(
            "trouble",
            "变动",
            "是什么变化？您说一句就行。",
            Words(tells=("report_change",)),
            unless=lambda slots: slots.get("what") != "other",
        ),
        Ask("name", "谁的情况变了", "说的是谁？发姓名就行。", Name(may_skip=True)),
        Ask(
            "since",
            "哪天的事",
            "大概是哪天的事？记不清就说个月份。",
            Brief(may_skip=True),
            unless=_only("death", "birth", "move", "job"),
        ),
        Ask(
            "new_home",
            "搬到哪里",
            "搬到哪里了？说个地名就行。",
            Brief(may_skip=True),
            unless=_only("move"),
        ),
        Ask(
            "earns",
            "现在收入",
            "现在一个月大约有多少钱？说个大概就行。",
            Brief(may_skip=True),
            unless=_only("job", "income"),
        ),
        Ask("place", "住址", "原来登记在哪个乡镇（街道）、哪个村（社区）？", place),
        Ask(
            "village",
            "村（社区）",
            "是{place}的哪个村（社区）？",
            Place(village=True),
            unless=lambda slots: len(slots.get("place", {}).get("code", "")) != 9,
        ),
        Ask("phone", "联系电话", "留个能打通的电话。", Phone(may_lack=True)),
        Ask("consent", "", "请您看看对不对：\n{summary}\n提交后转给乡镇（街道）的工作人员核实。", consent()),
    ),
)
