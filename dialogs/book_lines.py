"""Groups of lines that are no flow: what is said in the middle of talk, out of the books, in letters.

To add one: a module-level ``SAYS`` (name to words) and ``WHERE`` (name to when it is heard) beside the code that says
it, and one entry here, in the part it belongs to. ``HOLES`` beside them tells of holes that only this group fills,
``LABELS`` which are no sentences but what stands on a choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, ModuleType

from dialogs import (
    aftermath,
    alerts,
    aloud,
    amounts,
    arrival_lines,
    astray,
    brief,
    called_back,
    columns,
    consents,
    contacts,
    contents_said,
    correction,
    courtesy_lines,
    difference,
    entitlement_lines,
    entrusted,
    figures_said,
    hint_lines,
    kept,
    lines,
    media,
    names,
    notice_asking,
    offices,
    pace,
    perils,
    persons,
    places_said,
    policies_said,
    readings,
    standings,
    stopped,
    telling,
    tongues,
    verdicts_said,
    whose,
)
from dialogs import letter_lines as told
from dialogs import taps as shared
from dialogs.flows import menu

TAP = "tap_"
"""What the names of labels begin with."""
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Group:
    """One group, as a clerk finds it. Its lines are ``<name>.<line>`` in a pack; ``bare`` ones have a key of their own.

    ``labels`` are no sentences but what stands on a choice. ``holes`` says what fills a hole, where the names that all
    share (``hole_names``) do not say it well. ``often`` orders the list: the more residents hear it, the smaller.
    """

    name: str
    title: str
    says: Mapping[str, str]
    where: Mapping[str, str]
    holes: Mapping[str, str] = field(default_factory=lambda: _NONE)
    labels: frozenset[str] = frozenset()
    often: int = 50
    bare: bool = False

    def key(self, line: str) -> str:
        """Under what a pack words that line."""
        return line if self.bare else f"{self.name}.{line}"


def taps(says: Mapping[str, str]) -> frozenset[str]:
    """The lines that are labels, where their names begin as those of taps do."""
    return frozenset(name for name in says if name.startswith(TAP))


def _of(name: str, title: str, module: ModuleType, often: int = 50) -> Group:
    """The group of a module's ``SAYS``, ``WHERE``, and where it has them ``HOLES`` and ``LABELS``."""
    holes, labels = getattr(module, "HOLES", _NONE), getattr(module, "LABELS", frozenset[str]())
    return Group(name, title, module.SAYS, module.WHERE, holes, labels, often)


_TALK = (
    Group("menu", "问候和菜单", menu.SAYS, menu.WHERE, often=0, bare=True),
    Group("desk", "中间插话", lines.COMMON, lines.COMMON_WHERE, lines.COMMON_HOLES, frozenset({"nameless"}), often=10),
    _of("hints", "没听清、没看明白", hint_lines, often=11),
    _of("astray", "答的是别的、问为什么", astray, often=12),
    _of("correction", "改说过的", correction, often=13),
    _of("courtesies", "打招呼、客气话、看不懂的", courtesy_lines, often=5),
    _of("readings", "没听准、问了好几件", readings, often=8),
    _of("taps", "选项上的字", shared, often=6),
    _of("offices", "别的部门的事", offices, often=15),
    _of("persons", "怎么称呼当事人", persons, often=14),
    _of("aftermath", "急事登记以后", aftermath, often=45),
    _of("names", "问姓名", names, often=15),
    _of("entrusted", "卡号、验证码、身份证号", entrusted, often=16),
)
"""What is said in the middle of any talk."""

_OWN = (
    _of("arrivals", "查到账", arrival_lines, often=20),
    _of("entitlements", "我的待遇", entitlement_lines, often=20),
    _of("whose", "看谁的", whose, often=21),
    _of("kept", "我的资料和订阅", kept, often=35),
    _of("stopped", "钱停了，没有绑定", stopped, often=30),
    _of("notices", "允许微信通知", notice_asking, often=68),
    _of("consents", "同意过什么", consents, often=69),
)
"""Money and data of the sender's own."""


def _told(name: str, title: str, holes: Mapping[str, str], *modules: ModuleType, often: int) -> Group:
    """A group whose lines stand in several modules; of its lines, ``tap_…``, ``name_…`` and ``page_…`` are labels."""
    says = {key: text for module in modules for key, text in module.SAYS.items()}
    where = {key: text for module in modules for key, text in module.WHERE.items()}
    labels = frozenset(key for key in says if key.startswith(("tap_", "name_", "page_")))
    return Group(name, title, says, where, holes, labels, often)


_ANSWERS = (
    _told("figures", "答标准", amounts.HOLES, amounts, figures_said, difference, often=30),
    _told("policies", "答政策", policies_said.HOLES, policies_said, often=31),
    _told("contacts", "窗口和电话", contacts.HOLES, contacts, places_said, often=32),
    _told("verdicts", "自查的结论", verdicts_said.HOLES, verdicts_said, often=33),
    _told("contents", "该知道的五件事", contents_said.HOLES, contents_said, often=34),
    _told("column", "公开栏", _NONE, columns, often=40),
)
"""Answers to questions."""

_MOMENTS = (
    Group("perils", "有危险，马上说的", perils.SAYS, perils.WHERE, perils.HOLES, often=25),
    Group("media", "发来语音", media.SAYS, media.WHERE, labels=taps(media.SAYS), often=62),
    Group("recordings", "听语音、看视频", aloud.SAYS, aloud.WHERE, aloud.HOLES, taps(aloud.SAYS) | {"page"}, 63),
    Group("tongues", "链接、表情、别的文字", tongues.SAYS, tongues.WHERE, labels=taps(tongues.SAYS), often=64),
    Group("pace", "发得太快、说了几遍", pace.SAYS, pace.WHERE, labels=taps(pace.SAYS), often=65),
    Group("brief", "几个字就能答的事", brief.SAYS, brief.WHERE, often=66),
)
"""What is said to danger, to a voice, to something strange, at any moment."""

_LETTERS = (
    Group("standings", "查进度、办理结果", standings.SAYS, standings.WHERE, standings.HOLES, taps(standings.SAYS), 20),
    Group("letters", "发给群众的消息", told.SAYS, told.WHERE, told.HOLES, taps(told.SAYS), 60),
    Group("telling", "登记回执里的说法", telling.SAYS, telling.WHERE, telling.HOLES, often=61),
    Group(
        "called_back",
        "没打通、没留电话",
        called_back.SAYS,
        called_back.WHERE,
        called_back.HOLES,
        taps(called_back.SAYS),
        67,
    ),
    Group("alerts", "发给工作人员的消息", alerts.SAYS, alerts.WHERE, alerts.HOLES, often=90),
)
"""What is told unasked: letters, news of a registration, and to staff."""

PARTS: Mapping[str, tuple[Group, ...]] = MappingProxyType(
    {
        "一开口、中间说的话": (*_TALK, *_MOMENTS),
        "自己的钱和资料": _OWN,
        "答复": _ANSWERS,
        "发出去的消息": _LETTERS,
    }
)
"""The groups under the heads under which a clerk looks for them; the flows have a head of their own."""
GROUPS: tuple[Group, ...] = tuple(group for part in PARTS.values() for group in part)
"""Every group that is no flow."""
