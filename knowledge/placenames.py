"""How people call a division: the official name, what is left when the rank is dropped, and the ways in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from knowledge import numerals

ORDINARY = Path(__file__).parent / "divisions" / "ordinary.txt"
UNSPOKEN = frozenset({"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "县"})
"""Rows of the statistics bureau that are no place to anybody."""

_NATION = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|"
    "塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
_PEOPLES = rf"(?:(?:{_NATION})族|蒙古|维吾尔|哈萨克|柯尔克孜|各族)*"
_RANK = {
    "province": re.compile(rf"{_PEOPLES}(?:省|市|自治区|特别行政区)$"),
    "city": re.compile(rf"{_PEOPLES}(?:市|地区|盟|自治州)$"),
    "county": re.compile(rf"{_PEOPLES}(?:县|市|旗|自治县|自治旗|特区|林区)$"),
    "township": re.compile(rf"{_PEOPLES}(?:民族乡|镇|乡|街道办事处|街道|苏木|地区办事处|地区)$"),
    "village": re.compile(
        r"(?:(?:农村)?社区村民委员会|(?:社区|村)?(?:居民委员会|居委会)会?|村民委员会|村委会?|"
        r"虚拟(?:社区|生活区)|生活区|(?:农村)?社区|嘎查)$"
    ),
}
_PEOPLE_ITSELF = re.compile(rf"({_NATION})族(?:自治.|乡|民族乡)$")
# A rank people keep using after a merger or an upgrade.
_OLD_RANKS = {"city": ("地区", "市"), "county": ("县", "市", "区"), "township": ("镇", "乡", "街道", "民族乡", "公社")}
_AUTONOMOUS = {"city": "州", "county": "县"}
OFFICE = re.compile(r"(?<=村)村?(?:民委员会|委员会|委会|委)|(?<=社区)(?:居民委员会|居委会|居委|村民委员会|村委会|委会)")
"""What is said of the office of a village after its name: 村委会 goes on where 村 ends."""
_ZONE = re.compile(r"(?:经济技术|高新技术产业|高新技术|经济|产业|工业)?(?:开发区|园区)$")
_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百]+")


def base(name: str, level: str) -> str:
    """The name without its rank: 文水 of 文水县, 军赛 of 军赛佤族拉祜族傈僳族德昂族乡, 北张 of 北张村委会."""
    if people := _PEOPLE_ITSELF.fullmatch(name):  # 东乡族自治县 would lose its whole name
        return people[1]
    short = _RANK[level].sub("", name) or name
    if level == "village" and short.endswith("村") and len(short) > 2 and short != name:
        short = short[:-1]  # 北张村村委会
    return short


def spoken(name: str, level: str) -> str:
    """The name as one says it: 北张村 for 北张村委会, 东街社区 for 东街社区居民委员会, anything else as it is."""
    if level != "village":
        return name.removesuffix("办事处") if name.endswith("街道办事处") else name
    if name.endswith(("嘎查", "生活区")):
        return name
    short = base(name, level)
    if _is_community(name):
        return short + "社区"
    return short if short.endswith("村") else short + "村"


def _is_community(name: str) -> bool:
    return not name.endswith(("村民委员会", "村委会", "村委")) and ("社区" in name or "居" in name[1:])


def full_forms(name: str, level: str) -> Iterator[str]:
    """Forms that carry a rank and so hardly mean anything else."""
    short = base(name, level)
    if level == "village":  # what may follow, 村委会 or 居委会, is read with any of them: ``OFFICE``
        yield spoken(name, level)
        if _is_community(name):
            yield name
            yield short + "居委会"
        else:
            yield short + "村"
        return
    yield name
    if level in _AUTONOMOUS and "自治" in name:
        yield short + _AUTONOMOUS[level]
    elif level == "township":
        yield spoken(name, level)
        if name.endswith("族乡"):  # 军赛佤族拉祜族傈僳族德昂族乡
            yield short + "乡"
            yield short + "民族乡"


def old_forms(name: str, level: str) -> Iterator[str]:
    """Forms with another rank, from before an upgrade or by mistake: 孝义县 for 孝义市, 北张镇 for 北张乡."""
    short = base(name, level)
    if level == "village":
        if not _is_community(name):
            yield short + "社区"
        elif not short.endswith("村"):
            yield short + "村"
    elif name.endswith("总场"):
        yield name[:-2] + "林场"
        yield name[:-2] + "农场"
    elif (short := short_form(name, level) or short) and len(short) > 1 and not _ZONE.search(name):
        yield from (short + rank for rank in _OLD_RANKS.get(level, ()))


def short_form(name: str, level: str) -> str:
    """The name without rank where people use it so; empty for names of one character."""
    if level == "county" and name.endswith("区"):
        return name[:-1] if len(name) > 2 and not _ZONE.search(name) else ""
    short = base(name, level)
    return short if len(short) > 1 and short != name else ""


def zone_forms(name: str, above: str) -> tuple[str, ...]:
    """What a development zone is called in everyday speech, given the short name of the city or county it is of."""
    if not _ZONE.search(name):
        return ()
    high = "高新" in name
    kinds = ("高新区",) if high else ("经开区", "开发区") if "开发区" in name else ("工业园区", "工业园")
    return (*(above + kind for kind in kinds), *kinds) if above else kinds


def has_numeral(name: str) -> bool:
    """Whether some write a part of the name in digits: 大武三村."""
    return _NUMERAL.search(name) is not None


def in_digits(form: str) -> str:
    """The form with its numerals as digits: 大武3村."""
    return _NUMERAL.sub(lambda run: _digits(run[0]), form)


def _digits(run: str) -> str:
    found = numerals.number(run)
    return run if found is None else str(int(found))


@cache
def ordinary_words() -> frozenset[str]:
    """Short forms that are everyday words too (和平, 通道) and need a place around them to be one."""
    return frozenset(ORDINARY.read_text("utf-8").split())
