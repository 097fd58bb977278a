"""Whether an amount is likely, given what the same person got before and what the standards allow."""

from __future__ import annotations

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


def told_already(row: PayRow, batch: int | None) -> PayProblem | None:
    """The doubt that ``batch`` holds the same person's payment for that programme and month already, or None."""
    if batch is None:
        return None
    text = f"这个人{row.period}的同一项目已在第{batch}批登记并提醒过，确认时会跳过这一行，不重复提醒。"
    return PayProblem(row.row, COLUMNS["period"][0], text, "doubt")


def _doubt(row: PayRow, text: str) -> PayProblem:
    return PayProblem(row.row, _COLUMN, text, "doubt")
