"""What must hold in the hotline's script of a pack: words that can be said, and nothing that nobody can fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.packfile import PackFolder
from knowledge.plainness import faults_of_wording, unsourced_number
from knowledge.schema import PackProblem
from knowledge.script import LINES, PLACEHOLDERS, unknown_placeholder

_NEEDED = {"must_ask": ("label", "says"), "must_say": ("label", "says"), "moments": ("title", "says")}
_AT_THE_END = frozenset({"closing", "closing_vacant", "closing_asked", "closing_callback"})
_SHORT = 12
"""A label is read at a glance."""
_FAMILIAR = "你"

_FILLED = "、".join(sorted(f"{{{name}}}" for name in PLACEHOLDERS))

At = tuple[str, ...]


def script_problems(pack: PackFolder, content: Mapping[str, Any]) -> Iterator[PackProblem]:
    """Every mistake of the pack's own script, at the line where it stands."""
    own = pack.sections.get("script") or {}
    whole = content.get("script") or {}
    known = set(content.get("hotlines") or ())
    for part, fields in _NEEDED.items():
        for key, thing in (own.get(part) or {}).items():
            at: At = ("script", part, key)
            lacking = [name for name in fields if thing and not whole[part][key].get(name)]
            if lacking:
                yield pack.problem(at, f"缺少字段“{lacking[0]}”；改写上级的同一条才可以不写")
            if thing and len(thing.get("label") or "") > _SHORT:
                yield pack.problem(at, f"“{thing['label']}”太长，label 最多 {_SHORT} 个字")
    for at, text, at_the_end, sourced in _spoken(own):
        if wrong := unknown_placeholder(text, at_the_end=at_the_end):
            yield pack.problem(
                at, f"“{wrong}”填不上，可以写：{'、'.join(sorted(f'{{{one}}}' for one in PLACEHOLDERS))}"
            )
        if (number := unsourced_number(text, known)) and not sourced:
            yield pack.problem(at, f"数字“{number}”没有写出处，话术里只写全国热线的号码")
        for fault in faults_of_wording(text):
            if not (_familiar(own, at) and _FAMILIAR in fault):
                yield pack.problem(at, fault)
    if own and not pack.division:  # the nation's own script is what every other one stands on
        for name in LINES:
            if not (whole.get("lines") or {}).get(name):
                yield pack.problem(("script", "lines"), f"缺少“{name}”这一句")


def _spoken(own: Mapping[str, Any]) -> Iterator[tuple[At, str, bool, bool]]:
    """Each text with where it stands, whether the call is over then, and whether it names its document."""
    for name, text in (own.get("lines") or {}).items():
        if text:
            yield ("script", "lines", name), text, name in _AT_THE_END, False
    for part in ("must_ask", "must_say"):
        for key, thing in (own.get(part) or {}).items():
            if thing and thing.get("says"):
                yield ("script", part, key, "says"), thing["says"], part == "must_say", bool(thing.get("source"))
    for key, moment in (own.get("moments") or {}).items():
        for name in ("says", "do", "never"):
            for index, text in enumerate((moment or {}).get(name) or ()):
                yield ("script", "moments", key, name, str(index)), text, False, False


def _familiar(own: Mapping[str, Any], at: At) -> bool:
    return at[1] == "moments" and bool(own["moments"][at[2]].get("familiar"))
