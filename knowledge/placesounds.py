"""Names misspelt: written as they sound, with a look-alike, or with one wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge import placenames
from knowledge.placecharacters import DIFFERENT, alike, another, folded, plain, sounds
from knowledge.placecues import Around
from knowledge.placehints import IS_FROM, KIN, RANK, edge, origins
from knowledge.placeindex import Mention
from knowledge.placetowns import Towns

_COUNTY = ("county", "city")
_TOWNSHIP = ("township",)
_LEVELS = {
    "乡": _TOWNSHIP,
    "镇": _TOWNSHIP,
    "街道": _TOWNSHIP,
    "县": _COUNTY,
    "市": _COUNTY,
    "区": _COUNTY,
    "州": _COUNTY,
}
_VILLAGE = ("village",)
_SHORTEST, _LONGEST = 2, 6
_REST = re.compile(r"的?([\u4e00-\u9fff]{2,4})")


class Sounds:
    """An index of how the names near the bureau sound; built when it is first needed."""

    __slots__ = ("_area", "_keys", "_names", "_parts", "_seats", "_towns")

    def __init__(self, rows: Iterable[tuple[str, str, str]], area: str) -> None:
        self._area = area
        self._names: dict[str, tuple[str, str]] = {}
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._seats: dict[str, tuple[str, ...]] = {}
        towns: list[tuple[str, str]] = []
        self._parts: dict[str, tuple[str, ...]] = {}
        for code, name, level in rows:
            short = placenames.short_form(name, level)
            if len(short) < _SHORTEST or len(short) > _LONGEST:
                continue
            self._names[code] = (short, level)
            for key in sounds(short):
                self._keys[key] = (*self._keys.get(key, ()), code)
            if level == "village":
                self._seats[short] = (*self._seats.get(short, ()), code)
                if short[0] in DIFFERENT and len(short) > _SHORTEST and code.startswith(area):
                    self._parts[short[1:]] = (*self._parts.get(short[1:], ()), code)
            elif level == "township":
                towns.append((code, name))
        self._towns = Towns(towns, area, self._seats)

    def namesakes(self, name: str, level: str) -> tuple[str, ...]:
        """Places near by of that level whose name sounds the same and is written otherwise."""
        short = placenames.short_form(name, level)
        hits = self._keys.get(tuple(map(folded, short)), ())
        return tuple(code for code in hits if self._names[code][1] == level and self._misspelt(code, short))

    def repaired(self, around: Around, known: list[Mention]) -> list[Mention]:
        """What the text names and spells otherwise, as far as ``known`` names or the rank written make it likely."""
        taken = [(each.start, each.end) for each in known]
        found: list[Mention] = []
        begun = self._towns.begun(around.text, known)
        ranked = self._by_rank(around, [*known, *begun])
        for mention in (*begun, *ranked, *self._by_place(around, known), *self._by_part(around)):
            if all(mention.end <= start or mention.start >= end for start, end in taken):
                taken.append((mention.start, mention.end))
                found.append(mention)
        return found

    def _by_rank(self, around: Around, known: list[Mention]) -> list[Mention]:
        """Names before 乡, 镇, 村 that are none as they are written; one stands for those below it."""
        text, found = around.text, list[Mention]()
        for rank in RANK.finditer(text):
            at, every = rank.start(), (*known, *found)
            if at < _SHORTEST or any(m.start < rank.end() and at < m.end for m in every):
                continue
            left = max([0, *(m.end for m in every if m.end <= at)])
            near = max(left, at - _LONGEST)
            heard = tuple(map(folded, text[near:at]))
            for length in range(min(_LONGEST, at - left), _SHORTEST - 1, -1):
                start, key = at - length, heard[at - length - near :]
                touching = left == start > 0
                if not touching and key not in self._keys and not self._may_slip(text[start:at], rank[0]):
                    continue
                mention = self._meant(text, rank[0], (start, rank.end()), key, every, touching)
                if mention is not None:
                    found.append(mention)
                    break
        return found

    def _meant(
        self,
        text: str,
        rank: str,
        span: tuple[int, int],
        key: tuple[str, ...],
        known: tuple[Mention, ...],
        touching: bool,
    ) -> Mention | None:
        start, end = span
        stem = text[start : end - len(rank)]
        levels = _LEVELS.get(rank, _VILLAGE)
        above = tuple(code for each in known if each.free and not each.shy for code in each.free if len(code) <= 9)
        hits = [code for code in self._keys.get(key, ()) if self._names[code][1] in levels]
        anchored = [code for code in hits if code.startswith(above)] if above else []
        hits = [code for code in hits if self._names[code][0] != stem]
        anchored = [code for code in anchored if code in hits]
        close = [code for code in anchored or hits if self._misspelt(code, stem)]
        if above and touching and not anchored:
            # A slip in a name of the county named is likelier than another county's name.
            slips = self._slips(stem, levels, above)
            if slips:
                return _guess(slips, start, end, sure=False, joined=True)
            longer = self._longer(stem, above) if levels is _VILLAGE else []
            if len(longer) == 1:  # of several the township stands for all
                return _guess(longer, start, end, sure=True, joined=True)
        if rank in ("镇", "乡") and stem.endswith("城") and not close:
            return None  # 城镇 and 城乡
        hits = close or anchored or hits
        if hits:
            low = all(len(code) > 9 for code in hits)
            town = any(len(code) == 9 for code in above)
            sure = bool(close) and len(hits) == 1 and (not low or (bool(anchored) and (town or len(stem) > 2)))
            if low and not anchored:
                hits = [code for code in hits if code.startswith(self._area)]
                sure = bool(close) and len(hits) == 1 and self._by_ear(text, start, stem, hits[0])
            sure = sure and bool(anchored or not another(stem, self._names[hits[0]][0]))
            return _guess(hits, start, end, sure=sure, joined=touching)
        if levels is _TOWNSHIP:
            seats = [code for code in self._seats.get(stem, ()) if code.startswith(above or self._area)]
            if seats and len(seats) <= 3:  # a township of before a merger, named after the village it sat in
                return _guess(sorted({code[:9] for code in seats}), start, end, sure=False, joined=touching)
            if not above and edge(text, start):
                return self._towns.slipped(text, stem, start, end)
        if levels is _VILLAGE and not above and edge(text, start):
            return self._shared(stem, start, end)
        return None

    def _may_slip(self, stem: str, rank: str) -> bool:
        return stem in self._parts or stem in self._seats or _LEVELS.get(rank) is _TOWNSHIP

    def _by_ear(self, text: str, start: int, stem: str, code: str) -> bool:
        """Whether a village's name is surely meant, though no place around it is named.

        In a wide area two characters are too few; 章家庄 may well be another village than 张家庄.
        """
        name = self._names[code][0]
        if another(stem, name, DIFFERENT) or any(
            plain(one) != plain(other) for one, other in zip(stem, name, strict=True)
        ):
            return False
        return edge(text, start) and stem not in self._seats and (len(stem) > _SHORTEST or len(self._area) > 4)

    def _shared(self, stem: str, start: int, end: int) -> Mention | None:
        """The township of 东夏祠 and 西夏祠 where somebody says 夏祠; of a single one, that one to be asked about."""
        codes = () if stem in self._seats else self._parts.get(stem, ())
        towns = list(dict.fromkeys(code[:9] for code in codes))
        if len(codes) == 1 or len(towns) > 6:
            return _guess(list(codes[:1]) if len(codes) == 1 else [], start, end, sure=False, joined=False)
        return _guess(towns, start, end, sure=len(towns) == 1, joined=False)

    def _by_part(self, around: Around) -> Iterable[Mention]:
        """What somebody is said to be from, where it is a name but for the direction before it."""
        for said in origins(around.text):
            start, end = said.span(1)
            if KIN.match(around.text, end) is None and said[1] not in placenames.ordinary_words():
                shared = self._shared(said[1], start, end)
                if shared is not None and not around.one_word(start, end):
                    yield shared

    def _slips(self, stem: str, levels: tuple[str, ...], above: tuple[str, ...]) -> list[str]:
        """Names below the place named that differ in one character which nobody would write on purpose."""
        if len(stem) == _SHORTEST and "township" not in levels:
            return []
        if "village" in levels and not any(len(code) == 9 for code in above):
            return []
        found = []
        for code, (name, level) in self._names.items():
            if level not in levels or not code.startswith(above):
                continue
            if len(code) == 9 and len(name) == len(stem) + 1 and (name.startswith(stem) or name.endswith(stem)):
                found.append((code, 0))  # 杏花镇 for 杏花村镇
            elif len(name) == len(stem):
                wrong = [at for at, pair in enumerate(zip(stem, name, strict=True)) if pair[0] != pair[1]]
                if len(wrong) == 1 and not {stem[wrong[0]], name[wrong[0]]} & DIFFERENT:
                    found.append((code, wrong[0]))
        # The surname of 张家庄 and 王家庄 is what tells them apart.
        return [code for code, at in found if len(code) == 9 or at > 0]

    def _longer(self, stem: str, above: tuple[str, ...]) -> list[str]:
        """Villages of the township named whose name ends with what was said."""
        towns = tuple(code for code in above if len(code) == 9)
        every = self._names.items() if towns and len(stem) >= _SHORTEST else ()
        return [code for code, (name, _) in every if len(code) > 9 and code.startswith(towns) and name.endswith(stem)]

    def _by_place(self, around: Around, known: list[Mention]) -> Iterable[Mention]:
        """A name without its rank, right after the place it is in or after words that say where somebody is from."""
        text = around.text
        for before in known:
            if before.shy or not before.free or max(map(len, before.free)) > 9:
                continue
            rest = _REST.match(text, before.end)
            if rest is None:
                continue
            for length in range(len(rest[1]), _SHORTEST - 1, -1):
                start, end = rest.start(1), rest.start(1) + length
                yield from self._bare(around, start, end, before.free)
        for said in IS_FROM.finditer(text):
            yield from self._bare(around, said.start(1), said.end(1), ())

    def _bare(self, around: Around, start: int, end: int, above: tuple[str, ...]) -> Iterable[Mention]:
        stem = around.text[start:end]
        hits = [
            code
            for code in self._keys.get(tuple(map(folded, stem)), ())
            if (code.startswith(above) and len(code) > min(map(len, above)) if above else len(code) <= 9)
        ]
        deepest = 9 if not above or min(map(len, above)) < 9 else 12
        hits = [code for code in hits if len(code) <= deepest and self._misspelt(code, stem)]
        if hits and (not around.one_word(start, end) or (above and end - start > _SHORTEST)):
            mention = _guess(hits, start, end, sure=len(hits) == 1, joined=bool(above))
            if mention is not None:
                yield mention

    def _misspelt(self, code: str, stem: str) -> bool:
        """Whether the stem sounds like the name and is not the name: as it is written it was found, and refused."""
        name = self._names[code][0]
        return name != stem and all(map(alike, name, stem))


def _guess(codes: list[str], start: int, end: int, *, sure: bool, joined: bool) -> Mention | None:
    every = tuple(codes)
    return Mention(start, end, every, every, False, True, joined, not sure) if every else None
