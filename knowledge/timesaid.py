"""Months and years that are spoken of, how long a thing has lasted, and how old somebody is."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge import numerals

_N = numerals.PATTERN
_MONTH = r"(?:十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])月份?"
_PERIOD = re.compile(
    r"(?P<year>20\d\d|(?<!\d)2\d(?=年))年?[-./]?(?P<month>1[0-2]|0?[1-9])(?:月份?|(?![\d年]))"
    rf"|[去今前明]年(?:{_MONTH}|[一二三四1-4]季度|[上下]半年|年?[底初]|[春夏秋冬]天?|腊月|正月)?"
    r"|[上下]上?个?(?:月|季度)|[这本]个?(?:月|季度)|这两个?月|(?:前|近|最近|这)(?:几|[两三四五六七八九\d]+)个月|[上下]半年|[一二三四]季度"
    rf"|{_MONTH}(?!\w{{0,1}}龄)|腊月|正月|冬月|(?<![一二三四五六七八九十\d])年[底初]"
)
_SINCE = re.compile(
    r"(?P<long>(?:\d+|[一二两三四五六七八九十百半几]+|好几|十几|二十几)个?(?:多|半)?(?:年|个?月|天|星期|礼拜|周|小时|宿)(?:多|半)?)"
    r"(?P<since>了)?(?=[ ,，。!?没还都了也在]|$)"
)
_AGE = re.compile(
    rf"(?:虚岁|周岁)({_N})"
    rf"|({_N})(?:多|来|几|好几)?岁"
    rf"|([二三四五六七八九]十)有([一二三四五六七八九])"
    rf"|([六七八九])旬"
    rf"|({_N})(?:出头|有余|好几|开外|挂零)"
    rf"|(?:今年|年纪|都|已经|也|快|才|我|年满|刚?满|妈|爸|娘|爹|奶|爷|父亲|母亲|婆|公|老伴|老人|他|她|俺|年近|年过|老汉|老太)"
    rf"({_N})(?:多|来)?(?:了|啊|周岁)?(?=[ ,，。!?的还没一身孤无男女瘫病]|$)"
    rf"|({_N})(?:多|好几)?(?:的|岁的)?(?:老人|老汉|老太|老头|老娘|老奶奶|大爷|老支书|老母|老父)"
)
_ABOUT = re.compile("一二|二三|两三|三四|四五|五六|六七|七八|八九")
_AGE_SIGNS = frozenset("岁旬十百头余0123456789")
_OLDEST, _GROWN = 120, 14


def period_in(text: str) -> str | None:
    """``YYYY-MM`` when year and month were said, else the words themselves: 上个月, 腊月, 去年底."""
    match = _PERIOD.search(text)
    if match is None:
        return None
    if match["year"]:
        return f"{match['year'] if len(match['year']) == 4 else '20' + match['year']}-{int(match['month']):02d}"
    return match[0]


def since_in(text: str) -> str | None:
    """How long it has been so, in the words that were said: 三天, 两个多月, 十几年."""
    for match in _SINCE.finditer(text):
        once = match["long"] in ("一年", "一天", "一月", "一个月", "一周", "一星期", "一小时")
        if match["since"] or not once:
            return match["long"]
    return None


def age_in(text: str) -> int | None:
    """The first age in years that is said; of 七十多 the 70."""
    if _AGE_SIGNS.isdisjoint(text):
        return None
    for match in _AGE.finditer(text):
        lead, years, tens, ones, decade, past, said, old = match.groups()
        if years and _ABOUT.fullmatch(years):
            years = years[0]  # 七八岁 is seven or eight
        if tens:
            value = _whole(tens + ones)
        elif decade:
            value = _whole(decade + "十")
        else:
            value = _whole(lead or years or past or said or old)
        if value is not None and 0 < value <= _OLDEST and (years or value >= _GROWN):
            return value
    return None


def _whole(words: str | None) -> int | None:
    value: Decimal | None = numerals.number(words) if words else None
    return int(value) if value is not None and value == int(value) else None
