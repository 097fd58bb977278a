"""Every line of ours that a bureau may word in its own way, in the order in which a resident hears it.

Read off the flows and groups themselves (``book_lines``), so a new question or flow is in the list by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Literal

from dialogs.book_lines import GROUPS, PARTS, TAP, Group
from dialogs.catalogue import FLOWS
from dialogs.flow import Ask, Flow
from dialogs.hole_names import HOLE_NAMES
from dialogs.lines import AGREEING, HOLE
from dialogs.talk import Option

Kind = Literal["line", "question", "choice"]
DESK, MENU = "desk", "menu"
"""What is said in the middle of any conversation, and what greets."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One line that can be worded otherwise.

    ``where`` says to a clerk when it is heard. ``holes`` may stand in it, ``must`` have to. ``options`` are shown under
    it. ``reader`` names what kind of answer is read after it. ``consent`` when a resident agrees to it.
    """

    key: str
    flow: str
    kind: Kind
    where: str
    default: str
    holes: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    options: tuple[Option, ...] = ()
    reader: str = ""
    consent: bool = False
    told: Mapping[str, str] = field(default_factory=lambda: HOLE_NAMES)
    """What each hole is filled with."""


_BEFORE = ("opening",)
"""Lines said before the first question; all others of a flow come after the last."""
FLOW_WHERE: Mapping[str, str] = MappingProxyType(
    {
        "kept": "答了是，记下住处",
        "elsewhere": "答了不是",
        "passing": "答了只是路过",
        "page": "打开公开栏的链接",
        "opening": "开头",
        "opening_fitting": "开头，听出了可能用得上的项目",
        "opening_blow": "开头，突然出了事",
        "done_other": "办完了，反映的是别人",
        "next_other": "办完了的最后一句，反映的是别人",
        "shield": "反映的是别人，怎么替反映人保密",
        "opening_mourning": "开头，家里有人去世",
        "opening_closed": "开头，下班时间",
        "opening_unknown": "开头，不知道几点上班",
        "done": "办完了",
        "next": "办完了的最后一句",
        "done_later": "办完了，下班时间",
        "next_later": "办完了的最后一句，下班时间",
        "declined": "最后选了不提交、不同意",
        "not_found": "没找到人",
        "mismatch": "信息对不上",
        "taken": "已经被别的微信绑定",
        "too_many_tries": "一天试了太多次",
        "not_permitted": "替家里人绑定，本人还没同意",
        "opening_death": "开头，家里有人去世",
        "opening_birth": "开头，家里添了孩子",
        "opening_account": "开头，换了银行卡",
        "opening_job": "开头，找到了工作",
        "done_voice": "办完了，没有留电话",
        "done_later_voice": "办完了，没有留电话，下班时间",
        "done_sorry": "办完了，评价是不满意",
        "standing": "先前已经请过回电话",
        "standing_later": "先前已经请过回电话，下班时间",
        "dropped": "群众说不用打了",
        "when": "群众想换个时间接电话",
        "when_noted": "群众说了什么时间接电话",
    }
)
"""Lines that flows have by the same names; a flow tells of its own in ``Flow.where``."""
_MAY_LACK = frozenset({"county"})
"""Holes that only help."""
_ASK_HOLES = frozenset({"summary", "person", "place", "shield", "whom"})
READS: Mapping[str, str] = MappingProxyType(
    {
        "choice": "按选项听",
        "yes_no": "按选项听",
        "consent": "按选项听",
        "words": "听一句话，原样记下",
        "addition": "听一句话或收一张照片",
        "name": "听姓名",
        "phone": "听电话号码",
        "id_number": "听身份证号",
        "place": "听地方，也收位置",
        "media": "收照片或视频",
        "since": "听时间，原样记下",
        "best_time": "听时间，原样记下",
        "helper": "听是谁，也收电话",
        "month": "听哪个月",
    }
)
"""How the answer after a question is read, for a clerk."""


FLOWS_HEAD = "一件一件的事"
HEADS = (*tuple(PARTS)[:2], FLOWS_HEAD, *tuple(PARTS)[2:])


@cache
def parts() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The groups of lines under five heads; under each those first that residents hear most."""
    every = {head: [(group.often, group.name, group.title) for group in some] for head, some in PARTS.items()}
    every[FLOWS_HEAD] = [(flow.often, flow.name, flow.title) for flow in FLOWS.values()]
    return tuple(
        (head, tuple((name, title) for _, name, title in sorted(every[head], key=lambda one: one[0]))) for head in HEADS
    )


