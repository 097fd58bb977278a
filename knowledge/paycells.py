"""Reading one cell of a payment sheet: what it says, or in Chinese why it cannot be right."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from knowledge.identity import check_id_number, check_phone, tail
from knowledge.payrows import SUPPLEMENT

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_NAME = re.compile(r"[^\W\d_]{2,25}(?:[·•・.][^\W\d_]{1,25})*")
_YEAR_MONTH = re.compile(r"(20\d{2})[年\-/.]?(1[0-2]|0?[1-9])(?:月(?:份)?)?")
# Without signs between them only two digits each are sure: 2026-13 is no day of January.
_DAY = re.compile(
    r"(20\d{2})(?:(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
# A card or a booklet may be issued anew (补发) too.
_PAID_AFTER = re.compile("(?:补发|补差|补付|补足|补齐)(?!.{0,4}(?:卡|证|折))")
_NOT_PAID_AFTER = re.compile("[不未无非没][是有]?(?:补发|补差|补付|补足|补齐)")
_NO_SUPPLEMENT = frozenset({"", "否", "无", "不是", "没有", "0", "-", "—", "/", "×"})
_YES = frozenset({"是", "有", "√", "✓", "1", "Y", "y"})
_LONGEST_REASON = 60
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NOT_UNIT = str.maketrans("", "", "¥￥元整圆 ")
_NOT_AMOUNT = str.maketrans("", "", ",，¥￥元整圆 ")


class BadCell(Exception):
    """The cell cannot be used as it is. ``text`` says why and what to do; a ``doubt`` may be accepted by a person."""

    def __init__(self, text: str, *, doubt: bool = False) -> None:
        super().__init__(text)
        self.text = text
        self.doubt = doubt


def plain(cell: object) -> str:
    """The cell as half-width text without the marks that keep a spreadsheet from changing it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell
    else:
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.strip(" \t\r\n\ufeff\u200b'’`")


def read_name(cell: object) -> str:
    """The name without the blanks put in to align it."""
    text = plain(cell)
    name = text.replace(" ", "")
    if not name:
        raise BadCell("姓名是空的，请补上。")
    # Latin names keep their blanks; a Chinese one has two characters and no digits.
    if name.isascii():
        if len(name) >= 2 and name.isalpha():
            return text
        raise BadCell(f"姓名“{_short(text)}”不像姓名，请核对。")
    if not _NAME.fullmatch(name):
        raise BadCell(f"姓名“{_short(text)}”不像姓名，请核对。")
    return name


def read_id_number(cell: object) -> str:
    """The checked 18-character ID number."""
    if isinstance(cell, str) and (found := check_id_number(cell)) is not None:
        return found
    if isinstance(cell, (int, float)) and abs(cell) >= 1e15:
        whole = f"{cell:.0f}" if isinstance(cell, float) else str(cell)
        found = None if isinstance(cell, float) else check_id_number(whole)
        if found is None:
            raise BadCell(_LOST_DIGITS)
        return found
    text = plain(cell)
    found = check_id_number(text)
    if found is not None:
        return found
    raise BadCell(_why_bad_id(text))


_LOST_DIGITS = "身份证号被表格软件变成了数字，后几位已经丢失。请把这一列设为“文本”格式，重新填写或从原系统重新导出。"


def _why_bad_id(text: str) -> str:
    digits = text.replace(" ", "").replace("-", "")
    if not digits:
        return "身份证号是空的，请补上。"
    if _SCIENTIFIC.fullmatch(digits):
        return _LOST_DIGITS
    if "*" in digits:
        return "身份证号被星号遮住了，请用完整的身份证号。"
    if len(digits) == 15 and digits.isdigit():
        return "这是15位的旧身份证号，请换成18位的。"
    if len(digits) != 18:
        return f"身份证号应为18位，现在是{len(digits)}位，请核对。"
    if digits.isdigit() and digits.endswith("000"):
        return _LOST_DIGITS
    return "身份证号不对（校验位、地区或出生日期不符），请对照证件核对。"


