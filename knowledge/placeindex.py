"""From what people say to codes: every form of every name, and how well it stands on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from knowledge import placenames

BETWEEN = re.compile(r"[\s，,、的·/-]{0,2}(?:那边|这边|那儿|下面|底下|下辖)?[\s，,的]?")
_RANKS = (*"县市区州盟旗省镇乡村", "街道", "社区", "委会", "委员会", "公社", "农场", "嘎查")
_OTHER_RANK = frozenset("县市区州盟旗省镇乡")
# 北张村 inside 小北张村 is another village; 镇上北张村 is not.
_ANOTHER = frozenset("东西南北上下前后大小新")
_THERE = re.compile(
    r"(?:[省市州县区乡镇街村路家]上|[乡底楼手家问说听看查帮等一住留剩]下|[老你我他俺]大|[以今之然往最]后|[以之目门年]前)$"
)
_SIDE = re.compile(r"[东西南北](?![边面头方侧])")
_SIDED = re.compile(r"[东西南北中市城新郊矿]")
_CITY = 4
_COUNTY = 6
_TOWNSHIP = 9

_Claim = tuple[str, int, bool]
"""A code that bears the name, how well the name stands for it alone, and whether it is short of its rank."""
Row = tuple[str, str, str, tuple[str, ...]]
"""Code, official name, level, further names."""


class Mention(NamedTuple):
    """A name found in a text: where, which codes it may mean, and whether it needs a place around it to be one."""

    start: int
    end: int
    codes: tuple[str, ...]
    """All that bear the name; those not ``free`` only where an ancestor is named too."""
    free: tuple[str, ...]
    shy: bool
    """Needs an ancestor beside it, or words that say that a place is meant."""
    ranked: bool
    joined: bool
    """Whether nothing but a comma or a particle stands between it and the mention before."""
    thin: bool = False
    """Good enough to ask back, not to be sure."""


class _Form(NamedTuple):
    codes: tuple[str, ...]
    free: tuple[str, ...]
    shy: bool
    ranked: bool


class Index:
    """Names of the divisions given; finding costs a dictionary look-up for each character of the text.

    Inside the ``area`` everything is known by its short name too. Elsewhere in its prefecture villages are known under
    a named ancestor, townships by rank; further away so are townships, and counties by name.
    """

    __slots__ = ("_area", "_forms", "_lengths")

    def __init__(self, rows: Iterable[Row], area: str) -> None:
        tiers: tuple[dict[str, tuple[_Claim, ...]], ...] = ({}, {}, {}, {})
        for row in rows:
            far = 0 if len(row[0]) <= _COUNTY or _near(row[0], area) else 2
            counted = placenames.has_numeral(row[1])
            for form, strength, short in _strengths(row, area):
                tier, one = tiers[far + (strength < 0)], ((row[0], abs(strength), short),)
                tier[form] = tier.get(form, ()) + one
                if counted and (digits := placenames.in_digits(form)):
                    tier[digits] = tier.get(digits, ()) + one
        forms: dict[str, _Form] = {}
        alone: dict[str, tuple[str, ...]] = {}
        for tier in tiers:  # an official name nearby before one with another rank, both before those further away
            for form, claims in tier.items():
                before = forms.get(form)
                if before is None and len(claims) == 1:
                    (code, strength, short), *_ = claims
                    own = alone.get(code) or alone.setdefault(code, (code,))
                    ranked = not short and form.endswith(_RANKS)
                    forms[form] = _Form(own, () if strength == BOUND else own, strength != BOLD, ranked)
                elif before is None or not before.free:
                    forms[form] = _form(form, claims, before, area)
        self._area = area
        self._forms = forms
        lengths: dict[str, set[int]] = {}
        for form in forms:
            lengths.setdefault(form[:2], set()).add(len(form))
        self._lengths = {start: tuple(sorted(each, reverse=True)) for start, each in lengths.items()}

    def codes(self, form: str) -> tuple[str, ...]:
        """All that bear that name."""
        found = self._forms.get(form)
        return found.codes if found else ()

    def scan(self, text: str) -> list[Mention]:
        """The names in a text from left to right, the longest at each place."""
        lengths, forms, area = self._lengths, self._forms, self._area
        if lengths.keys().isdisjoint(map(add, text, text[1:])):
            return []  # most texts name no place, and no loop of our own is spent on them
        starts = [at for at, pair in enumerate(map(add, text, text[1:])) if pair in lengths]
        found: list[Mention] = []
        free = 0
        for i in starts:
            if i < free:
                continue
            for length in lengths[text[i : i + 2]]:
                form = text[i : i + length]
                here = forms.get(form)
                if here is not None and len(form) == length and self._stands(text, i, form, here, found):
                    joined = bool(found) and BETWEEN.fullmatch(text, found[-1].end, i) is not None
                    office = placenames.OFFICE.match(text, i + length)
                    if office is not None and (of := _offices(here, area)):
                        here, length = of, office.end() - i
                    found.append(Mention(i, i + length, *here, joined))
                    free = i + length
                    break
        return found

    def _stands(self, text: str, start: int, form: str, here: _Form, found: list[Mention]) -> bool:
        """Whether the letters are that name and not a piece of another one."""
        touching = bool(found) and found[-1].end == start
        if start > 0 and not touching:
            before = text[start - 1]
            if before in _ANOTHER and all(len(code) > _COUNTY for code in here.codes):
                return _THERE.search(text, max(0, start - 2), start) is not None
            # 兴县 inside 绍兴县 is another county.
            if len(form) == 2 and here.ranked and text[start - 1 : start + 1] in self._forms:
                return False
        end = start + len(form)
        if not here.ranked and _SIDE.match(text, end) and all(len(code) > _TOWNSHIP for code in here.codes):
            return self._begins(text, end)  # 云周西 is not 云周, but 北辛店南辛店 are two villages
        # 乐平镇桥镇: the rank begins the next name.
        return here.ranked or end >= len(text) or text[end] not in _OTHER_RANK or self._begins(text, end)

    def _begins(self, text: str, at: int) -> bool:
        """Whether a name begins there."""
        return any(text[at : at + length] in self._forms for length in self._lengths.get(text[at : at + 2], ()))


def _offices(here: _Form, area: str) -> _Form | None:
    """The villages among those that bear a name: only they have a 村委会 or 居委会."""
    codes = tuple(code for code in here.codes if len(code) > _TOWNSHIP)
    free = tuple(code for code in codes if code in here.free or (area and code.startswith(area)))
    return _Form(codes, free, not free, True) if codes else None


def _near(code: str, area: str) -> bool:
    return bool(area) and (code.startswith(area[:_CITY]) or area.startswith(code))


BOLD, SHY, BOUND = 1, 2, 3
"""Stands alone; needs words that say a place is meant; needs a named ancestor. Negative: not the official form."""


def _strengths(row: Row, area: str) -> Iterable[tuple[str, int, bool]]:
    code, name, level, aliases = row
    near, home = _near(code, area), bool(area) and code.startswith(area[:_COUNTY])
    usual = placenames.ordinary_words()
    inside = home or len(code) <= _COUNTY
    lone = BOUND if level == "village" and not home else BOLD
    for form in placenames.full_forms(name, level):
        # 祁县 is a county wherever it is said, 城区 and 新村 may be anything.
        vague = (len(form) <= 2 and not (level == "county" and form[-1] == "县")) or (
            len(form) == 3 and level == "village" and form[1:] in ("社区", "村委")
        )
        strength = lone if not vague or (near and level == "county") else SHY if inside and near else BOUND
        yield form, BOUND if not near and form in usual else max(lone, strength), False
    for form in aliases:
        yield form, lone if len(form) > 2 and form not in usual else max(lone, SHY), False
    for form in placenames.old_forms(name, level):
        yield form, -max(lone, SHY if len(form) <= 2 else lone), False
    short = placenames.short_form(name, level)
    if not short or (not near and level == "county" and name.endswith("区") and _SIDED.search(short)):
        return  # 市北 of 市北区 is no name
    strength = BOUND
    if level in ("province", "city"):
        strength = BOLD if short not in usual or near else SHY
    elif level == "county":
        strength = BOLD if near else SHY
    elif near:
        strength = (
            BOLD
            if home and level == "township" and short not in usual
            else SHY
            if home or level == "township"
            else BOUND
        )
    yield short, strength, True


def _form(form: str, claims: tuple[_Claim, ...], before: _Form | None, area: str) -> _Form:
    least = min(strength for _, strength, _ in claims)
    known = before.codes if before else ()
    # 西关村 is the village where a township has a village and a community of that name.
    towns = {code[:_TOWNSHIP] for code in known if len(code) > _TOWNSHIP}
    fresh = {code: strength for code, strength, _ in claims if len(code) <= _TOWNSHIP or code[:_TOWNSHIP] not in towns}
    every = tuple(dict.fromkeys((*known, *fresh)))
    free = (
        ()
        if least == BOUND
        else tuple(
            code
            for code, strength in fresh.items()
            # 孝义 is a city of the prefecture, and a town of our own that is a word besides.
            if strength == least
            or (strength == SHY and len(code) == _TOWNSHIP and code.startswith(area[:_COUNTY] or "-"))
        )
    )
    ranked = form.endswith(_RANKS) and not any(short for _, _, short in claims)
    return _Form(every, every if free == every else free, least != BOLD, ranked and (before is None or before.ranked))
