"""Whether an amount is likely, given what the same person got before and what the standards allow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from knowledge.payrows import COLUMNS, PayProblem, PayRow

_FEW_PEOPLE = 20
_COLUMN = COLUMNS["amount"][0]


def odd_amount(row: PayRow, before: Decimal | None, usual: Decimal | None) -> PayProblem | None:
    """The doubt about this amount, or None.

    ``before`` is what the person got last for the programme, ``usual`` the highest monthly standard of the programme
    for one person. Without either nothing can be doubted.
    """
    if before:
        if row.amount == before * 10 or row.amount * 10 == before:
            return _doubt(row, f"发放{row.amount}元，上次是{before}元，正好差10倍，小数点是否错位？")
        if row.amount >= before * 3 or row.amount * 3 <= before:
            return _doubt(row, f"发放{row.amount}元，上次是{before}元，相差较大，请核对。")
        return None
    # A household is paid in one sum, so only what no household could get is odd.
    if usual and row.amount > usual * _FEW_PEOPLE:
        return _doubt(row, f"发放{row.amount}元，远高于标准（每人每月{usual}元），请核对。")
    return None


def odd_change(row: int, amount: Decimal, before: Decimal | None) -> PayProblem | None:
    """The doubt about an entitlement that becomes ``amount`` where the register holds ``before``, or None."""
    if not before or before / 3 < amount < before * 3:
        return None
    ten = amount in (before * 10, before / 10)
    why = "正好差10倍，小数点是否错位？" if ten else "相差较大，请核对。"
    return PayProblem(row, "待遇金额", f"待遇金额{amount}元，登记的是{before}元，{why}", "doubt")


def told_already(row: PayRow, paid_on: date, amount: Decimal) -> PayProblem:
    """The doubt that the same payment was told before; on that day, of that amount."""
    when = f"{paid_on.month}月{paid_on.day}日发放，{amount}元"
    if row.supplement:
        text = f"这个人{row.period}的同一项目补发过（{when}），日期、金额都一样，确认时会跳过这一行。"
    else:
        text = f"这个人{row.period}的同一项目已登记并提醒过（{when}），确认时会跳过这一行，不重复提醒。"
        text += f"这次是{row.amount}元，要是补发，请写明原因。" if row.amount != amount else ""
    return PayProblem(row.row, COLUMNS["period"][0], text, "doubt")


def paid_once_more(row: PayRow, paid_on: date, amount: Decimal) -> PayProblem:
    """The doubt that somebody was given a supplementary payment for that month before."""
    text = f"这个人{row.period}的同一项目，{paid_on.month}月{paid_on.day}日已经补发过{amount}元，"
    text += f"这次再补发{row.amount}元，请核对。"
    return PayProblem(row.row, COLUMNS["period"][0], text, "doubt")


def _doubt(row: PayRow, text: str) -> PayProblem:
    return PayProblem(row.row, _COLUMN, text, "doubt")
