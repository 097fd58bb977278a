"""What a template field may hold, by the kind in its name (``thing1``): too long or ill-formed is refused whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.wechat.outbound import clean
from bot.wechat.words import EMPTY_FIELD, YUAN

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def _at_most(count: int) -> Callable[[str], str]:
    return lambda text: text if len(text) <= count else text[: count - 1] + "…"


def _only(pattern: str, count: int) -> Callable[[str], str]:
    other = re.compile(pattern)
    return lambda text: other.sub("", text)[:count]


def _name(text: str) -> str:
    return text[:10] if _CHINESE.search(text) else text[:20]


_RULES: Mapping[str, Callable[[str], str]] = {
    "thing": _at_most(20),
    "short_thing": _at_most(10),
    "number": _only(r"[^0-9.\-]", 32),
    "letter": _only(r"[^A-Za-z]", 32),
    "symbol": _only(r"[\w\s]", 5),
    "character_string": _only(r"[^\x21-\x7e]", 32),
    "amount": _only(rf"[^0-9.+\-¥￥${YUAN}]", 12),
    "phone_number": _only(r"[^0-9+\-()]", 17),
    "car_number": _at_most(8),
    "name": _name,
    "phrase": lambda text: text[:5],
}
_ENDS = re.compile(r"\d*$")


def field_value(keyword: str, text: str) -> str:
    """The text as the platform takes it in the field ``keyword``: one line, of its length, never empty."""
    line = " ".join(clean(text).split())
    rule = _RULES.get(_ENDS.sub("", keyword))
    return (rule(line) if rule else line) or EMPTY_FIELD
