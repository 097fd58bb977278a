"""Every rule of a pack in one short Chinese line, with its document: for those who check what we were told to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from knowledge.packbuild import MARKS
from knowledge.rulewords import says_of
from knowledge.sources import Source

if TYPE_CHECKING:
    from knowledge.pack import Pack

TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "target_groups": "找谁",
        "clue_sources": "线索从哪里来",
        "linkage": "谁来做",
        "teams": "靠哪些队伍",
        "visits": "走访",
        "comparisons": "数据比对",
        "hardship_classes": "困难分类",
        "ledgers": "台账和零报告",
        "outcome_paths": "发现以后怎么办",
        "statutory_steps": "办理时限",
        "clocks": "线索时限",
        "paydays": "哪天发钱",
        "spot_checks": "抽查",
        "public_notices": "公示",
        "audiences": "主动告知谁",
        "notice_contents": "主动告知什么",
        "channels": "用什么渠道",
        "practices": "各地经验（不是必须做的）",
        "duties": "其他经常要做的事",
        "rules": "其他规定",
        "spoken": "群众问起时怎么说",
        "appeals": "不服怎么办",
    }
)
"""Sections in the order they are read, by the clerk's name for each."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as it is listed. ``own``: from a document of this very pack; ``ours``: partly our own choice."""

    topic: str
    key: str
    name: str
    says: str
    source: Source | None
    own: bool
    ours: bool = False
    note: str = ""


def lines(pack: Pack) -> tuple[RuleLine, ...]:
    """Every rule of the pack by topic, within each topic its own documents' before the inherited ones."""
    every = (*_asked(pack), *_said(pack))
    order = list(TOPICS)
    return tuple(sorted(every, key=lambda line: (order.index(line.topic), not line.own)))


def listing(pack: Pack, *, inherited: bool = True) -> Iterator[str]:
    """The pack as lines of text: its documents, what they leave open, and each rule with document and passage."""
    yield f"== {pack.title}（{pack.name}{'，' + pack.division if pack.division else ''}）"
    for source in pack.documents:
        yield f"文件：{source.cite}{MARKS.get(source.review, '')}"
    left = [one for one in pack.rulebook.open_settings if inherited or pack.is_own(one.source)]
    if left:
        yield f"文件没写明的（{len(left)} 项，不是文件的规定）"
    for one in left:
        chosen = "本局已定" if one.key in pack.settings else "系统默认"
        yield f"  {one.name}：{one.words(pack.chosen(one.key))}（{chosen}，代号 {one.key}）〔{_place(one.source)}〕"
        yield f"    {one.question}。{one.note}。"
    topic = ""
    for line in lines(pack):
        if line.own or inherited:
            if line.topic != topic:
                topic = line.topic
                yield TOPICS[topic]
            ours = "（部分是我们定的）" if line.ours else ""
            says = f"：{line.says}" if line.says else ""
            yield f"  {line.name}{says}{ours}〔{_place(line.source)}〕" + (f"　{line.note}" if line.note else "")


def _place(source: Source | None) -> str:
    if source is None:
        return "没有文号"
    article = f"第{source.article}条" if source.article[:1].isdigit() else source.article
    return f"{source.doc_no or source.title} {article}".strip() + MARKS.get(source.review, "")


def _asked(pack: Pack) -> Iterator[RuleLine]:
    for topic in TOPICS:
        if topic in ("spoken", "appeals", "clocks"):
            continue
        rule: Any
        for rule in getattr(pack.rulebook, topic):
            yield _line(pack, topic, rule, getattr(rule, "ours", False), _note(pack, rule))
    for clock in pack.clocks.values():
        own = clock.source is not None and pack.is_own(clock.source)
        yield RuleLine("clocks", clock.key, clock.name, says_of(clock, pack), clock.source, own)
    for appeal in pack.appeals:
        yield _line(pack, "appeals", appeal, False, "")


def _line(pack: Pack, topic: str, rule: Any, ours: bool, note: str) -> RuleLine:
    name = getattr(rule, "name", "") or getattr(rule, "text", "")
    if topic == "paydays":
        name = pack.programmes[rule.key].name
    own = pack.is_own(rule.source)
    says = says_of(rule, pack)
    return RuleLine(topic, rule.key, name, "" if says == name else says, rule.source, own, ours, note)


def _note(pack: Pack, rule: Any) -> str:
    setting = pack.rulebook.open_setting(getattr(rule, "setting", ""))
    left = f"文件没写明：{setting.name}（现在：{setting.words(pack.chosen(setting.key))}）" if setting else ""
    return "；".join(filter(None, (getattr(rule, "note", ""), left)))


def _said(pack: Pack) -> Iterator[RuleLine]:
    """What residents hear by a document of this pack itself; the nation's words are not listed again."""
    for entry in pack.entries:
        own = next((source for source in entry.sources if pack.is_own(source)), None)
        if own is not None:
            yield RuleLine("spoken", entry.key, entry.title, entry.answer, own, True)
