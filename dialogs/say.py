"""How days, times, money and amounts are said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from knowledge.deadlines import UNIT_NAMES
from knowledge.payrows import SUPPLEMENT

if TYPE_CHECKING:
    from knowledge.deadlines import Unit
    from knowledge.programmes import Programme
    from knowledge.standards import Standard

LOCAL = ZoneInfo("Asia/Shanghai")
_WEEK = "一二三四五六日"
_DAY_ENDS = time(23, 59)
_CALLED = {
    "dibao": "低保",
    "tekun": "特困",
    "bianyuan": "低保边缘",
    "gangxing": "刚性支出困难",
    "canji": "残疾人补贴",
    "guer": "孤儿保障",
    "wuren": "无人抚养儿童",
    "liulang": "流浪救助",
    "shouzai": "受灾救助",
    "kangfu": "残疾儿童康复",
}
_GROUPED = 10_000
_UNIT = re.compile(r"元?/(人|户|次)(?:/(月|年|次))?")


def local_day(moment: datetime) -> date:
    """The day it is in China."""
    return moment.astimezone(LOCAL).date()


def say_day(day: date) -> str:
    """12月10日（周四）."""
    return f"{day.month}月{day.day}日（周{_WEEK[day.weekday()]}）"


def say_recent(day: date, today: date) -> str:
    """今天, else 12月10日（周四）."""
    return "今天" if day == today else say_day(day)


def say_full_day(day: date) -> str:
    """2026年1月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def say_since(since: str) -> str:
    """``2021-07-01`` as 2021年7月1日, ``2023-09`` as 2023年9月, ``2025`` as 2025年; anything else as it is."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", since)
    if found is None:
        return since
    month = f"{int(found[2])}月" if found[2] else ""
    return f"{found[1]}年{month}" + (f"{int(found[3])}日" if found[3] else "")


def say_when(moment: datetime, today: date) -> str:
    """今天下午3点半, 明天上午9点, 12月10日（周四）上午9点."""
    here = moment.astimezone(LOCAL)
    days = (here.date() - today).days
    name = {0: "今天", 1: "明天"}.get(days) or say_day(here.date())
    half = "凌晨" if here.hour < 6 else "上午" if here.hour < 12 else "下午" if here.hour < 18 else "晚上"
    hour = here.hour if here.hour <= 12 else here.hour - 12
    minutes = "半" if here.minute == 30 else f"{here.minute}分" if here.minute else ""
    return f"{name}{half}{hour}点{minutes}"


def say_by(due: datetime, now: datetime) -> str:
    """今天17:30前, 明天上午10点前; where the whole day counts: 今天之内, 明天之内, 11月24日（周二）前."""
    here, today = due.astimezone(LOCAL), local_day(now)
    days = (here.date() - today).days
    if here.time() >= _DAY_ENDS:
        return {0: "今天之内", 1: "明天之内"}.get(days) or f"{say_day(here.date())}前"
    return f"今天{here.hour}:{here:%M}前" if not days else f"{say_when(due, today)}前"


def say_money(amount: Decimal) -> str:
    """620元, 51.25元, 1380元, 12,000元: digits are what people compare."""
    return f"{_number(amount)}元"


def _number(amount: Decimal) -> str:
    said = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return said if abs(amount) >= _GROUPED else said.replace(",", "")


def say_period(period: str) -> str:
    """``2026-11`` as 11月, ``2026`` as 2026年; anything else as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", period)
    if found:
        return f"{int(found[2])}月"
    return f"{period}年" if re.fullmatch(r"\d{4}", period) else period


def what_came(title: str, supplement: str) -> str:
    """A payment as it is called in a list: 低保金, or 低保金补发 where there is a reason why it came afterwards."""
    return title + SUPPLEMENT if supplement else title


def say_amount(standard: Standard) -> str:
    """每人每月 620 元; with the kind of limit where there is one (不低于每人每月100元)."""
    unit = standard.unit.replace("（", "(").split("(", maxsplit=1)[0].strip()
    found = _UNIT.search(unit)
    if found is None:
        number = f"{standard.amount.normalize():f}{unit}"
        said = number if not unit.startswith("元") else say_money(standard.amount) + unit[1:]
    else:
        per = f"每{found[1]}" + (f"每{found[2]}" if found[2] else "")
        said = f"{per} {_number(standard.amount)} 元"
        if found[2] == "年":
            about = "" if standard.monthly * 12 == standard.amount else "约"
            said += f"（{about}合每月{say_money(standard.monthly)}）"
    return f"不低于{said}" if standard.kind == "floor" else said


def say_span(count: int, unit: Unit) -> str:
    """3个工作日内, 24小时内."""
    return f"{count}{UNIT_NAMES[unit]}内"


def called(programme: Programme) -> str:
    """What people call it: 低保 for 最低生活保障."""
    return _CALLED.get(programme.key, programme.name)


def listed(names: Iterable[str]) -> str:
    """A、B和C."""
    every = [name for name in names if name]
    return "和".join(filter(None, ("、".join(every[:-1]), every[-1]))) if every else ""


def in_parts(text: str, size: int = 320) -> tuple[str, ...]:
    """A long answer cut after sentences into parts of at most about ``size`` characters."""
    parts, held = [], ""
    for sentence in re.findall(r"[^。；\n]*[。；\n]?", text):
        if held and len(held) + len(sentence) > size:
            parts.append(held.strip())
            held = ""
        while len(sentence) > size:
            parts.append(sentence[:size])
            sentence = sentence[size:]
        held += sentence
    if held.strip():
        parts.append(held.strip())
    return tuple(parts) or ("",)
