"""What an entitlement sheet is made of: its columns by any of their names, its rows, how each cell is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from knowledge.paycells import (
    BadCell,
    as_written,
    plain,
    read_amount,
    read_day,
    read_id_number,
    read_name,
    read_period,
    read_phone,
)
from knowledge.payrows import COLUMNS as PAY_COLUMNS

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{name: PAY_COLUMNS[name] for name in ("name", "id_number", "programme", "township", "village", "phone")},
        "since": (
            "享受起始日期",
            "起始日期",
            "起始时间",
            "享受起始时间",
            "享受开始时间",
            "享受待遇开始时间",
            "开始日期",
            "开始时间",
            "起始年月",
            "享受时间",
            "纳入时间",
            "批准时间",
            "起领时间",
        ),
        "amount": ("待遇金额", *PAY_COLUMNS["amount"], "月金额", "标准"),
        "per": ("发放方式", "发放周期", "计发方式"),
        "pay_day": ("每月发放日", "发放日", "发放时间", "发放日期"),
        "stopped_on": (
            "停发日期",
            "停发时间",
            "停止日期",
            "停止时间",
            "享受待遇停止时间",
            "终止日期",
            "终止时间",
            "退出日期",
            "退出时间",
            "取消时间",
            "停保时间",
            "停发年月",
        ),
        "stop_reason": ("停发原因", "停止原因", "终止原因", "退出原因", "取消原因", "停保原因", "原因"),
        "household": ("户主身份证号", "户主身份证", "户主身份证号码", "户主证件号码", "户号", "户编号", "家庭编号"),
        "covered": ("保障人数", "保障人口", "享受人数", "救助人数", "保障人口数"),
        "decided_by": ("决定单位或文号", "决定单位", "决定依据", "决定文号", "文号", "审批单位", "确认单位", "依据"),
    }
)
"""The headers read as each column; the first is the one shown to people."""

_LONGEST = 200
_MONTHLY = frozenset({"", "月", "按月", "每月", "月发", "按月发放"})
_ONCE = frozenset({"次", "一次", "一次性", "按次", "每次", "一次性发放"})


class EntitlementRow(NamedTuple):
    """One programme of one person; a tuple, for a file may hold a million. ``row`` is the line in the spreadsheet,
    from 1; ``amount`` in yuan.

    Empty cells are None or an empty text: they leave alone what the register knows. ``place`` is the township and
    village as written. ``household`` is the ID number of its head or its number; ``covered`` how many of it the amount
    is for.
    """

    row: int
    name: str
    id_number: str
    programme: str
    since: date | None = None
    amount: Decimal | None = None
    per: Literal["month", "time"] = "month"
    pay_day: int | None = None
    stopped_on: date | None = None
    stop_reason: str = ""
    decided_by: str = ""
    household: str = ""
    covered: int | None = None
    phone: str = ""
    place: str = ""

    @classmethod
    def of(cls, row: int, values: Sequence[Any]) -> EntitlementRow:
        """The row with these values, in the order of ``BLANK``: the place is there in two columns."""
        return cls._make((row, *values[:-2], values[-2] + values[-1]))

    def __repr__(self) -> str:
        # Whose it is is nobody's business in a log.
        return f"EntitlementRow(row={self.row}, programme={self.programme!r})"


BLANK: Mapping[str, Any] = MappingProxyType(
    {
        "name": "",
        "id_number": "",
        "programme": "",
        "since": None,
        "amount": None,
        "per": "month",
        "pay_day": None,
        "stopped_on": None,
        "stop_reason": "",
        "decided_by": "",
        "household": "",
        "covered": None,
        "phone": "",
        # Last, for ``EntitlementRow.of``.
        "township": "",
        "village": "",
    }
)
"""A row of which nothing is said, by column in the order of the row."""


def read_date(cell: object) -> date:
    """A day however it is written; a month alone is its first day."""
    try:
        return read_day(cell)
    except BadCell:
        text = plain(cell)
        try:
            year, month = map(int, read_period(cell).split("-"))
        except BadCell:
            raise BadCell(f"日期“{text[:20]}”看不懂，请写成 2024-03-01 或 2024年3月 这样。") from None
        return date(year, month, 1)


def read_pay_day(cell: object) -> int:
    """The day of the month from 1 to 31: ``10``, ``10日``, ``每月10号``."""
    text = plain(cell)
    found = re.fullmatch(r"(?:每月)?\s*(\d{1,2})\s*[日号]?(?:前|左右)?", text)
    if found and 1 <= int(found[1]) <= 31:
        return int(found[1])
    raise BadCell(f"每月发放日“{text[:20]}”看不懂，请只写几号，像 10。")


def _per(cell: object) -> str:
    said = plain(cell)
    if said in _MONTHLY:
        return "month"
    if said in _ONCE:
        return "time"
    raise BadCell(f"发放方式“{said[:20]}”看不懂，请写“按月”或“一次”。")


def _note(cell: object) -> str:
    said = as_written(cell)
    if len(said) > _LONGEST:
        raise BadCell(f"超过{_LONGEST}个字，本人在手机上看不完，请写短一些。")
    return said


def _household(cell: object) -> str:
    said = "".join(plain(cell).split()).upper()
    if len(said) == _ID_LENGTH and said[:-1].isdigit():
        return str(read_id_number(cell))
    if not said or len(said) > _ID_LENGTH * 2:
        raise BadCell(f"“{said[:20]}”不像户主身份证号，也不像户号，请核对。")
    return said


def _covered(cell: object) -> int:
    said = plain(cell).removesuffix("人").removesuffix("口")
    if said.isdecimal() and 0 < int(said) <= _MOST_COVERED:
        return int(said)
    raise BadCell(f"保障人数“{plain(cell)[:20]}”看不懂，请只写数字，像 3。")


_ID_LENGTH, _MOST_COVERED = 18, 30


READERS: Mapping[str, Callable[[object], Any]] = MappingProxyType(
    {
        "name": read_name,
        "id_number": read_id_number,
        "since": read_date,
        "amount": read_amount,
        "per": _per,
        "pay_day": read_pay_day,
        "stopped_on": read_date,
        "stop_reason": _note,
        "decided_by": _note,
        "household": _household,
        "covered": _covered,
        "phone": read_phone,
        "township": plain,
        "village": plain,
    }
)
"""How each column but the programme is read; raises ``BadCell``."""