def read_amount(cell: object) -> Decimal:
    """The amount in yuan, to the fen and above zero. ``1,200.00``, ``620元`` and full-width digits are read."""
    whole = plain(cell)
    text = whole.translate(_NOT_AMOUNT)
    if not text:
        raise BadCell("金额是空的，请补上；没有发放的人请从表中删除。")
    try:
        exact = Decimal(text)
    except InvalidOperation:
        raise BadCell(f"金额“{_short(text)}”不是数字，请改成 620 或 620.00 这样的写法。") from None
    if not exact.is_finite():
        raise BadCell(f"金额“{_short(text)}”不是数字，请改成 620 或 620.00 这样的写法。")
    if ("," in whole or "，" in whole) and not _THOUSANDS.fullmatch(whole.translate(_NOT_UNIT).replace("，", ",")):
        # 620,00 may be 620 and may be 62000: nobody is told a guess.
        raise BadCell(f"金额“{_short(whole)}”的逗号位置不对，请改成 620 或 1,030.00 这样的写法。")
    if exact > 1_000_000:
        raise BadCell(f"金额{_short(text)}元过大，请核对小数点。")
    if exact < 0:
        raise BadCell(f"金额是负数（{_short(text)}）。追回款请另行处理，不要放在发放表里。")
    amount = round(exact, 2)
    # A spreadsheet's own arithmetic leaves 619.9999999999; a person's typing leaves 620.555.
    if abs(exact - amount) > Decimal("0.000001"):
        raise BadCell(f"金额“{_short(text)}”多于两位小数，请精确到分。")
    if amount == 0:
        raise BadCell("金额是0。没有发放的人请从表中删除，免得收到0元的到账提醒。")
    return amount


def read_period(cell: object) -> str:
    """The month the money is for, as ``YYYY-MM``."""
    if isinstance(cell, (date, datetime)):
        return f"{cell:%Y-%m}"
    text = plain(cell).replace(" ", "")
    month = _YEAR_MONTH.fullmatch(text)
    if month:
        return f"{month[1]}-{int(month[2]):02d}"
    if not text:
        raise BadCell("所属月份是空的，请写成 2026-10 这样。")
    try:
        return f"{read_day(cell):%Y-%m}"
    except BadCell:
        raise BadCell(f"所属月份“{_short(text)}”看不懂，请写成 2026-10 这样。") from None


def read_day(cell: object) -> date:
    """A date however a bureau's software wrote it, also as a spreadsheet's serial number."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = plain(cell)
    if not text:
        raise BadCell("发放日期是空的，请写成 2026-10-10 这样。")
    if text.isdigit() and len(text) == 5:
        return _EXCEL_DAY_ZERO + timedelta(days=int(text))
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    except ValueError:
        pass
    raise BadCell(f"发放日期“{_short(text)}”看不懂，请写成 2026-10-10 这样。")


def read_tail(cell: object) -> str:
    """The last four digits of the account; a zero that a spreadsheet dropped in front is put back."""
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise BadCell("账号被表格软件变成了数字，后几位已经丢失；请设为“文本”格式，或只填后四位。", doubt=True)
    text = plain(cell).replace(" ", "").replace("-", "").lstrip("*")
    if not text:
        return ""
    if not text.isdigit():
        raise BadCell(f"账号后四位“{_short(text)}”不是数字，到账提醒里将不写尾号。", doubt=True)
    return tail(text).zfill(4)


def read_phone(cell: object) -> str:
    """The phone, or an empty text when none is given."""
    if cell is None or cell == "":
        return ""
    found = check_phone(cell) if isinstance(cell, str) else None
    if found is not None:
        return found
    text = plain(cell)
    if not text:
        return ""
    found = check_phone(text)
    if found is None and text.isdigit() and len(text) in (10, 11) and text[0] != "0":
        # A landline typed into a number cell has lost the zero of its area code.
        found = check_phone("0" + text)
    if found is None:
        raise BadCell(f"联系电话“{_short(text)}”不是有效的手机号或座机号，将不登记电话。", doubt=True)
    return found


def read_supplement(cell: object) -> str:
    """Why there is a supplementary payment, from a column meant for it; empty where there is none."""
    text = plain(cell)
    if text in _NO_SUPPLEMENT:
        return ""
    return SUPPLEMENT if text in _YES else _reason(cell)


def read_note(cell: object) -> str:
    """The same from a column for remarks of any kind: one that speaks of paying afterwards gives the reason."""
    text = plain(cell)
    return _reason(cell) if _PAID_AFTER.search(text) and not _NOT_PAID_AFTER.search(text) else ""


def as_written(cell: object) -> str:
    """The text of a cell with its full-width marks: what is read out to people is left as it was written."""
    return " ".join(cell.split()) if isinstance(cell, str) else plain(cell)


def _reason(cell: object) -> str:
    text = as_written(cell)
    if len(text) > _LONGEST_REASON:
        raise BadCell(f"补发原因超过{_LONGEST_REASON}个字，本人在手机上看不完，请写短一些。")
    return text.rstrip("。.；;，, ")


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
