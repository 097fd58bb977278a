"""What words tell of a family in passing, for the self-check: only what needs no second question."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dialogs.overheard import unable

if TYPE_CHECKING:
    from knowledge.understanding import Understanding

_CHILDLESS = re.compile(r"(?:没|无|没有)(?:儿|子女|后人|后代|孩子)|无儿无女|没儿没女|孤寡|孤老|光棍|没成家|没结过?婚")
_ON_DIBAO = re.compile(r"(?:吃着|领着|拿着|享受着|已经是|正吃|有)低保|低保户(?:家|里)?的?残疾|低保家庭")


def childless(heard: Understanding) -> str | None:
    """``none`` of whom no child is."""
    return "none" if _CHILDLESS.search(heard.normal) else None


def on_dibao(heard: Understanding) -> str | None:
    """``dibao`` where the family is said to have it already."""
    return "dibao" if heard.programme != "dibao" and _ON_DIBAO.search(heard.normal) else None


def severe(heard: Understanding) -> str | None:
    """A severe disability by its degree; of the third degree the kind would have to be known."""
    return "severe_disability" if heard.slots.get("disability_level") in ("一级", "二级") else None


def befell(heard: Understanding) -> str | None:
    """What happened, where it is one of the things that happen suddenly."""
    return "accident" if {"accident", "disaster"} & set(heard.slots.get("hardship", ())) else None


def cared_for(heard: Understanding) -> str | None:
    """``yes`` of whom somebody has to look after."""
    return "yes" if unable(heard) else None


def dead(parent: str) -> Callable[[Understanding], str | None]:
    """Whether that parent is said to have died; for how long one is gone is always asked."""
    died = re.compile(rf"(?:{parent})(?:早就|已经|前年|去年|都|也)?(?:去世|过世|病死|死|不在)了?")
    return lambda heard: "dead" if died.search(heard.normal) else None
