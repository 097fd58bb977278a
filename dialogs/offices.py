"""Matters of other offices that residents bring here, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.lines import sayer

if TYPE_CHECKING:
    from dialogs.scene import Scene

SAYS: Mapping[str, str] = MappingProxyType(
    {
        "marriage": "婚姻登记要去婚姻登记处办，证件丢了也在那里补。",
        "labour": "社保、工资的事归人社部门，电话12333。",
        "medical": "医保报销归医保部门，电话12393。",
        "births": "生育方面的补助归卫健部门，可以拨12345问。",
        "land": "土地、拆迁的事归自然资源和住建部门，可以拨12345。",
        "schools": "上学的事归教育局，可以拨12345请他们转。",
        "utilities": "水电、物业的事请拨12345。",
        "courts": "打官司、赡养纠纷可以拨12348，法律援助不收钱。",
        "disabled": "残疾证、辅具归残联，电话12385。",
        "veterans": "退役军人和优抚的事归退役军人事务部门，可以拨12345请他们转。",
        "death": "死亡证明由医院或派出所、村（社区）开，看人在哪里去世，可以先问村（社区）。",
        "cadres": "离任村干部的补助归组织部门，请问乡镇。",
        "household": "户口、身份证要去派出所办。",
        "phone": "点对话框左边的小喇叭，按住说话，松手就发给我了。",
    }
)
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "marriage": "问结婚、离婚",
        "labour": "问社保、工资",
        "medical": "问医保",
        "births": "问生育、疫苗",
        "land": "问土地、拆迁",
        "schools": "问上学",
        "utilities": "问水电、物业",
        "courts": "问打官司、赡养",
        "disabled": "问残疾证、轮椅",
        "veterans": "问退役军人的事",
        "death": "问死亡证明",
        "cadres": "问村干部补助",
        "household": "问户口、身份证",
        "phone": "问手机怎么用",
    }
)
_say = sayer("offices", SAYS)
_OTHERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"离婚|结婚|婚姻"), "marriage"),
    (re.compile(r"社保|养老保险|工伤|失业金|欠薪|工资|退休金|养老金"), "labour"),
    (re.compile(r"医保|报销|异地就医"), "medical"),
    (re.compile(r"三胎|二胎|生孩子|产检|生育|失独|计生|育儿|疫苗"), "births"),
    (re.compile(r"地被占|征地|拆迁|宅基地|安置房|承包地|林地"), "land"),
    (re.compile(r"学校|上学|劝退|入学|转学"), "schools"),
    (re.compile(r"水费|电费|停水|停电|电梯|物业|路灯|暖气"), "utilities"),
    (re.compile(r"官司|律师|赡养|遗产|法院|法律"), "courts"),
    (re.compile(r"残疾证|轮椅|残联"), "disabled"),
    (re.compile(r"退役|退伍|优抚|伤残军人|烈属"), "veterans"),
    (re.compile(r"死亡证明"), "death"),
    (re.compile(r"党员|村干部补助|支书"), "cadres"),
    (
        re.compile(
            r"上户|[迁落补改销]户口|户口.{0,3}(?:迁|丢|补|改|销)|补.{0,2}身份证|身份证.{0,3}(?:丢|掉|到期|过期|补)|派出所"
        ),
        "household",
    ),
    (re.compile(r"语音|手机怎么|打字|怎么发"), "phone"),
)


def matter_of(text: str) -> str:
    """Which office's matter it is, by the name of its line; empty for all else."""
    return next((name for pattern, name in _OTHERS if pattern.search(text)), "")


def elsewhere(text: str, scene: Scene) -> str:
    """Whose matter it is, when it is not ours; empty for all else."""
    found = matter_of(text)
    return _say(found, scene) if found else ""
