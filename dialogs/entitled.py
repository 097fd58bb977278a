"""我的待遇: what the bound sender receives, since when and on which day; what was stopped, when and why."""

from __future__ import annotations


def told_pay_day(day: int) -> str:
    """The day as the bureau told it: 每月10日."""
    return f"每月{day}日"


def said_pay_day(day: int) -> str:
    """The day by which a rule of the pack has it paid: 每月10日前."""
    return f"每月{day}日前"


def observed_pay_day(day: int) -> str:
    """The day on which it mostly came so far, which promises nothing: 以往多在每月10日."""
    return f"以往多在每月{day}日"
