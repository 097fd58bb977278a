"""我家四口人一个月收入两千能领多少: the difference up to the standard in force, worked out before her eyes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from dialogs.amounts import place_of
from dialogs.answered import HELP, Answered
from dialogs.figures_said import mark_of, paper_lines, region_of, sources_of, warning_lines
from dialogs.say import local_day, say_money
from dialogs.talk import Option, Reply
from knowledge.household import Household, household

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.standards import Standard
    from knowledge.understanding import Understanding

_ASKED = frozenset({"ask_standard", "ask_eligibility", "ask_policy", "ask_process"})
_WANTS = re.compile(r"多少|几多|好多|能领|能拿|能吃|能办|够不够|行不行|算一?下|符合|合不合|够格")
_NEAR = Decimal("1.5")
"""低保边缘: below one and a half times the standard（民发〔2021〕57号第八条）."""


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
        f"您家{home.people}口人，每月收入{say_money(home.income)}，平均每人{say_money(home.each)}。低保是补差额：",
        *(_line(row, home, scene) for row in rows),
        *paper_lines(rows, scene),
        *warning_lines(rows, scene),
    ]
    tail = "这只是照标准算的账；收入怎么算、能不能领，以乡镇（街道）核实为准。"
    options = (Option("哪些钱不算收入"), Option("怎么申请", "低保怎么申请"), HELP)
    sources = sources_of(rows, scene.office.pack.programmes["dibao"], scene)
    return Answered(Reply("\n".join(lines), options, tail), sources, about="dibao", key="dibao.difference")


def _line(row: Standard, home: Household, scene: Scene) -> str:
    kind = "".join(row.category) or "低保"
    lead = f"{region_of(row, scene)}{kind}标准每人每月 {say_money(row.amount)}{mark_of(row, scene)}"
    lacks = home.missing(row.amount)
    if lacks:
        return f"{lead}，{home.people}人共{say_money(row.amount * home.people)}，差{say_money(lacks)}。"
    if home.income < row.amount * home.people * _NEAR:
        return f"{lead}，您家不比它低，一般不够低保，可以问问低保边缘。"
    return f"{lead}，您家不比它低，一般不够低保。看病、上学花钱多的，可以问刚性支出困难家庭。"
