"""Every line of ours that a bureau may word in its own way, in the order in which a resident hears it.

Read off the flows themselves, so a new question or flow is in the list without being written there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from dialogs import columns
from dialogs.book_lines import BOOKS, BOOKS_WHERE
from dialogs.catalogue import FLOWS
from dialogs.flow import Ask, Flow
from dialogs.flows.menu import ASKING, GREETING, HOW
from dialogs.lines import AGREEING, COMMON, HOLE
from dialogs.talk import Option

Kind = Literal["line", "question", "choice"]
DESK, MENU, COLUMN = "desk", "menu", "column"
"""Groups that are no flow: what is said in the middle of any conversation, and what greets."""


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


_BEFORE = ("opening",)
"""Lines said before the first question; all others of a flow come after the last."""
_WHERE: Mapping[str, str] = MappingProxyType(
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
    }
)
_DESK_WHERE: Mapping[str, str] = MappingProxyType(
    {
        "registered": "登记好了",
        "registered_before": "这件事先前登记过",
        "cancelled": "群众说取消",
        "cancelled_asking": "问问题时说取消",
        "cancelled_danger": "有危险时说取消",
        "anytime": "取消以后的最后一句",
        "held": "取消以后，先前还放下了别的事",
        "aside": "中间问别的，原来的事先放下",
        "between": "中间的问题答完，回到原来的事",
        "back": "群众说返回",
        "first": "第一问就说返回",
        "again": "群众说再说一遍",
        "go_on": "群众说继续",
        "go_on_told": "群众说继续，先说已经记下的",
        "restart": "群众说重新开始",
        "silent": "隔了一天再来",
        "too_old": "放了七天没办完",
        "slowly": "第二次没听懂",
        "by_phone": "第三次没听懂",
    }
)
_COLUMN_WHERE: Mapping[str, str] = MappingProxyType(
    {
        "column": "群众说公开栏",
        "notices": "群众说通知公告",
        "procedures": "群众说办事程序",
        "procedures_next": "群众说办事程序，最后一句",
        "page": "打开公开栏的链接",
        "notices_page": "打开通知公告的链接",
        "procedures_page": "打开办事程序的链接",
        "next": "公开栏的最后一句",
    }
)
_MAY_LACK = frozenset({"county"})
"""Holes that only help."""
_ASK_HOLES = frozenset({"summary", "person", "place", "shield"})
HOLE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "summary": "已经说过的各项",
        "person": "说的是谁（您、您母亲、这位邻居）",
        "place": "前面说的地方",
        "shield": "反映别人时，怎么替反映人保密",
        "programmes": "可能用得上的项目",
        "first": "急难时先救助、在哪里办",
        "head": "“登记好了”或“先前登记过”",
        "no": "编号",
        "owner": "负责人和电话",
        "when": "什么时候",
        "latest": "最晚什么时候",
        "day": "答应的日期",
        "call": "急了直接拨哪个电话",
        "where": "打到哪个电话",
        "name": "姓名",
        "what": "现在领着什么",
        "money": "是哪一笔钱",
        "window": "窗口电话",
        "title": "办的是哪件事",
        "hint": "怎么答的提示",
        "county": "县名",
    }
)
"""What each hole is filled with, for a clerk."""
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


def groups() -> tuple[tuple[str, str], ...]:
    """Each group of lines with its name: the greeting first, the flows, then what all of them share."""
    flows = tuple((flow.name, flow.title) for flow in FLOWS.values())
    return ((MENU, "问候和菜单"), *flows, *BOOKS, (COLUMN, "公开栏"), (DESK, "中间插话"))


@cache
def catalogue() -> tuple[Wording, ...]:
    """Every line, group by group."""
    greeting = (
        _plain("greeting", MENU, "关注、扫码后的第一句", GREETING),
        _plain("menu.ask", MENU, "菜单上面的一句", ASKING),
        _plain("menu.next", MENU, "菜单下面的一句", HOW),
    )
    desk = (_plain(f"{DESK}.{name}", DESK, _DESK_WHERE.get(name, name), text) for name, text in COMMON.items())
    books = (
        _plain(f"{group}.{name}", group, BOOKS_WHERE[name], text)
        for (group, _), says in BOOKS.items()
        for name, text in says.items()
    )
    column = (_plain(f"{COLUMN}.{name}", COLUMN, _COLUMN_WHERE[name], text) for name, text in columns.LINES.items())
    return (*greeting, *(one for flow in FLOWS.values() for one in of_flow(flow)), *books, *column, *desk)


@cache
def wordings() -> Mapping[str, Wording]:
    """Every line by its key."""
    return MappingProxyType({one.key: one for one in catalogue()})


def of_flow(flow: Flow) -> tuple[Wording, ...]:
    """The lines of one flow: its opening, its questions each with its choices, its endings."""
    said = [_plain(f"{flow.name}.{name}", flow.name, _where(name), text) for name, text in flow.says.items()]
    before = [one for one in said if one.key.split(".")[1].startswith(_BEFORE)]
    asked = [one for number, ask in enumerate(flow.asks, 1) for one in _asked(flow, ask, number)]
    return (*before, *asked, *(one for one in said if one not in before))


def _where(name: str) -> str:
    base = name.removesuffix("_next")
    return _WHERE.get(name) or f"{_WHERE.get(base, base)}{'，最后一句' if base != name else ''}"


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
    return (question, *choices)


def _plain(key: str, flow: str, where: str, text: str) -> Wording:
    holes = _holes(text)
    return Wording(key, flow, "line", where, text, holes, holes - _MAY_LACK)


def _holes(text: str) -> frozenset[str]:
    return frozenset(HOLE.findall(text))
