"""Amounts of money as they are said: 三万五, 1万2, 两三百, 十来万, 12,000元, 3w."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge import numerals

_N = numerals.PATTERN
_MAYBE = re.compile(
    r"[\d一二两三四五六七八九十百千万几半][多来几]?[元块圆毛万千百wWkK]|[￥¥]|[发到给补收欠花借交付费资入金差拿领挣赚币卖剩][了我他她们有才就]*[\d一二两三四五六七八九十]"
)
_NUMBER = rf"(?:\d+(?:\.\d+)?[百千万]\d(?![\d.年月日号岁口个级])|{_N})"
_SAID = re.compile(
    rf"[￥¥](?P<sign>\d+(?:\.\d+)?)"
    rf"|(?P<yuan>\d+|[{numerals.HAN}]+)块(?P<jiao>[一二三四五六七八九1-9])(?![{numerals.HAN}\d万千百])"
    rf"|(?P<about>{_N})[来多几](?P<unit>[百千万])(?:多|来)?(?:元|块|圆)?"
    rf"|(?P<counted>{_NUMBER})(?P<short>[wWkK])?(?:多|来)?(?:元|块钱|块|圆)"
    rf"|(?P<letters>\d+(?:\.\d+)?)(?P<letter>[wWkK])(?![a-zA-Z])"
    rf"|(?P<mao>{_N})毛"
    rf"|(?P<large>(?:\d+(?:\.\d+)?万\d?|[{numerals.HAN}]+万[一二三四五六七八九]?))(?:多|来)?(?![人亩斤里步度一二三四五六七八九\d])"
    rf"|(?:发|到了?|给|补|收|欠了?|花了?|借了?|交了?|自付|自费|工资|收入|退休金|养老金|差|拿|领|挣|赚|人民币|卖了?|剩)(?:了|我|他|她|们|有|才|就)*"
    rf"(?P<bare>{_NUMBER}[百千]?)(?:多|来)?(?=[ ,，。!?]|$|了|现在|块|钱)"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SCALE = {"w": 10_000, "k": 1_000, "百": 100, "千": 1_000, "万": 10_000}
_MONTH = re.compile(r"(?:每个?|一个?|按|这个|那个)月|月(?:工资|收入|薪|退休)|月月|退休金|养老金|月入")
_YEAR = re.compile(r"[一每全]年|年(?:收入|薪|入)|一年到头")
_DAY = re.compile(r"[一每]天|日(?:薪|工资)")
_FEW = 5
"""Smaller than this no amount is meant: 两块地, 一块去."""


def amount_in(text: str) -> tuple[Decimal, str] | None:
    """The first amount in yuan, and for how long it is: "month", "year", "day" or ""; None when none is said."""
    if _MAYBE.search(text) is None:
        return None
    if "," in text:
        text = _THOUSANDS.sub("", text)
    for match in _SAID.finditer(text):
        value = _value(match)
        if value is not None and value >= _FEW:
            before, after = text[max(match.start() - 9, 0) : match.end()], text[match.end() : match.end() + 4]
            return value, _span(before, after)
    return None


def _value(match: re.Match[str]) -> Decimal | None:
    part = match.groupdict()
    if part["sign"]:
        return _round(Decimal(part["sign"]))
    if part["yuan"]:
        whole, tenth = numerals.number(part["yuan"]), numerals.number(part["jiao"])
        return None if whole is None or tenth is None else whole + tenth / 10
    if part["about"]:
        return _scaled(part["about"], part["unit"])
    if part["letters"]:
        return _scaled(part["letters"], part["letter"])
    if part["mao"]:
        small = numerals.number(part["mao"])
        return None if small is None else _round(small / 10)
    if part["counted"] and part["short"]:
        return _scaled(part["counted"], part["short"])
    value = numerals.number(part["counted"] or part["large"] or part["bare"])
    return None if value is None else _round(value)


def _scaled(words: str, unit: str) -> Decimal | None:
    value = numerals.number(words)
    return None if value is None else _round(value * _SCALE[unit.lower()])


def _round(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == int(value) else value


def _span(before: str, after: str) -> str:
    for name, words in (("month", _MONTH), ("year", _YEAR), ("day", _DAY)):
        if words.search(before) or words.match(after):
            return name
    return ""
