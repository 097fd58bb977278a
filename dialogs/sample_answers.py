"""Samples of answers: short exchanges in which each of their lines is heard, in whatever bureau they are tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs import turns
from dialogs.front_desk import take
from dialogs.made_up import (
    LONG,
    anywhere,
    applying,
    at,
    county,
    covered,
    pack,
    reachable,
    rows,
    told_at_length,
    townships,
    unreachable,
    window,
)
from dialogs.message import Message
from dialogs.pretence import rehearsed
from dialogs.sample_letters import shown
from dialogs.samples import Said
from dialogs.talk import Reply, Talk

if TYPE_CHECKING:
    from dialogs.made_up import Given
    from dialogs.samples import Sample
    from dialogs.scene import Scene


@dataclass(frozen=True, slots=True)
class Exchange:
    """What somebody sends, one message after the other, or with ``flow`` a flow that begins with ``slots`` known."""

    title: str
    sends: tuple[str, ...]
    given: tuple[Given, ...] = ()
    flow: str = ""
    slots: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def answer_samples(group: str, scene: Scene) -> Iterator[Sample]:
    """The exchanges in which the lines of a group are heard, as its office words them; none for other groups."""
    for number, one in enumerate(_EXCHANGES.get(group, ())):
        yield shown(f"answer_{number}", one.title, *_held(one, scene))


def _held(exchange: Exchange, scene: Scene) -> Iterator[Said]:
    scene = replace(rehearsed(scene, bound=False), clues=())
    scene = replace(scene, resident=replace(scene.resident, place=county(scene)))
    for change in exchange.given:
        scene = change(scene)
    talk = Talk()
    if exchange.flow:
        turn = turns.begin(exchange.flow, exchange.slots, talk, None, scene)
        yield from (Said(False, reply) for reply in turn.replies)
        talk = turn.talk
    for number, text in enumerate(exchange.sends):
        turn = take(talk, Message(f"answer:{number}", "sample", "text", scene.now, text), scene)
        yield Said(True, Reply(text))
        yield from (Said(False, reply) for reply in turn.replies)
        talk = turn.talk


_KNOWN, _NONE = rows({}), rows()
_AREAS, _CLASSES = ("城市", "农村"), ("甲类", "乙类", "丙类", "丁类", "戊类")
_TWO = rows(*({"category": (area, each)} for area in _AREAS for each in _CLASSES))
_POOR: Mapping[str, Any] = MappingProxyType({"month": "800", "each": False})
_RICH: Mapping[str, Any] = MappingProxyType({"month": "3000", "each": False})
_NOTHING: Mapping[str, Any] = MappingProxyType({"month": "0", "each": False})
_EXCHANGES: Mapping[str, tuple[Exchange, ...]] = MappingProxyType(
    {
        "figures": (
            Exchange("问低保标准", ("低保标准", "低保谁能申请"), (_KNOWN,)),
            Exchange("问特困标准", ("特困标准",), (rows({"programme": "tekun", "category": ()}),)),
            Exchange("标准写了到哪天为止", ("低保标准",), (rows({"until": 1}),)),
            Exchange("文件没写从哪天起", ("低保标准",), (rows({"doc_no": ""}),)),
            Exchange("省里定的最低数，没有核对", ("低保标准",), (rows({"kind": "floor", "review": "unreviewed"}),)),
            Exchange("标准快要变了", ("低保标准",), (rows({}, {"since": 1, "amount": Decimal(650)}),)),
            Exchange("城乡都有好几档", ("低保标准",), (_TWO,)),
            Exchange("问的那一类没有", ("城市低保标准",), (_KNOWN,)),
            Exchange("标准还没有登记", ("低保标准",), (_NONE,)),
            Exchange("标准到期了", ("低保标准",), (rows({"since": -2, "until": -1}),)),
            Exchange("问外地的标准", ("北京市低保多少钱",), ()),
            Exchange("替他家算账", ("我家4口人，一个月收入2000元，农村低保能领多少",), (_KNOWN,)),
            Exchange("收入高一点的人家", ("我家4口人，一个月收入3000元，农村低保能领多少",), (_KNOWN,)),
            Exchange("收入高得多的人家", ("我家4口人，一个月收入9000元，农村低保能领多少",), (_KNOWN,)),
        ),
        "policies": (
            Exchange("问怎么申请", ("低保怎么申请", "低保去办的话要走哪些流程")),
            Exchange("问谁能申请", ("低保谁能申请", "高龄津贴谁能申请")),
            Exchange("问别的部门的事", ("医疗救助怎么申请",)),
            Exchange("问外地的政策", ("北京市低保怎么申请",)),
            Exchange("没说是哪一项", ("要带什么材料",)),
            Exchange("两项放在一起问", ("低保和特困有什么区别",)),
            Exchange("问几号发钱", ("低保几号发钱",)),
            Exchange("问一件平常的事", ("办救助收不收钱",)),
            Exchange("答复很长", (LONG,), (told_at_length,)),
            Exchange("问得不清楚", ("低保的章程是哪年编的",)),
            Exchange("这一点没有答案", ("特困户能分田地吗",)),
            Exchange("答不上来", ("社会救助办法细则能发我看看不",)),
        ),
        "contacts": (
            Exchange("问窗口电话", ("窗口电话",), (window,)),
            Exchange("窗口电话没有登记", ("窗口电话", "低保标准"), (unreachable, _NONE)),
            Exchange("有电话可以问", ("低保标准",), (reachable, _NONE)),
            Exchange("问全国热线", ("12345是什么电话",)),
            Exchange("问乡镇窗口", ("乡镇民政办电话是多少",), (townships,)),
            Exchange("问外地的窗口", ("北京市民政局电话是多少",)),
            Exchange("上班时间问几点上班", ("民政局几点上班",), (at(10),)),
            Exchange("夜里问几点上班", ("民政局几点上班",), (at(21),)),
        ),
        "verdicts": (
            Exchange(
                "可能符合",
                ("1", "继续"),
                (_KNOWN,),
                "selfcheck",
                {"programme": "dibao", "people": 4, "income": _POOR, "area": "农村"},
            ),
            Exchange("没有突然的事", ("1", "继续"), (_KNOWN,), "selfcheck", {"programme": "linshi", "event": "none"}),
            Exchange(
                "说不准",
                ("1", "继续"),
                (_KNOWN,),
                "selfcheck",
                {"programme": "linshi", "event": "accident", "basics": "unknown"},
            ),
            Exchange(
                "收入比标准高",
                (),
                (_KNOWN,),
                "selfcheck",
                {"programme": "dibao", "people": 1, "income": _POOR, "area": "农村", "severe": "unknown"},
            ),
            Exchange(
                "特困，本人有收入",
                (),
                (_KNOWN,),
                "selfcheck",
                {"programme": "tekun", "age": 70, "kin": "none", "own_income": _RICH, "area": "农村"},
            ),
            Exchange(
                "特困，本人没有收入",
                (),
                (_KNOWN,),
                "selfcheck",
                {"programme": "tekun", "age": 70, "kin": "none", "own_income": _NOTHING, "area": "农村"},
            ),
            Exchange("父母都不在了", (), (), "selfcheck", {"programme": "wuren", "father": "dead", "mother": "dead"}),
            Exchange(
                "低保标准没有登记",
                (),
                (_NONE,),
                "selfcheck",
                {"programme": "dibao", "people": 4, "income": _POOR, "area": "农村"},
            ),
            Exchange("条件没有登记", (), (pack(checks=MappingProxyType({})),), "selfcheck", {"programme": "dibao"}),
        ),
        "contents": (
            Exchange("还没求助过的人", ("我该知道的", "政策规定", "我该知道的", "我享受的待遇"), (_KNOWN,)),
            Exchange("登记了在办的人", ("我该知道的", "政策规定"), (applying,)),
            Exchange("在领低保的人", ("我该知道的", "政策规定", "我享受的待遇"), (covered,)),
            Exchange("看标准，档数多", ("现行标准",), (_TWO,)),
            Exchange("看标准，没有登记", ("现行标准",), (_NONE,)),
            Exchange("看标准，不知道是哪个县", ("现行标准",), (anywhere, _NONE)),
            Exchange("怎么求助", ("怎么求助",), (window, reachable)),
            Exchange("怎么求助，电话没有登记", ("怎么求助",), (unreachable,)),
            Exchange("怎么监督", ("怎么监督",), (reachable,)),
        ),
        "column": (
            Exchange("看公开栏", ("公开栏",)),
            Exchange("看通知公告", ("通知公告",)),
            Exchange("看办事程序", ("办事程序",)),
        ),
    }
)
"""The exchanges of each group of lines."""

ANSWERED = tuple(_EXCHANGES)
"""The groups whose lines are heard in exchanges."""
