"""How numbers are read: years, heads, money. No options: a bare number is the answer, never a tap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dialogs.hint_lines import shown, unread
from dialogs.lines import line
from dialogs.readers import bare
from dialogs.say import say_money
from knowledge import numerals
from knowledge.eligibility import UNKNOWN
from knowledge.household import household
from knowledge.moneysaid import amount_in
from knowledge.normalise import normalise

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from dialogs.talk import Option
    from knowledge.understanding import Understanding

_NOT_KNOWN = re.compile(
    r"不知道|不晓得|不清楚|说不[清准好]|不记得|记不[得清住]|忘了|没算过|算不[清来出]|不会算|跳过|不好说"
)
_NONE = re.compile(
    r"(?:一分(?:钱)?(?:都|也)?没有?|没有?(?:啥|什么|一分|任何)?(?:收入|钱|进账|进项|来源)?(?:来源)?|零|0|无)(?:了|啊|呀|的)*"
)
_DIGITS = re.compile(numerals.PATTERN)
_EACH = re.compile(r"人均|每人|每个人|平均|一个人")
_SPAN = re.compile(r"(?:一个?|每个?|全|这|差不多|大概|大约)*(?:月|年)|一共|拢共|一块儿?|一起")
_YEAR = re.compile(r"年")
_DAY = re.compile(r"[一每]天|日结|一日")
_AT_MOST = Decimal(2_000_000)


def _number(text: str) -> Decimal | None:
    """The one number in these words; none where several are said."""
    found = [value for each in _DIGITS.findall(text) if (value := numerals.number(each)) is not None]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number of years or heads. The value is an int or ``"unknown"``. ``hint`` as for ``Words``."""

    key: str
    unit: str
    most: int
    hint: str
    asked: str = ""
    kind: str = "number"

    @property
    def options(self) -> tuple[Option, ...]:
        """None: see the top of this file."""
        return ()

    def read(self, message: Message, scene: Scene) -> int | str:
        """The number of these words, as figures or in characters (七十八岁, 老两口)."""
        said = bare(message.text)
        if _NOT_KNOWN.search(said):
            return UNKNOWN
        heard = scene.office.ear.hear(said, swiftly=True)
        value = heard.slots.get(self.key)
        number = value if isinstance(value, int) else _number(normalise(said))
        if number is None or number != int(number) or not 0 < number <= self.most:
            raise unread("count", scene, how=line(scene, f"{self.asked}.hint", self.hint))
        return int(number)

    def spot(self, heard: Understanding) -> int | None:
        """The number that was said in passing."""
        value = heard.slots.get(self.key)
        return value if isinstance(value, int) and 0 < value <= self.most else None

    def show(self, value: Any, scene: Scene) -> str:
        """78岁, 3口人."""
        return shown("unknown", scene) if value == UNKNOWN else f"{value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Money:
    """What comes in, told by the month or the year. The value is ``{"month": yuan, "each": told a head}`` or unknown.

    ``whole``: it is the family's, so that what a sentence tells of the whole family counts.
    """

    whole: bool
    kind: str = "money"

    @property
    def options(self) -> tuple[Option, ...]:
        """None: see the top of this file."""
        return ()

    def read(self, message: Message, scene: Scene) -> dict[str, Any] | str:
        """The money of a month; a year's is divided, a day's is asked about again."""
        said = bare(normalise(message.text))
        if _NONE.fullmatch(said):
            return {"month": "0", "each": False}
        if _NOT_KNOWN.search(said):
            return UNKNOWN
        if _DAY.search(said):
            raise unread("money_day", scene)
        told = amount_in(said)
        amount = told[0] if told else _number(_SPAN.sub(" ", said))
        if amount is None or amount > _AT_MOST:
            raise unread("money", scene)
        yearly = bool(_YEAR.search(said)) and "月" not in said
        return _kept(amount / 12 if yearly else amount, each=self.whole and bool(_EACH.search(said)))

    def spot(self, heard: Understanding) -> dict[str, Any] | None:
        """The family's income, where a sentence tells it together with how many they are."""
        home = household(heard.normal, heard.slots.get("people")) if self.whole else None
        return _kept(home.income, each=False) if home else None

    def show(self, value: Any, scene: Scene) -> str:
        """每月2000元."""
        if value == UNKNOWN:
            return shown("unknown", scene)
        return shown("each" if value["each"] else "month", scene, money=say_money(Decimal(value["month"])))


def _kept(month: Decimal, *, each: bool) -> dict[str, Any]:
    return {"month": f"{month.quantize(Decimal('0.01')).normalize():f}", "each": each}
