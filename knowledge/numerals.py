"""Numbers as people say them: 三万五, 1.5万, 两千三, 廿三, 俩, 半."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    c: n
    for n, group in enumerate(("零〇", "一壹", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in group
}
UNITS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10_000,
    "萬": 10_000,
    "亿": 100_000_000,
}
_TENS = {"廿": "二十", "卅": "三十"}
HAN = "".join([*DIGITS, *UNITS, *_TENS])
PATTERN = rf"(?:\d+(?:\.\d+)?[十百千万亿]*(?:[{HAN}]+)?|[{HAN}]+)"
_RANGE = re.compile(r"([一二两三四五六七八九])[二三四五六七八九](?=[十百千万])")
_ARABIC = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]*)(.*)")


def number(words: str) -> Decimal | None:
    """The number these words say, or None when they say none. 三万五 is 35000, 三百零五 is 305, 3千2 is 3200."""
    for short, long in _TENS.items():
        words = words.replace(short, long)
    if not words:
        return None
    # 两三百 and 七八十 are not known better than by their lower end.
    words = _RANGE.sub(r"\1", words)
    if match := _ARABIC.fullmatch(words):
        return _mixed(*match.groups())
    if any(each not in DIGITS and each not in UNITS for each in words):
        return None
    if all(each in DIGITS for each in words):
        return Decimal("".join(str(DIGITS[each]) for each in words))
    return _han(words)


def _mixed(digits: str, units: str, rest: str) -> Decimal | None:
    scale = 1
    for each in units:
        scale *= UNITS[each]
    value = Decimal(digits) * scale
    if not rest:
        return value
    # 3千2 says 3200: a lone last digit counts the next smaller unit.
    if len(rest) == 1 and rest in DIGITS and scale > 1:
        return value + DIGITS[rest] * scale // 10
    if rest.isdigit() and len(rest) == 1 and scale > 1:
        return value + int(rest) * scale // 10
    tail = number(rest)
    return None if tail is None or not units else value + tail


def _han(words: str) -> Decimal:
    total = section = digit = 0
    last = 1
    after_zero = False
    for each in words:
        if each in DIGITS:
            digit = DIGITS[each]
            after_zero = digit == 0
            continue
        unit = UNITS[each]
        if unit >= 10_000:
            section = (section + digit) * unit
            total, section = (total * unit + section, 0) if total and unit > last else (total + section, 0)
        else:
            section += (digit or 1) * unit
        digit, last, after_zero = 0, unit, False
    # 三万五: the lone digit counts thousands; 三百零五 has its zero and counts ones.
    if digit and last >= 100 and not after_zero and words[-2:-1] in UNITS:
        digit *= last // 10
    return Decimal(total + section + digit)
