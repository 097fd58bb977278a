"""The 16 救助项目 and what is said about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from knowledge.sources import Source

Aspect = Literal[
    "summary",
    "eligibility",
    "income",
    "materials",
    "process",
    "agent",
    "online",
    "contact",
    "time_limit",
    "publicity",
    "decider",
    "amount",
    "start",
    "together",
    "review",
    "stop",
    "appeal",
    "policy",
    "rights",
    "misunderstandings",
    "related",
]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)

ASPECT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "summary": "是什么",
        "eligibility": "谁能申请",
        "income": "哪些算收入",
        "materials": "带什么材料",
        "process": "怎么申请",
        "agent": "能不能代办",
        "online": "能不能网上办",
        "contact": "去哪里办",
        "time_limit": "要多久",
        "publicity": "公示什么",
        "decider": "谁说了算",
        "amount": "发多少、怎么算",
        "start": "从哪个月开始发",
        "together": "能不能同时领",
        "review": "多久复查一次",
        "stop": "什么情况会停",
        "appeal": "不服怎么办",
        "policy": "政策规定",
        "rights": "您的权利",
        "misunderstandings": "容易弄错的",
        "related": "还能申请什么",
    }
)

ProgrammeKey = Literal[
    "dibao",
    "bianyuan",
    "gangxing",
    "tekun",
    "linshi",
    "liulang",
    "guer",
    "wuren",
    "canji",
    "gaoling",
    "yiliao",
    "jiaoyu",
    "zhufang",
    "jiuye",
    "shouzai",
    "kangfu",
]
PROGRAMME_KEYS: tuple[ProgrammeKey, ...] = get_args(ProgrammeKey)


@dataclass(frozen=True, slots=True)
class Passage:
    """One answer in two views: ``text`` as a resident hears it, ``legal`` for operators and staff.

    ``text`` already ends with （待核对） when any source is unreviewed and with （示例） in a sample pack.
    """

    text: str
    legal: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def unreviewed(self) -> bool:
        """Whether the bureau has yet to confirm a source of this answer."""
        return any(source.review == "unreviewed" for source in self.sources)


@dataclass(frozen=True, slots=True)
class Programme:
    """One kind of help. ``department`` names who decides it; ``aliases`` how people call it.

    ``must_say`` is what an operator has to say to whoever asks about it, whatever the question was.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    department: str = "民政"
    passages: Mapping[str, Passage] = field(default_factory=lambda: MappingProxyType({}))
    must_say: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether civil affairs decides it; for all others we explain, name the office and still take the clue."""
        return "民政" in self.department


@dataclass(frozen=True, slots=True)
class Entry:
    """One searchable piece of knowledge; every passage of a programme is an entry too (``dibao.amount``)."""

    key: str
    programme: str | None
    title: str
    questions: tuple[str, ...]
    answer: str
    legal: str = ""
    sources: tuple[Source, ...] = ()


def entries_of(programme: Programme) -> tuple[Entry, ...]:
    """The passages of a programme as searchable entries, in the order of ``ASPECTS``."""
    return tuple(
        Entry(
            key=f"{programme.key}.{aspect}",
            programme=programme.key,
            title=f"{programme.name}：{ASPECT_NAMES[aspect]}",
            questions=tuple(f"{name}{ASPECT_NAMES[aspect]}" for name in (programme.name, *programme.aliases[:3])),
            answer=passage.text,
            legal=passage.legal,
            sources=passage.sources,
        )
        for aspect in ASPECTS
        if (passage := programme.passages.get(aspect)) is not None
    )
