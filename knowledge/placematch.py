"""Finding place names in free text, and making one address of several names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from knowledge import placenames

LEVEL_OF = MappingProxyType({2: "province", 4: "city", 6: "county", 9: "township", 12: "village"})
LEVELS = tuple(LEVEL_OF)

_CUE_BEFORE = re.compile(r"(?:在|住|来自|老家|户口|户籍|籍贯|我是|家是|人是|地址|到|去|从|回|位于|：|:)(?:是|在)?$")
_CUE_AFTER = re.compile(
    r"(?:这边|那边|这里|那里|这儿|那儿|本地|当地|人(?![民口])|的(?!话)|农村|城里|乡下|老家|一带|县城)"
)
_BETWEEN = re.compile(r"[\s，,、的·/-]{0,2}(?:那边|这边|那儿)?[\s，,的]?")
_OTHER_RANK = re.compile(r"[县市区州盟旗省镇乡]")
# 北张村 inside 小北张村 is another village.
_ANOTHER = frozenset("东西南北上下前后大小新")
_PLAIN = re.compile(r"[\s，,。.、！!？?~～的在是住我呢吧啊嗯哦家]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: where, which codes it may mean, and whether it needs a place around it to be one."""

    start: int
    end: int
    codes: tuple[str, ...]
    shy: bool
    joined: bool
    """Whether nothing but a comma or a particle stands between it and the mention before."""


class Finder:
    """An index from what people say to codes; finding costs a dictionary look-up for each character of the text."""

    __slots__ = ("_codes", "_lengths", "_shy")

    def __init__(self, names: Iterable[tuple[str, str, str, tuple[str, ...]]], area: str) -> None:
        ordinary = placenames.ordinary_words()
        exact: dict[str, dict[str, None]] = {}
        loose: dict[str, dict[str, None]] = {}
        shy: dict[str, bool] = {}
        for code, name, level, aliases in names:
            for form in (*placenames.full_forms(name, level), *aliases):
                exact.setdefault(form, {})[code] = None
            for form in placenames.old_forms(name, level):
                loose.setdefault(form, {})[code] = None
            if short := placenames.short_form(name, level):
                exact.setdefault(short, {})[code] = None
                near = bool(area) and (code.startswith(area) or area.startswith(code))
                bold = short not in ordinary and (level in ("province", "city") or (near and level != "village"))
                shy[short] = shy.get(short, True) and not bold
        for form, codes in loose.items():
            exact.setdefault(form, codes)  # only where nobody bears the name officially
        self._codes = {form: tuple(codes) for form, codes in exact.items()}
        self._shy = frozenset(form for form, is_shy in shy.items() if is_shy)
        lengths: dict[str, set[int]] = {}
        for form in self._codes:
            lengths.setdefault(form[:2], set()).add(len(form))
        self._lengths = {start: tuple(sorted(each, reverse=True)) for start, each in lengths.items()}

    def find(self, text: str) -> list[Mention]:
        """The names in a text from left to right, the longest at each place; everyday words only where they fit."""
        raw = self._scan(text)
        if not raw:
            return []
        rest = _PLAIN.sub("", _cut_out(text, raw))
        alone = not rest
        related = [False] * len(raw)
        for i in range(1, len(raw)):
            if raw[i].joined and _related(raw[i - 1].codes, raw[i].codes):
                related[i - 1] = related[i] = True
        return [
            each
            for each, in_address in zip(raw, related, strict=True)
            if not each.shy or in_address or alone or _cued(text, each)
        ]

    def _scan(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        i, last = 0, len(text)
        lengths, codes = self._lengths, self._codes
        while i < last - 1:
            for length in lengths.get(text[i : i + 2], ()):
                form = text[i : i + length]
                if form in codes and self._stands(text, i, form, found):
                    joined = bool(found) and _BETWEEN.fullmatch(text, found[-1].end, i) is not None
                    found.append(Mention(i, i + length, codes[form], form in self._shy, joined))
                    i += length
                    break
            else:
                i += 1
        return found

    def _stands(self, text: str, start: int, form: str, found: list[Mention]) -> bool:
        """Whether the letters are that name and not a piece of another one."""
        deep = all(len(code) >= 9 for code in self._codes[form])
        free = start > 0 and (not found or found[-1].end < start)
        if deep and free and text[start - 1] in _ANOTHER:
            return False
        after = text[start + len(form) : start + len(form) + 1]
        has_rank = form[-1] in "村镇乡县市区州省" or form.endswith(("社区", "街道", "委会"))
        return has_rank or not _OTHER_RANK.match(after)


def _cut_out(text: str, mentions: list[Mention]) -> str:
    ends = (0, *(each.end for each in mentions))
    starts = (*(each.start for each in mentions), len(text))
    return "".join(text[a:b] for a, b in zip(ends, starts, strict=True))


def _cued(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 5) : mention.start]
    return bool(_CUE_BEFORE.search(before) or _CUE_AFTER.match(text, mention.end))


def _related(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    return any(b != a and b.startswith(a) for a in above for b in below)


def mentions_to_codes(mentions: list[Mention], area: str, home: str) -> tuple[str, ...]:
    """The codes that the mentions together may mean: one when it is certain, several to choose from, or none."""
    groups: list[tuple[str, ...]] = []
    for mention in mentions:
        if groups and _related(groups[-1], mention.codes):
            groups[-1] = tuple(code for code in mention.codes if _under(code, groups[-1]))
        elif groups and _related(mention.codes, groups[-1]):
            groups[-1] = tuple(code for code in groups[-1] if _under(code, mention.codes))
        elif groups and mention.joined and _depth(mention.codes) > _depth(groups[-1]):
            continue  # a village that we do not know, in the place named just before, or one that is not in it
        else:
            groups.append(mention.codes)
    nearer = "" if area.startswith(home) else home  # that somebody wrote to this county says nothing of where in it
    settled = [_settle(group, area, nearer) for group in groups]
    local = [group for group in settled if any(code.startswith(area) for code in group)] if area else []
    chosen = local or settled[:1]
    codes = tuple(dict.fromkeys(code for group in chosen for code in group))
    return _deepest(codes) if len(chosen) > 1 else codes


def _under(code: str, above: tuple[str, ...]) -> bool:
    return any(code != each and code.startswith(each) for each in above)


def _depth(codes: tuple[str, ...]) -> int:
    return min(map(len, codes))


def _settle(codes: tuple[str, ...], area: str, home: str) -> tuple[str, ...]:
    """One name's codes, fewer where the asker's place tells; a whole and its part are the whole, which is certain."""
    if len(codes) > 1 and home:
        codes = _nearest(codes, home, (9, 6, 4))
    elif len(codes) > 1 and area and any(code.startswith(area) for code in codes):
        # A neighbour county of the same name may well be meant; one at the other end of the country hardly.
        codes = tuple(code for code in codes if code.startswith((area, area[:4])))
    elif len(codes) > 1 and area:
        codes = _nearest(codes, area, (4, 2))
    return tuple(code for code in codes if not _under(code, codes))


def _nearest(codes: tuple[str, ...], home: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    for length in lengths:
        near = tuple(code for code in codes if len(home) >= length and code.startswith(home[:length]))
        if near:
            return near
    return codes


def _deepest(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if not any(other != code and other.startswith(code) for other in codes))
