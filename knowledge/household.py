"""What a family has each month and what is missing up to the standard: 差额补助（民发〔2021〕57号第二十三条）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from knowledge import numerals

_N = numerals.PATTERN
_MONEY = re.compile(
    rf"(?P<head>(?:人均|每人|平均每人|一个人)?)"
    rf"(?P<span>(?:每个?月|一个?月|月|每年|一年|全年|年)?)"
    rf"(?:总共|一共|加起来|合计|大概|大约|也就|就|只有|只|能|全家|的)*"
    rf"(?:收入|挣|赚|进账|进项|工资|入账)(?:有|是|为|个|了|大概|大约|也就|就|只有|只|总共|一共|加起来|合计|差不多|不到)*"
    rf"(?P<amount>{_N})(?:多|来|几)?(?:块钱|块|元)?"
)
_YEARLY = frozenset({"每年", "一年", "全年", "年"})
_LEAST, _MOST = 20, 200_000


@dataclass(frozen=True, slots=True)
class Household:
    """``people`` who live together, and ``income`` of all of them in a month, in yuan."""

    people: int
    income: Decimal

    def missing(self, standard: Decimal) -> Decimal:
        """What the income of a month lacks up to ``standard`` a head; zero when it lacks nothing."""
        return max(Decimal(0), standard * self.people - self.income)

    @property
    def each(self) -> Decimal:
        """Income a head and month, to the fen."""
        return (self.income / self.people).quantize(Decimal("0.01"))


def household(text: str, people: object) -> Household | None:
    """The family that a normalised text tells of, where it tells both how many they are and what they have.

    ``people`` is the slot of the understanding. ``None`` when income is told twice (who earns what then is a matter
    for the window), for no month or year, or not at all.
    """
    if not isinstance(people, int) or not 0 < people < 30:
        return None
    told = [found for found in _MONEY.finditer(text.replace(" ", "")) if found["span"]]
    if len(told) != 1:
        return None
    amount = numerals.number(told[0]["amount"])
    if amount is None:
        return None
    monthly = (amount / 12).quantize(Decimal("0.01")) if told[0]["span"] in _YEARLY else amount
    whole = monthly * people if told[0]["head"] else monthly
    return Household(people, whole) if _LEAST <= whole <= _MOST else None
