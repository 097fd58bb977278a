"""Dated amounts: which figure is in force where, on which day, for whom."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from knowledge.sources import Review, Source

StandardKind = Literal["standard", "floor", "reference"]
"""``standard``: what is paid. ``floor``: 省级指导标准, paid is this or more. ``reference``: never said as local."""

# Classes that stand side by side: a county that sets one of them says nothing about the other. All other classes
# (age bands, degrees of care or disability) are one table, and the nearest region's table replaces the whole.
SIDE_BY_SIDE = frozenset({"城市", "农村", "生活补贴", "护理补贴", "基本生活", "照料护理"})

# What a caller's word can choose between. A row without a class in a dimension fits every word of it.
DIMENSIONS: tuple[frozenset[str], ...] = (
    frozenset({"城市", "农村"}),
    frozenset({"集中", "分散"}),
    frozenset({"自理", "半护理", "全护理"}),
    frozenset({"生活补贴", "护理补贴"}),
    frozenset({"基本生活", "照料护理"}),
    frozenset({"一级", "二级", "三级", "四级"}),
)

_AGE_WORD = re.compile(r"(\d{1,3})(?:周?岁)?")
_AGE_BAND = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?周?岁(以上)?")


@dataclass(frozen=True, slots=True)
class Standard:
    """One amount with the document that sets it.

    ``region`` is a division code (empty: the whole country). ``category`` holds the classes it is for, the widest
    first, alternatives joined by ``/``: ``("农村",)``, ``("分散", "全护理")``, ``("护理补贴", "一级/二级")``,
    ``("80-89岁",)``. ``unit`` is spoken: 元/人/月. ``effective_to`` is the last day in force. ``note`` may be said to
    residents, ``passage`` (the words of the document that set the amount) is for staff. ``reviewed_by`` and
    ``reviewed_on`` tell who of the bureau held the amount against the document; empty for what a pack brought along.
    """

    programme: str
    region: str
    category: tuple[str, ...]
    name: str
    amount: Decimal
    unit: str
    effective_from: date
    effective_to: date | None
    published_on: date | None
    doc_no: str
    source: Source
    review: Review = "reviewed"
    kind: StandardKind = "standard"
    note: str = ""
    passage: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def key(self) -> str:
        """What the row is named by wherever it was said or shown; changes when its figure or document changes."""
        whole = (
            self.programme,
            self.region,
            *self.category,
            str(self.amount),
            self.unit,
            self.effective_from.isoformat(),
            self.doc_no,
        )
        return hashlib.sha256("|".join(whole).encode()).hexdigest()[:16]

    @property
    def slot(self) -> tuple[str, str, tuple[str, ...]]:
        """What it is the amount of, whatever the day: programme, region, class."""
        return self.programme, self.region, self.category

    @property
    def asked_as(self) -> tuple[str, ...]:
        """The classes as a caller would say them: 一级/二级 as 一级, 80-89岁 as 80岁."""
        said = (part.split("/")[0] for part in self.category)
        return tuple(f"{band[1]}岁" if (band := _AGE_BAND.fullmatch(part)) else part for part in said)

    def announced_on(self, day: date) -> bool:
        """Whether it was published by that day; a coming amount that was not is nobody's business yet."""
        return self.published_on is not None and self.published_on <= day

    def in_force_on(self, day: date) -> bool:
        """Whether this amount holds on that day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    @property
    def monthly(self) -> Decimal:
        """The amount for one month where it is a yearly one, to the fen; otherwise the amount itself."""
        return (self.amount / 12).quantize(Decimal("0.01")) if self.unit.endswith("年") else self.amount


@dataclass(frozen=True, slots=True)
class MissingStandard:
    """A standard that residents will ask for and this bureau has not filled in (待补标准)."""

    programme: str
    category: tuple[str, ...]
    name: str


class Standards:
    """All amounts a bureau knows, asked by programme, place and day."""

    __slots__ = ("_by_programme", "rows")

    def __init__(self, rows: Iterable[Standard] = ()) -> None:
        self.rows: tuple[Standard, ...] = tuple(rows)
        self._by_programme: dict[str, list[Standard]] = {}
        for row in self.rows:
            self._by_programme.setdefault(row.programme, []).append(row)

    def __iter__(self) -> Iterator[Standard]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def with_rows(self, rows: Iterable[Standard]) -> Standards:
        """These amounts and the bureau's own; of two for the same class and first day the one added later holds.

        The earlier one is left out, so that the bureau may also end an amount that a pack left open.
        """
        added = tuple(rows)
        replaced = {(*row.slot, row.effective_from) for row in added}
        return Standards((*(row for row in self.rows if (*row.slot, row.effective_from) not in replaced), *added))

    def get(self, key: str) -> Standard | None:
        """The row of that key; of two alike the one added later."""
        return next((row for row in reversed(self.rows) if row.key == key), None)

    def versions(self, row: Standard) -> tuple[Standard, ...]:
        """All amounts of the same programme, region and class, the earliest first."""
        alike = (one for one in self._by_programme.get(row.programme, ()) if one.slot == row.slot)
        return tuple(sorted(alike, key=lambda one: one.effective_from))

    def of(self, programme: str) -> tuple[Standard, ...]:
        """Every row of a programme, in force or not, references too: for the console, never for a resident."""
        return tuple(self._by_programme.get(programme, ()))

    def in_force(self, programme: str, place_code: str, on: date, words: tuple[str, ...] = ()) -> tuple[Standard, ...]:
        """The amounts that hold at a place on a day, nearest region first; ``()`` when nothing is known.

        Rows of other places, expired or future rows and references are never among them. Of rows for the same class
        the nearest region wins, then the later date, then the row added later. ``words`` narrow by class (农村, 全护理,
        85岁); a word that no class of the programme knows is ignored. Rows may be unreviewed, floors or samples: look
        at ``review`` and ``kind`` before saying them.
        """
        here = [
            row
            for row in self._by_programme.get(programme, ())
            if row.kind != "reference" and place_code.startswith(row.region) and row.in_force_on(on)
        ]
        nearest: dict[str, int] = {}
        for row in here:
            group = _group(row)
            nearest[group] = max(nearest.get(group, -1), len(row.region))
        chosen: dict[tuple[str, ...], Standard] = {}
        for row in here:
            if len(row.region) < nearest[_group(row)]:
                continue
            other = chosen.get(row.category)
            if other is None or row.effective_from >= other.effective_from:
                chosen[row.category] = row
        return tuple(row for row in chosen.values() if all(_fits(row, word) for word in words))

    def coming(self, programme: str, place_code: str, on: date, words: tuple[str, ...] = ()) -> tuple[Standard, ...]:
        """Amounts published by that day that will hold at the place from a later one, the earliest first."""
        later = [
            row
            for row in self._by_programme.get(programme, ())
            if row.effective_from > on and row.announced_on(on) and place_code.startswith(row.region)
        ]
        sure = (row for row in later if row in self.in_force(programme, place_code, row.effective_from, words))
        return tuple(sorted(sure, key=lambda row: row.effective_from))

    def ended(self, programme: str, place_code: str, on: date) -> date | None:
        """The last day on which anything held at the place; None when nothing ever did, or something does."""
        if self.in_force(programme, place_code, on):
            return None
        days = [
            row.effective_to
            for row in self._by_programme.get(programme, ())
            if row.kind != "reference" and place_code.startswith(row.region) and row.effective_to is not None
        ]
        return max((day for day in days if day < on), default=None)

    def ending(self, row: Standard, on: date, within: int) -> bool:
        """Whether an amount in force ends within so many days and none for its class follows it."""
        last = row.effective_to
        if last is None or not on <= last <= on + timedelta(days=within):
            return False
        return not any(
            one.in_force_on(last + timedelta(days=1)) and one.kind != "reference" for one in self.versions(row)
        )


def _group(row: Standard) -> str:
    first = row.category[0] if row.category else ""
    return first if first in SIDE_BY_SIDE else ""


def classes_said(text: str) -> tuple[str, ...]:
    """The benefits (生活补贴, 照料护理) named in a sentence; those of which both are named narrow nothing."""
    found = [{word for word in dimension if word in text} for dimension in DIMENSIONS[3:5]]
    return tuple(word for words in found if len(words) == 1 for word in words)


def _fits(row: Standard, word: str) -> bool:
    for dimension in DIMENSIONS:
        if word in dimension:
            mine = {part for item in row.category for part in item.split("/")} & dimension
            return not mine or word in mine
    age = _AGE_WORD.fullmatch(word)
    bands = [found for item in row.category if (found := _AGE_BAND.fullmatch(item))]
    if age is None or not bands:
        return True
    return any(_in_band(int(age[1]), band) for band in bands)


def _in_band(age: int, band: re.Match[str]) -> bool:
    lowest = int(band[1])
    if band[2]:
        return lowest <= age <= int(band[2])
    return age >= lowest if band[3] else age == lowest
