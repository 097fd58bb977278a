"""What a payment sheet is made of: its columns by any of their names, its rows, its problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("姓名", "户主姓名", "对象姓名", "保障对象", "保障对象姓名", "救助对象", "领款人", "收款人", "户名"),
        "id_number": ("身份证号", "身份证号码", "身份证", "公民身份号码", "公民身份证号", "证件号码", "证件号"),
        "programme": ("救助项目", "项目", "项目名称", "救助类型", "救助类别", "资金项目", "补贴项目", "待遇类型"),
        "period": ("所属月份", "月份", "发放月份", "所属期", "年月", "所属年月", "保障月份"),
        "amount": ("发放金额", "金额", "实发金额", "月保障金额", "保障金额", "救助金额", "补贴金额", "实发", "发放额"),
        "paid_on": ("发放日期", "发放时间", "到账日期", "支付日期", "打款日期", "日期"),
        "account_tail": ("账号后四位", "账户后四位", "卡号后四位", "账号尾号", "银行账号", "银行卡号", "账号", "卡号"),
        "township": ("乡镇", "乡镇街道", "乡镇/街道", "所在乡镇", "街道", "乡镇名称"),
        "village": ("村", "村社区", "村/社区", "所在村", "村名", "行政村", "村居", "社区", "家庭住址", "住址", "地址"),
        "phone": ("手机号", "手机号码", "联系电话", "电话", "手机", "联系方式"),
        "supplement": ("补发原因", "补发", "是否补发", "补发说明"),
        "note": ("备注", "说明", "发放类型", "发放说明", "款项说明", "摘要"),
    }
)
"""The headers read as each column; the first is the one shown to people."""

SUPPLEMENT = "补发"
"""What is paid once more for a month, or later than it should have been; also stands for a reason that is not told."""

_NOISE = re.compile(r"[\s:：*]|\(.*?\)|（.*?）")


def bare(text: str) -> str:
    """A header or a programme's name without blanks, marks and remarks in brackets."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


class Named(Protocol):
    """A programme, as far as a sheet needs to know it."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


def keys_by_name(programmes: Mapping[str, Named]) -> dict[str, str]:
    """The key of each programme by every name it has, made bare; of two with the same name the first."""
    named: dict[str, str] = {}
    for key, programme in programmes.items():
        for name in (key, programme.name, *programme.aliases):
            named.setdefault(bare(name), key)
    return named


class PayRow(NamedTuple):
    """One payment; a tuple, for a file may hold a million. ``row`` is the line in the spreadsheet, from 1.

    ``place`` is the township and village as written, empty when the sheet tells neither. ``supplement`` is the reason
    of a supplementary payment (补发), ``SUPPLEMENT`` where it tells none, and empty for the payment of the month.
    """

    row: int
    name: str
    id_number: str
    programme: str
    period: str
    amount: Decimal
    paid_on: date
    account_tail: str
    phone: str
    place: str
    supplement: str = ""


@dataclass(frozen=True, slots=True)
class PayProblem:
    """What is wrong where. An ``error`` bars the file; a ``doubt`` may be accepted by the person who confirms."""

    row: int
    column: str
    text: str = field(repr=False)
    level: Literal["error", "doubt"] = "error"


@dataclass(frozen=True, slots=True)
class PaySheet:
    """A sheet read whole: good rows, all problems, the sum and number of the good rows."""

    rows: tuple[PayRow, ...] = field(repr=False)
    problems: tuple[PayProblem, ...]
    total: Decimal
    count: int
