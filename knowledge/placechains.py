"""Names that belong together, made one place; and of several places the one that counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.placecues import Around, Role
from knowledge.placeindex import Mention
from knowledge.placenames import ordinary_words

_PREFECTURE, _COUNTY, _TOWNSHIP = 4, 6, 9
_SHORTEST = 2
_MANY = 3
"""So many places near by bear an everyday word as a name that it is likelier meant as one."""
_LAST = re.compile("[的，, ]|$")
_ORDER: dict[Role, int] = {"register": 0, "living": 1, "plain": 1, "past": 3, "work": 4}


@dataclass(slots=True)
class Chain:
    """Names said of one place, and the codes they may mean together."""

    start: int
    end: int
    codes: tuple[str, ...]
    sure: bool
    """Whether a place is meant at all without further words that say so."""
    thin: bool
    mentions: list[Mention] = field(default_factory=list)
    related: bool = False
    role: Role = "plain"


def chains(mentions: Iterable[Mention], around: Around, area: str, asked: bool) -> list[Chain]:
    """The places that a text speaks of, in order; everyday words and names of people are left out."""
    found: list[Chain] = []
    for mention in mentions:
        if not _joined(found, mention, around, area) and not _added(found, mention, around):
            sure = bool(mention.free) and not mention.shy
            found.append(Chain(mention.start, mention.end, mention.codes, sure, mention.thin, [mention]))
    spans = [(chain.start, chain.end) for chain in found]
    alone = bool(found) and around.alone(spans)
    instead = [False] + [around.corrects(one.start, one.end, other.start) for one, other in pairwise(found)]
    kept = [
        chain
        for chain, other in zip(found, instead, strict=False)
        if _stands(chain, around, area, alone or other, asked or other)
    ]
    since = 0
    for chain in kept:
        chain.role = around.role(chain.start, chain.end, since)
        since = chain.end
    return kept


def _joined(found: list[Chain], mention: Mention, around: Around, area: str) -> bool:
    """Whether the name goes on with the address before it, as a part of it, or as something unlisted within it."""
    if not found or not mention.joined or found[-1].end > mention.start:
        return False
    chain = found[-1]
    last = _LAST.match(around.text, mention.end) is not None and chain.mentions[-1].ranked  # 孝义镇上贤的
    straddles = not mention.ranked and mention.shy and not around.whole_words(mention.start, mention.end) and not last
    codes = () if straddles else together(chain.codes, mention.codes)
    if codes and not mention.ranked:
        codes = _towns_first(codes)
    if codes:
        _extend(chain, mention, codes)
        return True
    if straddles:
        return True
    depth = min(map(len, mention.codes))
    listed = "、" in around.text[chain.end : mention.start]
    if listed or depth < min(map(len, chain.codes)) or not (chain.sure or chain.related):
        return False
    if depth == _TOWNSHIP and mention.free and not mention.shy and _same_prefecture(chain.codes, mention.free):
        # A township said to be of a county that it is not of: both are asked about.
        chain.codes = (*mention.free, *chain.codes)
        chain.thin = True
    chain.end = mention.end
    return True


def _added(found: list[Chain], mention: Mention, around: Around) -> bool:
    """Whether the name is of a place spoken of earlier in the text, with other words in between."""
    deep = _deep(mention)
    if mention.shy and not mention.ranked and not around.cued(mention.start, mention.end, deep):
        return False
    if mention.shy and around.no_place(mention.start, mention.end, deep) and not mention.ranked:
        return False
    role = around.role(mention.start, mention.end, found[-1].end if found else 0)
    for chain in reversed(found):
        codes = together(chain.codes, mention.codes)
        theirs = around.role(chain.start, chain.end, 0)
        if not codes or "denied" in (role, theirs) or (role != theirs and "register" in (role, theirs)):
            continue
        if not chain.sure and not chain.related and _deep(chain.mentions[0]):
            first = chain.mentions[0]
            if not first.ranked and not around.cued(first.start, first.end, True):
                continue
        _extend(chain, mention, codes, far=True)
        return True
    return False


def _extend(chain: Chain, mention: Mention, codes: tuple[str, ...], *, far: bool = False) -> None:
    chain.codes = codes
    chain.related = True
    chain.thin = chain.thin or mention.thin
    chain.mentions.append(mention)
    if not far:
        chain.end = mention.end


def together(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that both names may mean, one being within the other or the same."""
    for whole, part in ((above, below), (below, above)):
        codes = tuple(code for code in part if any(code != each and code.startswith(each) for each in whole))
        if codes:
            return codes
    return tuple(code for code in above if code in below)