def groups() -> tuple[tuple[str, str], ...]:
    """Each group of lines with its name, in the order of ``parts``."""
    return tuple(group for _, some in parts() for group in some)


@cache
def catalogue() -> tuple[Wording, ...]:
    """Every line, group by group."""
    made = {group.name: tuple(_in_group(group)) for group in GROUPS}
    made |= {flow.name: of_flow(flow) for flow in FLOWS.values()}
    return tuple(one for name, _ in groups() for one in made[name])


@cache
def wordings() -> Mapping[str, Wording]:
    """Every line by its key."""
    return MappingProxyType({one.key: one for one in catalogue()})


def of_flow(flow: Flow) -> tuple[Wording, ...]:
    """The lines of one flow: its opening, its questions each with its choices, its endings."""
    said = [_said(flow, name, text) for name, text in flow.says.items()]
    before = [one for one in said if one.key.split(".")[1].startswith(_BEFORE)]
    asked = [one for number, ask in enumerate(flow.asks, 1) for one in _asked(flow, ask, number)]
    title = Wording(f"{flow.name}.title", flow.name, "choice", "说起这件事时的叫法", flow.title)
    return (*before, *asked, *(one for one in said if one not in before), title)


def _said(flow: Flow, name: str, text: str) -> Wording:
    line = _plain(f"{flow.name}.{name}", flow.name, _where(flow, name), text, flow.holes)
    return replace(line, kind="choice") if name.startswith(TAP) else line


def _in_group(group: Group) -> Iterator[Wording]:
    for name, text in group.says.items():
        line = _plain(group.key(name), group.name, group.where[name], text, group.holes)
        yield replace(line, kind="choice") if name in group.labels else line


def _where(flow: Flow, name: str) -> str:
    told = {**FLOW_WHERE, **flow.where}
    base = name.removesuffix("_next")
    return told.get(name) or f"{told.get(base, base)}{'，最后一句' if base != name else ''}"


def _asked(flow: Flow, ask: Ask, number: int) -> tuple[Wording, ...]:
    key, order = f"{flow.name}.{ask.name}", [one.name for one in flow.asks]
    told = {"subject": {"person"}, "place": {"place"}}
    earlier = order[: order.index(ask.name)]
    holes = {hole for name in earlier for hole in told.get(name, ())} | ({"summary"} if earlier else set())
    agrees = ask.name in AGREEING
    question = Wording(
        key,
        flow.name,
        "question",
        f"第{number}问 {ask.label or ('征求同意' if agrees else '')}".rstrip(),
        ask.prompt,
        frozenset(holes) | (_holes(ask.prompt) & _ASK_HOLES),
        _holes(ask.prompt),
        ask.reader.options,
        ask.reader.kind,
        agrees,
    )
    choices = (
        Wording(f"{key}.{way.value}", flow.name, "choice", f"第{number}问的选项", way.label, consent=agrees)
        for way in getattr(ask.reader, "ways", ())
    )
    label = Wording(f"{key}.label", flow.name, "choice", f"第{number}问，说过的各项里的叫法", ask.label)
    hint = _plain(f"{key}.hint", flow.name, f"第{number}问没听懂时，怎么答的提示", getattr(ask.reader, "hint", ""))
    # What the last question is called nobody hears: it is answered, and the flow is over.
    said_back = ask.label and ask is not flow.asks[-1]
    return (question, *choices, *((label,) if said_back else ()), *((hint,) if hint.default else ()))


def _plain(key: str, group: str, where: str, text: str, own: Mapping[str, str] = HOLE_NAMES) -> Wording:
    holes = _holes(text)
    names = {**HOLE_NAMES, **own}
    return Wording(
        key, group, "line", where, text, holes, holes - _MAY_LACK, told={hole: names[hole] for hole in holes}
    )


def _holes(text: str) -> frozenset[str]:
    return frozenset(HOLE.findall(text))
