"""Townships that a text begins with and names otherwise: by their sound, by a part, with a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product

from knowledge import placenames
from knowledge.placecharacters import DIFFERENT, alike, another, folded, readings, sounds
from knowledge.placecues import SURNAMES
from knowledge.placeindex import Mention

_HEAD = re.compile("([\u4e00-\u9fff]{1,5}?)(街道|[镇乡](?!上)|[街集镇乡]上)")
_NO_NAME = frozenset("们个的这那在到去是了每各全")
"""What a name hardly ends with: 我们镇, 走在街上."""
_FEATURE = frozenset("庄店沟村河堡屯坡岭山寨坪桥口湾塘营集家关")
"""Tells 刘家沟 from 刘家庄 as surely as a direction does."""
_SHORTEST, _LONGEST = 2, 6
_COUNTY, _TOWNSHIP = 6, 9


class Towns:
    """The townships of the bureau's area as they are misspelt; ``seats`` gives the villages that bear a short name."""

    __slots__ = ("_area", "_heard", "_names", "_read", "_seats")

    def __init__(self, rows: Iterable[tuple[str, str]], area: str, seats: Mapping[str, tuple[str, ...]]) -> None:
        self._area = area
        self._seats = seats
        self._names: dict[str, tuple[str, str]] = {}
        self._heard: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._read: dict[tuple[str, ...], tuple[str, ...]] = {}
        for code, name in rows:
            short = placenames.short_form(name, "township")
            if len(short) < _SHORTEST or not code.startswith(area):
                continue
            self._names[code] = short, name
            for heard in sounds(short):
                self._heard[heard] = (*self._heard.get(heard, ()), code)
            for key in product(*map(readings, short)):
                self._read[key] = (*self._read.get(key, ()), code)

    def begun(self, text: str, known: list[Mention]) -> list[Mention]:
        """What the text begins with, or goes on with after a county, where a township of the area is meant by it."""
        found = []
        counties = ((each.end, each.free) for each in known if each.free and max(map(len, each.free)) <= _COUNTY)
        for at, above in ((0, ()), *counties):
            said = _HEAD.match(text, at)
            if said is None or said[1][-1] in _NO_NAME:
                continue
            end = said.end(1) if said[2].endswith("上") else said.end()
            if all(each.end <= at or end <= each.start for each in known):
                mention = self._meant(text, said, end, above)
                if mention is not None:
                    found.append(mention)
        return found

    def _meant(self, text: str, said: re.Match[str], end: int, above: tuple[str, ...]) -> Mention | None:
        stem, rank, start = said[1], said[2], said.start()
        usual = stem in placenames.ordinary_words()
        below = {code[:_TOWNSHIP] for code in self._behind(text, said.end())}
        same = [
            code
            for code in self._heard.get(tuple(map(folded, stem)), ())
            if code.startswith(above or self._area) and not another(stem, self._names[code][0])
        ]
        close = [code for code in same if all(map(alike, self._names[code][0], stem))]
        if rank.endswith("上"):
            close = [] if usual else close
            return _guess(close, start, end, sure=len(close) == 1, joined=bool(above))
        hits = close or same
        if hits:
            hits = [code for code in hits if code in below] or hits
            sure = len(hits) == 1 and (hits[0] in below or (not usual and self._surely(stem, rank, hits[0])))
            return _guess(hits, start, end, sure=sure, joined=bool(above))
        parts = [
            code
            for code, (name, _) in self._names.items()
            if name.endswith(stem) and code.startswith(above or self._area)
        ]
        parts = [code for code in parts if code in below] or (parts if len(stem) >= _SHORTEST else [])
        if parts:
            ranks = self._names[parts[0]][1].endswith(rank)
            sure = len(parts) == 1 and ((ranks and not usual) or parts[0] in below)
            return _guess(parts, start, end, sure=sure, joined=bool(above))
        read = self._read.get(tuple(map(folded, stem)), ())
        read = tuple(dict.fromkeys(code for code in read if code.startswith(above or self._area)))
        if read:
            return _guess(read, start, end, sure=False, joined=bool(above))
        return (
            self.slipped(text, stem, start, said.end()) if len(stem) >= _SHORTEST and not above and not usual else None
        )

    def _surely(self, stem: str, rank: str, code: str) -> bool:
        """Whether nothing else is likely meant: 衡阳镇 is hardly 洪岩镇, nor 上街镇 三街镇."""
        name, official = self._names[code]
        if all(map(alike, name, stem)):
            return True
        wrong = sum(one != other for one, other in zip(stem, name, strict=True))
        return wrong == 1 and official.endswith(rank) and not another(stem, name, DIFFERENT)

    def slipped(self, text: str, stem: str, start: int, end: int) -> Mention | None:
        """A township of the area with one character wrong: asked about, and certain with a village of it behind it."""
        near = []
        for code, (name, _) in self._names.items():
            if len(name) != len(stem):
                continue
            wrong = [pair for pair in zip(stem, name, strict=True) if pair[0] != pair[1]]
            if len(wrong) == 1 and not set(wrong[0]) & DIFFERENT and not set(wrong[0]) <= _FEATURE:
                near.append((code, stem[0] == name[0] or stem[0] not in SURNAMES))
        below = [code for code, _ in near if any(code == each[:_TOWNSHIP] for each in self._behind(text, end))]
        if below:
            return _guess(below, start, end, sure=len(below) == 1, joined=False)
        few = [code for code, likely in near if likely and len(stem) > _SHORTEST]
        return _guess(few, start, end, sure=False, joined=False)

    def _behind(self, text: str, at: int) -> Iterable[str]:
        for length in range(_SHORTEST, _LONGEST + 1):
            yield from self._seats.get(text[at : at + length], ())


def _guess(codes: Iterable[str], start: int, end: int, *, sure: bool, joined: bool) -> Mention | None:
    every = tuple(codes)
    return Mention(start, end, every, every, False, True, joined, not sure) if every else None