def _towns_first(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Of a township and villages elsewhere by one short name the township, which everybody thinks of first."""
    towns = tuple(code for code in codes if len(code) <= _TOWNSHIP)
    return towns or codes


def _with_namesakes(towns: tuple[str, ...], every: tuple[str, ...], area: str) -> tuple[str, ...]:
    """A township of our own, and with nothing around it the villages elsewhere in the area that bear its name."""
    if not area or not all(len(code) == _TOWNSHIP and code.startswith(area) for code in towns):
        return towns
    others = (code for code in every if code.startswith(area) and not code.startswith(towns))
    return (*towns, *(code for code in others if len(code) > _TOWNSHIP))


def _deep(mention: Mention) -> bool:
    return all(len(code) > _TOWNSHIP for code in mention.free or mention.codes)


def _same_prefecture(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    near = {code[:_PREFECTURE] for code in some if len(code) >= _COUNTY}
    return any(code[:_PREFECTURE] in near for code in others)


def _stands(chain: Chain, around: Around, area: str, alone: bool, asked: bool) -> bool:
    """Whether a place is meant at all."""
    if chain.related:
        return True
    (mention,) = chain.mentions
    if alone and _asked_about(chain, around, area, asked):
        return True
    if not mention.free:
        return False
    start, end, deep = mention.start, mention.end, _deep(mention)
    if not mention.ranked:
        chain.codes = _with_namesakes(_towns_first(mention.free), mention.codes, area)
        away = bool(area) and not any(code.startswith(area[:_COUNTY]) or area.startswith(code) for code in chain.codes)
        # 江边 is a township, and a river has one; 大寨 is one of a county near by, and a hamlet of many villages.
        chain.thin = around.text[end - 1] in "边上下里" or (alone and away and len(chain.codes[0]) == _TOWNSHIP)
    else:
        chain.codes = mention.free
    if asked and alone:
        return True
    if mention.ranked and not mention.shy:
        return end - start > _SHORTEST or around.whole_words(start, end)
    if not mention.ranked and around.no_place(start, end, min(map(len, mention.free)) >= _TOWNSHIP):
        return False
    if alone and not (mention.shy and around.text[start:end] in ordinary_words()):
        return mention.ranked or around.whole_words(start, end)
    if mention.shy:
        if around.cued(start, end, deep):
            return True
        if deep and start == 0 and around.somebodys(end):
            chain.thin = True
            return True
        return False
    return around.whole_words(start, end) or around.cued(start, end, deep=False)


def _asked_about(chain: Chain, around: Around, area: str, asked: bool) -> bool:
    """Villages elsewhere in the prefecture, of which somebody says no more than 营盘的."""
    (mention,) = chain.mentions
    if mention.ranked or not area or any(code.startswith(area) for code in mention.codes):
        return False
    near = tuple(code for code in mention.codes if code.startswith(area[:_PREFECTURE]))
    said = asked or around.text.startswith("的", chain.end)
    known = any(len(code) <= _TOWNSHIP for code in mention.free) and not mention.shy
    usual = around.text[chain.start : chain.end] in ordinary_words()
    if not said or known or len(near) < (_MANY if usual else 2):
        return False
    chain.codes, chain.thin = near, True
    return around.whole_words(chain.start, chain.end)


def chosen(every: list[Chain], area: str) -> list[Chain]:
    """Of the places said, those that count: household register, then here, then where somebody lives."""
    said = [chain for chain in every if chain.role != "denied"]
    if not said:
        return []
    order = {id(chain): (_ORDER[chain.role], 0 if _local(chain.codes, area) else 1) for chain in said}
    # Here counts before elsewhere, whatever somebody does elsewhere; only the register counts before here.
    best = min(said, key=lambda chain: _rank(*order[id(chain)]))
    rank = _rank(*order[id(best)])
    same = [chain for chain in said if _rank(*order[id(chain)]) == rank]
    return same if _local(best.codes, area) else same[:1]


def _rank(role: int, away: int) -> tuple[int, int]:
    return (0, 0) if role == 0 else (1 + away, role)


def _local(codes: tuple[str, ...], area: str) -> bool:
    return bool(area) and any(code.startswith(area) for code in codes)


def settled(codes: tuple[str, ...], area: str, home: str) -> tuple[str, ...]:
    """One name's codes, fewer where the asker's place tells; a whole and its part are the whole, which is certain."""
    if len(codes) > 1 and home:
        codes = _nearest(codes, home, (9, 6, 4))
    elif len(codes) > 1 and area and any(code.startswith(area) for code in codes):
        own = tuple(code for code in codes if code.startswith(area))
        # A neighbour county of the same name may well be meant; one at the other end of the country hardly.
        near = tuple(code for code in codes if len(code) <= _COUNTY and code.startswith(area[:_PREFECTURE]))
        codes = tuple(dict.fromkeys((*near, *own)))
    elif len(codes) > 1 and area:
        codes = _nearest(codes, area, (6, 4, 2))
    return tuple(code for code in codes if not any(code != each and code.startswith(each) for each in codes))


def _nearest(codes: tuple[str, ...], home: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    for length in lengths:
        near = tuple(code for code in codes if len(home) >= length and code.startswith(home[:length]))
        if near:
            return near
    return codes
