"""Which month's money: read from words or a number, kept as ``YYYY-MM``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogs.hint_lines import unread
from dialogs.readers import bare, skips
from dialogs.say import local_day
from dialogs.talk import Option
from dialogs.taps import called

if TYPE_CHECKING:
    from datetime import date

    from dialogs.message import Message
    from dialogs.scene import Scene
    from knowledge.understanding import Understanding

_WHOLE = re.compile(r"(20\d{2})[年\-/.]\s*(1[0-2]|0?[1-9])月?")
_SEVERAL_MONTHS = "好几个月了"
_MONTH = re.compile(r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月")
_SPOKEN = {said: number for number, said in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_SEVERAL = re.compile(r"好几个?月|几个月|一直|从来|两个?月|三个?月|半年|一年|多个月")
_BACK: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"大?上上个?月|前个?月"), 2),
    (re.compile(r"上个?月|上月"), 1),
    (re.compile(r"这个?月|本月|当月|现在|今天|这回|这次"), 0),
)
_UNKNOWN = re.compile(r"记不|不晓得|不知|说不|不清|不懂|忘")
_TODAY = re.compile(r"都(?:\d+|[一二三四五六七八九十]+)[号日]了")
"""都十号了还没来 means this month's money."""
SEVERAL = "several"


def month_said(text: str, today: date) -> str:
    """``YYYY-MM``, ``several``, or an empty text when no month is said. A month yet to come is last year's."""
    found = _WHOLE.search(text)
    if found:
        return f"{found[1]}-{int(found[2]):02d}"
    if _SEVERAL.search(text):
        return SEVERAL
    for pattern, back in _BACK:
        if pattern.search(text):
            return _before(today, back)
    found = _MONTH.search(text)
    if found:
        month = int(found[1]) if found[1].isdecimal() else _SPOKEN[found[1]]
        return f"{today.year if month <= today.month else today.year - 1}-{month:02d}"
    return ""


def _before(today: date, back: int) -> str:
    count = today.year * 12 + today.month - 1 - back
    return f"{count // 12}-{count % 12 + 1:02d}"


@dataclass(frozen=True, slots=True)
class Month:
    """One month, or several; passed by who does not know, the value is empty then."""

    kind: str = "month"

    @property
    def options(self) -> tuple[Option, ...]:
        """The ones that are asked for mostly."""
        return (Option("这个月"), Option("上个月"), Option(_SEVERAL_MONTHS), Option("说不清"))

    def read(self, message: Message, scene: Scene) -> str:
        """The month; raises with a hint."""
        said = bare(message.text)
        if skips(said) or _UNKNOWN.search(said):
            return ""
        found = month_said(said, local_day(scene.now))
        if not found:
            raise unread("month", scene)
        return found

    def spot(self, heard: Understanding) -> str | None:
        """The words of a month that was said in passing; ``known`` makes a month of them, for it knows the day."""
        value = heard.slots.get("period") or ("这个月" if _TODAY.search(heard.text) else "")
        return str(value) if value else None

    def show(self, value: Any, scene: Scene) -> str:
        """11月; with the year when it is another."""
        said, today = str(value), local_day(scene.now)
        if said == SEVERAL:
            return called(_SEVERAL_MONTHS, scene)
        found = re.fullmatch(r"(\d{4})-(\d{2})", said)
        if found is None:
            return said
        return f"{int(found[2])}月" if int(found[1]) == today.year else f"{found[1]}年{int(found[2])}月"
