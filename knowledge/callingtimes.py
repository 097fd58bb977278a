"""When somebody may be rung who said when it suits: 明天下午三点, 上午, 周三以后. Always within office hours."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from knowledge import numerals
from knowledge.bureau import LOCAL

if TYPE_CHECKING:
    from knowledge.bureau import OfficeHours
    from knowledge.workdays import Calendar

_DAYS = {"今天": 0, "今": 0, "明天": 1, "明": 1, "后天": 2}
_WEEKDAYS = "一二三四五六日"
_PARTS = {"早上": 8, "早晨": 8, "上午": 9, "中午": 12, "下午": 14, "傍晚": 17, "晚上": 19}
_OVER = {"早上": 10, "早晨": 10, "上午": 12, "中午": 14, "下午": 18, "傍晚": 19, "晚上": 21}
_NOON = 12
_SAID = re.compile(
    rf"(?P<day>今天|明天|后天|今(?=[早晚])|明(?=早)|(?:下周|下星期|周|星期|礼拜)[{_WEEKDAYS}天])?"
    rf"(?P<part>{'|'.join(_PARTS)}|[早晚](?!饭))?"
    r"(?:(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点(?P<half>半)?|[:：](?P<minute>[0-5]\d)))?"
    r"(?P<later>以?后)?"
)
_STEP = timedelta(minutes=30)


def suiting(words: str, now: datetime, hours: OfficeHours, calendar: Calendar) -> datetime | None:
    """The moment to ring that the words ask for, in the zone of ``now``; None where they name none (随时, 晚饭前).

    What lies outside office hours becomes the office hour of that day that is nearest to it, and on a day off the next
    opening. What is past already is meant of the next such day.
    """
    found = next((one for one in _SAID.finditer(words) if one["day"] or one["part"] or one["hour"]), None)
    if found is None or not hours.spans:
        return None
    local = now.astimezone(LOCAL)
    day, at, until = _day(found["day"] or "", local.date()), _time(found), _until(found, hours)
    if day is None:
        day = local.date() + timedelta(days=datetime.combine(local.date(), until, LOCAL) <= local)
    wished = datetime.combine(day, at or hours.spans[0][0], LOCAL)
    if datetime.combine(day, until, LOCAL) <= local:
        return None  # 今天上午, said in the afternoon: nothing can be kept of it
    if not calendar.is_workday(day):
        opens = hours.next_opening(datetime.combine(day, time(), LOCAL), calendar)
        return opens.astimezone(now.tzinfo) if opens else None
    return max(_nearest(wished, hours), local).astimezone(now.tzinfo)


def _day(said: str, today: date) -> date | None:
    if said in _DAYS:
        return today + timedelta(days=_DAYS[said])
    if not said:
        return None
    weekday = _WEEKDAYS.find(said[-1].replace("天", "日"))
    if said.startswith("下"):
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _part(found: re.Match[str]) -> str:
    return {"早": "早上", "晚": "晚上"}.get(found["part"] or "", found["part"] or "")


def _until(found: re.Match[str], hours: OfficeHours) -> time:
    """When the time that was said is over."""
    if found["hour"]:
        return _time(found) or time()
    return time(_OVER[part]) if (part := _part(found)) else hours.spans[-1][1]


def _time(found: re.Match[str]) -> time | None:
    part = _part(found)
    if not found["hour"]:
        return time(_PARTS[part]) if part else None
    said = numerals.number(found["hour"])
    hour = int(said) if said is not None else 0
    if hour < _NOON and (_PARTS.get(part, 0) > _NOON or (not part and hour < 8)):
        hour += _NOON  # 下午三点; and nobody who says only 三点 wants to be rung at night
    return time(min(hour, 23), int(found["minute"] or 0) if not found["half"] else 30)


def _nearest(wished: datetime, hours: OfficeHours) -> datetime:
    """The moment of that day in office hours that is nearest; the last half hour of a span at the latest."""
    spans = [
        (datetime.combine(wished.date(), start, LOCAL), datetime.combine(wished.date(), end, LOCAL) - _STEP)
        for start, end in hours.spans
    ]
    inside = [min(max(wished, start), max(start, end)) for start, end in spans]
    return min(inside, key=lambda one: abs(one - wished))
