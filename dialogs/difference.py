"""我家四口人一个月收入两千能领多少: the difference up to the standard in force, worked out before her eyes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.amounts import place_of, step
from dialogs.answered import HELP, Answered
from dialogs.figures_said import mark_of, paper_lines, region_of, sources_of, warning_lines
from dialogs.lines import line, tap
from dialogs.say import local_day, say_money
from dialogs.talk import Reply
from knowledge.household import Household, household

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.standards import Standard
    from knowledge.understanding import Understanding

_ASKED = frozenset({"ask_standard", "ask_eligibility", "ask_policy", "ask_process"})
_WANTS = re.compile(r"多少|几多|好多|能领|能拿|能吃|能办|够不够|行不行|算一?下|符合|合不合|够格")
_NEAR = Decimal("1.5")
"""低保边缘: below one and a half times the standard（民发〔2021〕57号第八条）."""

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "family": "您家{people}口人，每月收入{income}，平均每人{each}。低保是补差额：",
        "lacks": "{figure}，{people}人共{total}，差{gap}。",
        "near": "{figure}，您家不比它低，一般不够低保，可以问问低保边缘。",
        "above": "{figure}，您家不比它低，一般不够低保。看病、上学花钱多的，可以问刚性支出困难家庭。",
        "family_next": "这只是照标准算的账；收入怎么算、能不能领，以乡镇（街道）核实为准。",
        "tap_income": "哪些钱不算收入",
    }
)
"""What is said of the sum; a pack words it as ``figures.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "family": "替他家算账，开头",
        "lacks": "替他家算账，收入低于标准",
        "near": "替他家算账，收入比标准高一些",
        "above": "替他家算账，收入比标准高得多",
        "family_next": "替他家算账，最后一句",
        "tap_income": "算完账，接着问收入",
    }
)


def answer(heard: Understanding, scene: Scene) -> Answered | None:
    """What the family lacks a month, by each standard that may hold for it; None when too little was told for that."""
    if heard.intent not in _ASKED:
        return None
    home = household(heard.normal, heard.slots.get("people"))
    place = place_of(heard, scene)
    if home is None or not place or heard.programme not in ("dibao", None) or not _WANTS.search(heard.text):
        return None
    if heard.place and heard.place.outside:
        return None
    area = heard.slots.get("area")
    rows = tuple(
        row
        for row in scene.office.pack.standards.in_force("dibao", place, local_day(scene.now), (area,) if area else ())
        if row.kind == "standard" and "月" in row.unit
    )
    if not rows:
        return None
    lines = [
        _line("family", scene, people=home.people, income=say_money(home.income), each=say_money(home.each)),
        *(_held(row, home, scene) for row in rows),
        *paper_lines(rows, scene),
        *warning_lines(rows, scene),
    ]
    income = tap(scene, "figures.tap_income", SAYS["tap_income"])
    kind = scene.office.pack.programmes["dibao"]
    options, sources = (income, step(kind, "process", scene), HELP), sources_of(rows, kind, scene)
    return Answered(
        Reply("\n".join(lines), options, _line("family_next", scene)), sources, about="dibao", key="dibao.difference"
    )


def _held(row: Standard, home: Household, scene: Scene) -> str:
    """What the family has, held against one standard."""
    kind = "".join(row.category) or "低保"
    figure = f"{region_of(row, scene)}{kind}标准每人每月 {say_money(row.amount)}{mark_of(row, scene)}"
    lacks = home.missing(row.amount)
    if lacks:
        total = say_money(row.amount * home.people)
        return _line("lacks", scene, figure=figure, people=home.people, total=total, gap=say_money(lacks))
    near = home.income < row.amount * home.people * _NEAR
    return _line("near" if near else "above", scene, figure=figure)


def _line(name: str, scene: Scene, /, **facts: object) -> str:
    return line(scene, f"figures.{name}", SAYS[name], **facts)
