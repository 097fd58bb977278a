"""Groups of lines that are no flow: what is said in the middle of talk, out of the books, in letters.

To add one: a module-level ``SAYS`` (name to words) and ``WHERE`` (name to when it is heard) beside the code that says
it, and one entry here, in the part it belongs to. ``HOLES`` beside them tells of holes that only this group fills.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dialogs import aftermath, arrivals, columns, entitled, lines, names
from dialogs.flows import menu

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


_TALK = (
    Group("menu", "问候和菜单", menu.SAYS, menu.WHERE, often=0, bare=True),
    Group("desk", "中间插话", lines.COMMON, lines.COMMON_WHERE, often=10),
    Group("aftermath", "急事登记以后", aftermath.SAYS, aftermath.WHERE, often=45),
    Group("names", "问姓名", names.SAYS, names.WHERE, labels=frozenset({"yes"}), often=15),
)
"""What is said in the middle of any talk."""

_OWN = (
    Group("arrivals", "查到账", arrivals.SAYS, arrivals.WHERE, often=20),
    Group("entitlements", "我的待遇", entitled.SAYS, entitled.WHERE, often=20),
)
"""Money and data of the sender's own."""

_ANSWERS = (Group("column", "公开栏", columns.SAYS, columns.WHERE, often=40),)
"""Answers to questions."""

_LETTERS: tuple[Group, ...] = ()
"""What is told unasked: letters, news of a registration, emergencies, voice and pictures."""

GROUPS: tuple[Group, ...] = (*_TALK, *_OWN, *_ANSWERS, *_LETTERS)
"""Every group that is no flow."""
