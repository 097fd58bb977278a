"""Names misspelt: written as they sound, with a look-alike, or with one wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge import placenames
from knowledge.placecues import Around
from knowledge.placeindex import Mention

_GENERIC = "农本全我们个每各同进回到在里的驻出哪什么这那该困小那边上下是和了县镇乡村市区城"
"""What stands before a rank when no name does: 农村, 我们村, 在县里."""
_RANK = re.compile(rf"(?<![{_GENERIC}])(?:村民委员会|村委会|居委会|社区|街道|[乡镇村县市区州])")
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
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("hu", "f"), ("r", "l"))
_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "en"))
_LOOKS = "己已巳 末未 戌戍 夼夯 疃瞳 峁茆 碛磺 洎泊 浯语 脿票 苴且 栅棚 湍喘 枧视 鄂噩 崾腰 畈贩"
"""Characters taken for each other by the eye, the one that names here are written with first."""
_DIFFERENT = frozenset("东西南北中上下前后大小新老旧一二三四五六七八九十高低里外内左右")
"""Characters that tell two villages apart: never taken for a slip of the pen."""
_IS_FROM = re.compile(
    r"(?:我是|俺是|咱是|家是|家在|家住|住在|老家(?:是|在)?|户口(?:是|在)?|来自)([\u4e00-\u9fff]{2,3})"
    r"(?=的|人|这边|那边|[,，。 ]|$)"
)
WORTH = re.compile(f"(?:{_RANK.pattern})|{_IS_FROM.pattern}")
"""What a text without any known name must have for a misspelt one to be looked for."""
_REST = re.compile(r"的?([\u4e00-\u9fff]{2,4})")


class Sounds:
    """An index of how the names near the bureau sound; built when it is first needed."""

    __slots__ = ("_area", "_keys", "_names", "_seats")

    def __init__(self, rows: Iterable[tuple[str, str, str]], area: str) -> None:
        self._area = area
        self._names: dict[str, tuple[str, str]] = {}
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._seats: dict[str, tuple[str, ...]] = {}
        for code, name, level in rows:
            short = placenames.short_form(name, level)
            if len(short) < _SHORTEST or len(short) > _LONGEST:
                continue
            self._names[code] = (short, level)
            key = tuple(map(_folded, short))
            self._keys[key] = (*self._keys.get(key, ()), code)
            if level == "village":
                self._seats[short] = (*self._seats.get(short, ()), code)

    def namesakes(self, name: str, level: str) -> tuple[str, ...]:
        """Places near by of that level whose name sounds the same and is written otherwise."""
        short = placenames.short_form(name, level)
        hits = self._keys.get(tuple(map(_folded, short)), ())
        return tuple(code for code in hits if self._names[code][1] == level and self._misspelt(code, short))

    def repaired(self, around: Around, known: list[Mention]) -> list[Mention]:
        """What the text names and spells otherwise, as far as ``known`` names or the rank written make it likely."""
        taken = [(each.start, each.end) for each in known]
        found: list[Mention] = []
        for mention in (*self._by_rank(around.text, known), *self._by_place(around, known)):
            if all(mention.end <= start or mention.start >= end for start, end in taken):
                taken.append((mention.start, mention.end))
                found.append(mention)
        return found

    def _by_rank(self, text: str, known: list[Mention]) -> Iterable[Mention]:
        """A name before 乡, 镇, 村 that is none as it is written."""
        for rank in _RANK.finditer(text):
            at = rank.start()
            if at < _SHORTEST or any(m.start < rank.end() and at < m.end for m in known):
                continue
            left = max([0, *(m.end for m in known if m.end <= at)])
            for length in range(min(_LONGEST, at - left), _SHORTEST - 1, -1):
                stem = text[at - length : at]
                mention = self._meant(stem, rank[0], at - length, rank.end(), known, left == at - length > 0)
                if mention is not None:
                    yield mention
                    break

    def _meant(
        self, stem: str, rank: str, start: int, end: int, known: list[Mention], touching: bool
    ) -> Mention | None:
        levels = _LEVELS.get(rank, _VILLAGE)
        above = tuple(code for each in known if each.free and not each.shy for code in each.free if len(code) <= 9)
        hits = [code for code in self._keys.get(tuple(map(_folded, stem)), ()) if self._names[code][1] in levels]
        anchored = [code for code in hits if code.startswith(above)] if above else []
        hits = [code for code in hits if self._names[code][0] != stem]
        anchored = [code for code in anchored if code in hits]
        alike = [code for code in anchored or hits if self._misspelt(code, stem)]
        if above and touching and not anchored:
            # A slip in a name of the county named is likelier than another county's name.
            slips = self._slips(stem, levels, above)
            if slips:
                return _guess(slips, start, end, sure=False, joined=True)
        hits = alike or anchored or hits
        if hits:
            low = all(len(code) > 9 for code in hits)
            town = any(len(code) == 9 for code in above)
            sure = bool(alike) and len(hits) == 1 and (not low or (bool(anchored) and (town or len(stem) > 2)))
            if low and not anchored:
                hits = [code for code in hits if code.startswith(self._area)]
            return _guess(hits, start, end, sure=sure, joined=touching)
        if "township" in levels:
            seats = [code for code in self._seats.get(stem, ()) if code.startswith(above or self._area)]
            if seats and len(seats) <= 3:  # a township of before a merger, named after the village it sat in
                return _guess(sorted({code[:9] for code in seats}), start, end, sure=False, joined=touching)
        return None

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
                if len(wrong) == 1 and not {stem[wrong[0]], name[wrong[0]]} & _DIFFERENT:
                    found.append((code, wrong[0]))
        # The surname of 张家庄 and 王家庄 is what tells them apart.
        return [code for code, at in found if len(code) == 9 or at > 0]

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
        for said in _IS_FROM.finditer(text):
            yield from self._bare(around, said.start(1), said.end(1), ())

    def _bare(self, around: Around, start: int, end: int, above: tuple[str, ...]) -> Iterable[Mention]:
        stem = around.text[start:end]
        hits = [
            code
            for code in self._keys.get(tuple(map(_folded, stem)), ())
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
        return name != stem and all(
            one == other or _plain(one) == _plain(other) for one, other in zip(name, stem, strict=True)
        )


def _guess(codes: list[str], start: int, end: int, *, sure: bool, joined: bool) -> Mention | None:
    every = tuple(codes)
    return Mention(start, end, every, every, False, True, joined, not sure) if every else None


@lru_cache(maxsize=16384)
def _plain(character: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])


_RIGHT = {wrong: group[0] for group in _LOOKS.split() for wrong in group[1:]}


@lru_cache(maxsize=16384)
def _folded(character: str) -> str:
    """The sound as those hear it who part neither zh from z, n from l, nor ang from an."""
    sound = _plain(_RIGHT.get(character, character))
    for full, flat in _FOLDS:
        if sound.startswith(full):
            sound = flat + sound[len(full) :]
            break
    for full, flat in _ENDS:
        if sound.endswith(full):
            return sound[: -len(full)] + flat
    return sound
