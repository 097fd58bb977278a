"""What in a text hints at a place whose name is not known as it is written."""

from __future__ import annotations

import re

_GENERIC = "农本全我们个每各同进回去找给到在里的驻出哪什么这那该困小那边上下是和了县镇乡村市区"
"""What stands before a rank when no name does: 农村, 我们村, 在县里."""
_RANKS = "村居社街乡镇县市区州"
_RANK_GOES_ON = (
    rf"(?<![{_GENERIC}].)(?<![县市和的在是进全于按个与及、]城.)"
    "(?:(?<=村)(?:民委员会|委会)?|(?<=居)委会|(?<=社)区|(?<=街)道|(?<=[乡镇县市区州]))"
)
# The first character stands in front of what is looked at behind it: so the search leaps from one to the next.
RANK = re.compile(f"[{_RANKS}]{_RANK_GOES_ON}")
_FROM_WORDS = (
    "[我俺咱家住老户来](?:(?<=[我俺咱])是|(?<=家)[是在住]|(?<=住)在|(?<=老)家[是在]?|(?<=户)口[是在]?|(?<=来)自)"
    r"([\u4e00-\u9fff]{2,3}?)(?=的|人|这边|那边|[,，。 ]|$)"
)
IS_FROM = re.compile(_FROM_WORDS)
_AT_START = re.compile(r"([\u4e00-\u9fff]{2,3})的(?=[,，。 ]|$)")
_BEGINS = re.compile(f"{_AT_START.pattern}|[\u4e00-\u9fff]{{1,5}}?(?:[镇乡]|[街集]上|街道)")
_WORTH = re.compile(f"[{_RANKS}]{_RANK_GOES_ON}|{_FROM_WORDS}")
KIN = re.compile("的?(?:[爸妈爹娘儿女孙妻爱老]|哥|姐|弟|妹|媳|丈)")
_HAN = re.compile("[\u4e00-\u9fff]")
_EDGE = "在是住到回去的家俺我咱们归叫"
"""What may stand before the first character of a name that is not known as it is written."""


def worth(text: str) -> bool:
    """Whether a text without any known name may hold a misspelt one."""
    return _WORTH.search(text) is not None or _BEGINS.match(text) is not None


def origins(text: str) -> list[re.Match[str]]:
    """The short words after 我是, 家在, 户口, or before 的 at the start: what somebody may be from."""
    first = _AT_START.match(text)
    return [*IS_FROM.finditer(text), *([first] if first else [])]


def edge(text: str, start: int) -> bool:
    """Whether a name may begin there: 小宜亭 is not 宜亭."""
    return start == 0 or _HAN.match(text, start - 1) is None or text[start - 1] in _EDGE
