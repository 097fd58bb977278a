"""The places of a table as a bureau writes them: their codes, and those of which something is amiss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, Protocol

from knowledge.division import PlaceGuess
from knowledge.payrows import COLUMNS, PayProblem
from knowledge.places import Gazetteer

_MOST = 2000
"""A file full of addresses has as many places as people: only the first are looked at for what is amiss."""
_FEW = 5
# 东镇村 is a village, 东镇 before something else a township.
_TOWNSHIP = re.compile("(.{1,24}?(?:乡|镇|街道))(?![村社居委街])(?=.)")
_COLUMN = COLUMNS["township"][0]
_LOST = "不改也能确认，但不知道这些人住哪个村，村里的名单上会没有他们。"
_AMISS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "“{place}”不在本县的地名里，请核对乡镇和村{rows}。" + _LOST,
        "several": "“{place}”在本县不止一处，请写上乡镇{rows}。" + _LOST,
        "township": "“{place}”的乡镇和村对不上，请核对{rows}。",
    }
)


class PlacedRow(Protocol):
    """What a row says of where somebody lives."""

    @property
    def row(self) -> int: ...
    @property
    def place(self) -> str: ...


class SheetPlaces:
    """Each place is looked up once. ``home`` is the division whose bureau wrote the table."""

    def __init__(self, places: Gazetteer, home: str) -> None:
        self._places, self._home = places, home
        self._found: dict[str, PlaceGuess] = {}
        self._amiss: dict[str, Literal["unknown", "several", "township"] | None] = {}
        self._lost: dict[str, list[int]] = {}

    def codes(self, places: Iterable[str]) -> dict[str, str]:
        """The codes of those of these places that are certain and below ``home``."""
        certain: dict[str, str] = {}
        for place in filter(None, places):
            found = self._look(place)
            code = "" if found.outside else found.code or ""
            if code.startswith(self._home) and len(code) > len(self._home):
                certain[place] = code
        return certain

    def note(self, rows: Iterable[PlacedRow]) -> None:
        """Remember the rows with whose place something is amiss."""
        for row in rows:
            place = row.place
            if place not in self._amiss:
                if not place or len(self._amiss) >= _MOST:
                    continue
                self._amiss[place] = self._why_amiss(place)
            if self._amiss[place]:
                self._lost.setdefault(place, [row.row, 0])[1] += 1

    def doubts(self) -> tuple[PayProblem, ...]:
        """Each place with which something is amiss, told once with its first row.

        A bureau that keeps no places of its own knows none of them: a few are enough to say so.
        """
        lost = list(self._lost.items())
        if len(lost) == len(self._amiss):
            lost = lost[:_FEW]
        return tuple(self._doubt(place, first, times) for place, (first, times) in lost)

    def _doubt(self, place: str, row: int, times: int) -> PayProblem:
        rows = f"（共{times}行）" if times > 1 else ""
        text = _AMISS[self._amiss[place] or "unknown"].format(place=place[:20], rows=rows)
        return PayProblem(row, _COLUMN, text, "doubt")

    def _why_amiss(self, place: str) -> Literal["unknown", "several", "township"] | None:
        """A village we know does not make a township right that there is not."""
        found = self._look(place)
        if found.outside or not found.code:
            return "several" if found.candidates else "unknown"
        town = _TOWNSHIP.match(place)
        if town is None:
            return None
        above = self._look(town[1])
        fits = bool(above.code and found.code.startswith(above.code))
        return None if fits or above.candidates else "township"

    def _look(self, place: str) -> PlaceGuess:
        if place not in self._found:
            self._found[place] = self._places.resolve(place, home=self._home)
        return self._found[place]
