"""What a sentence tells of the person in need: who, how old, what is wrong, how to reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from knowledge import numerals
from knowledge.lexicon import Hit
from knowledge.moneysaid import amount_in
from knowledge.people import who
from knowledge.personnames import name_in
from knowledge.phones import numbers_in
from knowledge.timesaid import age_in, period_in, since_in

_N = numerals.PATTERN
_PEOPLE = re.compile(
    rf"({_N})(?:口人|口子人|口之家|个人吃饭)|一家(?:老小|子)?({_N})口?(?:人|个)?|(?:我们|家里|全家|俺家|我家|家中|屋里|户口本上?|户口上)(?:就|一共|有|共)?({_N})个?(?:口|人)"
    rf"|(?:娘|爷|父子|父女|母子|母女|姐弟|兄妹|姐妹|兄弟|祖孙|夫妻|婆媳|爷孙|我们|咱们?|我)(?:儿|们|孙|娘|爷)*(俩|仨|[两二三四五六七]个|[三四五六七]人(?!民))"
)
_COUPLE = re.compile(r"老两口|小两口|两口子")
_ALONE = re.compile(r"(?:就|只有|只剩)[我他她]?(?:老汉|老太)?一个人|一个人(?:过|住|生活)|[独单]身一人")
_LEVEL = re.compile(
    r"(?<![一二三四1-4、和到])([一二三四1-4贰壹叁肆])级(?!医院|以上医院|公路|甲等)|(?:残疾|重残)([一二三四1-4])等"
)
_LEVELS = {"1": "一", "2": "二", "3": "三", "4": "四", "壹": "一", "贰": "二", "叁": "三", "肆": "四"}
_HARDSHIPS = {
    "hard_illness": "illness",
    "hard_disability": "disability",
    "hard_unable": "unable",
    "hard_disaster": "disaster",
    "hard_accident": "accident",
    "hard_child": "child",
    "hard_elder_alone": "elder_alone",
    "hard_hunger": "hunger",
    "hard_debt": "debt",
    "hard_jobless": "jobless",
    "hard_school": "school",
}
_WASHED_AWAY = re.compile(r"[水洪].{0,3}冲[了走垮倒毁]")
_AREA = re.compile(
    r"(?P<urban>非农)|(?P<rural>农村|乡下|农低保|农户|农民|农业户|俺村|我们村|村里)|城市|城镇|城里|县城|城低保|市区|居民低保|居民户口|城乡结合部"
)
_MODE = re.compile(r"(集中|敬老院|养老院|福利院)|(分散|在家供养|散居)")
_CARE = re.compile(
    r"(全护理|完全不能自理|全失能|全自理不了|完全丧失)|(半护理|半自理|半失能|部分自理|部分丧失)|(全自理|(?<!不)能自理)"
)
_URGENT = "urgent"
_HURRY = re.compile(r"急(?:用|需|着|等)|着急|救急")
_NO_HURRY = re.compile(r"不(?:着)?急|别急|不忙")


def entities(text: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """The slots that a normalised text fills; only what was said is in it.

    Keys as in ``Understanding.slots``: area, subject, relation, name, phone, id_number, age (int), hardship (tuple),
    people (int), amount (Decimal yuan), amount_per ("month", "year", "day"), disability_level, mode, care, period,
    since, urgency.
    """
    slots = who(text, hits)
    tags = {tag for hit in hits for tag in hit.meaning.classes}
    kinds: tuple[str, ...] = ()
    if not tags.isdisjoint(_HARDSHIPS):
        kinds = tuple(kind for tag, kind in _HARDSHIPS.items() if tag in tags)
    if "disaster" not in kinds and "冲" in text and _WASHED_AWAY.search(text):
        kinds = (*kinds, "disaster")
    if kinds:
        slots["hardship"] = kinds
    if ("urgent" in tags or ("急" in text and _HURRY.search(text))) and not _NO_HURRY.search(text):
        slots["urgency"] = _URGENT
    _numbers(text, slots)
    area = _AREA.search(text)
    if area is not None:
        slots["area"] = "农村" if area["rural"] else "城市"
    mode = _MODE.search(text)
    if mode is not None:
        slots["mode"] = "集中" if mode[1] else "分散"
    if "护理" in text or "自理" in text or "失能" in text or "丧失" in text:
        care = _CARE.search(text)
        if care is not None:
            slots["care"] = "全护理" if care[1] else "半护理" if care[2] else "自理"
    if not _TIME_SIGNS.isdisjoint(text):
        if (when := period_in(text)) is not None:
            slots["period"] = when
        if (since := since_in(text)) is not None:
            slots["since"] = since
    if _NAMES.search(text) is not None and (name := name_in(text)) is not None:
        slots["name"] = name
    return slots


_TIME_SIGNS = frozenset("月季年天周期拜时宿")
_NAMES = re.compile(r"叫|[姓名]名|名字|本人|户主|[请系]人|[我俺]是")
_SOME_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万半俩仨零幺壹贰叁肆老]")


def _numbers(text: str, slots: dict[str, Any]) -> None:
    if _SOME_NUMBER.search(text) is None:
        return
    for kind, number in numbers_in(text):
        slots.setdefault(kind, number)
    if "级" in text and (level := _LEVEL.search(text)) is not None:
        digit = level[1] or level[2]
        again = _LEVEL.search(text, level.end())
        if again is None or (again[1] or again[2]) == digit:
            # 只给一级二级吗 asks about levels, it tells none.
            slots["disability_level"] = _LEVELS.get(digit, digit) + "级"
    if (years := age_in(text)) is not None:
        slots["age"] = years
    if not _PEOPLE_SIGNS.isdisjoint(text) and (count := _people(text)) is not None:
        slots["people"] = count
    if (money := amount_in(text)) is not None:
        slots["amount"], span = money
        if span:
            slots["amount_per"] = span


_PEOPLE_SIGNS = frozenset("口人个俩仨")
_ALL = {"俩": 2, "仨": 3}


def _people(text: str) -> int | None:
    """Of how many people the home is."""
    family = _PEOPLE.search(text)
    if family is not None:
        words = family[1] or family[2] or family[3] or family[4]
        count = _ALL.get(words) or _whole(words.rstrip("个人"))
        if count is not None and 0 < count < 30:
            return count
    if _COUPLE.search(text):
        return 2
    return 1 if _ALONE.search(text) else None


def _whole(words: str | None) -> int | None:
    value: Decimal | None = numerals.number(words) if words else None
    return int(value) if value is not None and value == int(value) else None
