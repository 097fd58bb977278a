"""What a classifier sees of a sentence: the shape of its wording and the classes of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import add

from knowledge.clauses import clauses
from knowledge.lexicon import Hit

_QUESTION = re.compile(
    r"[吗么嘛呢呀不没啵]$|[?]|怎么|咋|多少|几多|好多|多久|啥|什么|哪|能不能|可不可以|可以不|能否|为何|凭什么|是不是|有没有|行不行"
    r"|算不算|想问|请问|问一?下|几号|(?<![前这好头])几天|如何|会不会|要不要|用不用|谁|真的假的|是真|对不对|合不合|得不得|中不中"
)
_NUMBER = re.compile(r"\d+")
_AGE = re.compile(
    r"(?P<old>(?:[89]\d|1[01]\d|[八九]十[一二三四五六七八九几多]?)(?=多?岁|[了的多老 ,，。]|$)"
    r"|百岁|一百[零一二三四五六七])"
    r"|(?P<child>(?<![\d十一二三四五六七八九])(?:1[0-7]|\d|十?[一二三四五六七八九]|十)(?:岁|个月大))"
)
_AGE_SIGN = re.compile(r"[\d十百岁大]")
STORY = 36
"""Characters from which a text may tell a story before it asks."""


def shape(text: str, hits: Sequence[Hit]) -> str:
    """The text with programmes, family, numbers and the like each replaced by one letter."""
    parts: list[str] = []
    at = 0
    for start, end, _, meaning in hits:
        if meaning.sign:
            parts.append(text[at:start])
            parts.append(meaning.sign)
            at = end
    parts.append(text[at:])
    return _NUMBER.sub("N", "".join(parts))


def features(text: str, hits: Sequence[Hit], words: Sequence[str]) -> set[str]:
    """The features of a normalised text: wording as characters and pairs of them, words, word classes."""
    plain = "^" + shape(text, hits).replace(" ", "") + "$"
    found = set(plain)
    found.update(map(add, plain, plain[1:]))
    found.update(["=" + word for word in words if len(word) > 1])
    before = "#"
    for _, _, _, meaning in hits:
        found.update(meaning.marks)
        if meaning.group:
            found.add(before + ">" + meaning.group)
            before = meaning.group
    age = _AGE.search(text) if _AGE_SIGN.search(text) is not None else None
    if age is not None:
        found.add("~" + str(age.lastgroup))
    size = len(text)
    found.add("~1" if size <= 4 else "~2" if size <= 9 else "~3" if size <= 18 else "~4" if size <= 36 else "~5")
    return found


def traced(text: str, hits: Sequence[Hit], words: Sequence[str]) -> dict[str, set[int]]:
    """The same features, each with the places of the characters it was made of; slower, to explain by."""
    signed: list[tuple[str, range]] = []
    at = 0
    for start, end, _, meaning in hits:
        if meaning.sign:
            signed += [(text[place], range(place, place + 1)) for place in range(at, start)]
            signed.append((meaning.sign, range(start, end)))
            at = end
    signed += [(text[place], range(place, place + 1)) for place in range(at, len(text))]
    plain = _without_numbers([("^", range(0)), *signed, ("$", range(0))])
    found: dict[str, set[int]] = {}
    for size in (1, 2):
        for first in range(len(plain) - size + 1):
            piece = plain[first : first + size]
            found.setdefault("".join(sign for sign, _ in piece), set()).update(*(places for _, places in piece))
    for word in words:
        at = text.find(word) if len(word) > 1 else -1
        while at >= 0:
            found.setdefault("=" + word, set()).update(range(at, at + len(word)))
            at = text.find(word, at + 1)
    before, there = "#", range(0)
    for start, end, _, meaning in hits:
        for mark in meaning.marks:
            found.setdefault(mark, set()).update(range(start, end))
        if meaning.group:
            found.setdefault(before + ">" + meaning.group, set()).update(there, range(start, end))
            before, there = meaning.group, range(start, end)
    return {**found, **{each: set() for each in features(text, hits, words) if each.startswith("~")}}


def _without_numbers(signed: Sequence[tuple[str, range]]) -> list[tuple[str, range]]:
    """Runs of digits as one N, blanks left out."""
    plain: list[tuple[str, range]] = []
    number = False
    for sign, places in signed:
        if sign.isdecimal():
            number = number and plain[-1][0] == "N"
            if number:
                plain[-1] = ("N", range(plain[-1][1].start, places.stop))
            else:
                plain.append(("N", places))
            number = True
        else:
            number = False
            if sign != " ":
                plain.append((sign, places))
    return plain


def asks(text: str) -> bool:
    """Whether the words ask something."""
    return bool(_QUESTION.search(text))


def asked(text: str) -> tuple[int, int] | None:
    """From where to where a longer text asks: its last two asking clauses and what stands between them.

    ``None`` when the text is short, asks nothing, or is a question all through.
    """
    if len(text) < STORY:
        return None
    parts = clauses(text)
    asking = [at for at, (start, end) in enumerate(parts) if _QUESTION.search(text[start:end])]
    if not asking or len(parts) == 1:
        return None
    first = asking[-2] if len(asking) > 1 and asking[-2] >= asking[-1] - 1 else asking[-1]
    start, end = parts[first][0], parts[asking[-1]][1]
    return None if end - start > 0.9 * len(text) else (start, end)


def question_features(text: str, hits: Sequence[Hit], words: Sequence[str]) -> set[str] | None:
    """The features of the asking part alone, out of what was found in the whole; ``None`` when it is the whole."""
    span = asked(text)
    if span is None:
        return None
    return part_features(text, span, hits, words)


def part_features(text: str, span: tuple[int, int], hits: Sequence[Hit], words: Sequence[str]) -> set[str]:
    """The features of a part alone, out of what was found in the whole."""
    start, end = span
    inside = [
        Hit(hit.start - start, hit.end - start, hit.word, hit.meaning)
        for hit in hits
        if start <= hit.start and hit.end <= end
    ]
    part = text[start:end]
    return features(part, inside, [word for word in words if word in part])
