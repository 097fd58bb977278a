"""What is wrong with a bureau's own words before anybody hears them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.caveats import dropped, promised
from dialogs.lines import HOLE
from dialogs.say import listed
from dialogs.talk import Option, Reply
from dialogs.wordings import wordings
from knowledge.lessoncheck import known_numbers
from knowledge.plainness import faults_of_wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialogs.wordings import Wording
    from knowledge.pack import Pack

Fit = Callable[[tuple[Reply, ...]], tuple[str, tuple[str, ...]]]
"""Replies as the platform takes them: what fits into one message, and what would have to follow."""
BEFORE_CHOICE = 120
"""Characters before the first number or choice; an old reader tires after that."""
LABEL = 20
_FULL = "示例" * 60
"""What a summary may come to."""
_BRACES = re.compile(r"[{}]")
_NUMBER = re.compile(r"\d+(?:[.,\-]\d+)*")
_SOUNDS = re.compile(
    r"\d+(?:[.,]\d+)*\s*(?:元|块|万|%|％|个?工作日|天|小时|分钟|个月|岁|年|号文)"
    r"|[一二三四五六七八九十百千万两零〇]{1,}(?:元|块钱|万元|个?工作日|天内|小时内)|百分之"
)
DANGERS = "perils"
"""The group of what is said first in danger."""
_LONG_NUMBER = 3
"""Digits from which a number is a phone or an amount and no longer the number of a choice."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. ``stops`` when it must not be published so; else it is a piece of advice."""

    text: str
    stops: bool = True


def faults(line: Wording, text: str, known: Container[str], fit: Fit) -> tuple[Fault, ...]:
    """All that is wrong with these words for that line; ``known`` are numbers that need no document."""
    if not text.strip():
        return (Fault("没有写话。不想改，用“恢复默认”。"),)
    return (
        *_holes(line, text),
        *_numbers(line, text, known),
        *_dialled(line, text),
        *_meaning(line, text),
        *_length(line, text, fit),
        *_tone(line, text),
    )


def faults_of_pack(pack: Pack, own: Mapping[str, str], fit: Fit) -> Iterator[tuple[str, Fault]]:
    """All that is wrong with a table of own words, each with the key it stands under."""
    known, lines = known_numbers(pack), wordings()
    for key, text in own.items():
        if key not in lines:
            yield key, Fault("没有这一句，可能改了名字")
        else:
            for fault in faults(lines[key], text, known, fit):
                yield key, fault


def _holes(line: Wording, text: str) -> Iterator[Fault]:
    there = set(HOLE.findall(text))
    for name in sorted(there - line.holes):
        may = "、".join(f"{{{each}}}" for each in sorted(line.holes))
        yield Fault(f"{{{name}}} 在这里没有内容可填。" + (f"这里能用的是 {may}。" if may else "这里不能用花括号。"))
    for name in sorted(line.must - there):
        yield Fault(f"漏了 {{{name}}}：{line.told.get(name, name)}。没有它，群众听不到。")
    if _BRACES.search(HOLE.sub("", text)):
        yield Fault("花括号没有成对，或者里面不是名字。照原样写，比如 {place}。")


def _numbers(line: Wording, text: str, known: Container[str]) -> Iterator[Fault]:
    plain, ours = HOLE.sub(" ", text), HOLE.sub(" ", line.default)
    kept = set(_NUMBER.findall(ours))
    lost = [number for number in _NUMBER.findall(ours) if len(number) >= _LONG_NUMBER and number not in plain]
    if lost:
        yield Fault(f"原来的话里有{listed(dict.fromkeys(lost))}，不能去掉。")
    said = next(
        (
            number
            for number in _NUMBER.findall(plain)
            if len(number) >= _LONG_NUMBER and number not in kept and number not in known
        ),
        "",
    )
    sounds = next((found[0] for found in _SOUNDS.finditer(plain) if found[0] not in ours), "")
    for found in dict.fromkeys(each for each in (sounds, said) if each and not (each is said and said in sounds)):
        yield Fault(f"“{found}”没有文件依据。钱数、期限、电话写在“知识标准”和政策里，这里不写。")


def _dialled(line: Wording, text: str) -> Iterator[Fault]:
    """In danger nothing but the numbers of the rule, in its order: the first one read is the first one dialled."""
    if line.flow != DANGERS:
        return
    said, ours = (
        tuple(dict.fromkeys(number for number in _NUMBER.findall(HOLE.sub(" ", words)) if len(number) >= _LONG_NUMBER))
        for words in (text, line.default)
    )
    if said != ours and set(ours) <= set(said):
        yield Fault(
            f"有危险时打哪个电话、先打哪个，由系统定：只能是{'、'.join(ours)}，先后不变。"
            if ours
            else "这一句里不写电话。"
        )


def _meaning(line: Wording, text: str) -> Iterator[Fault]:
    yield from map(Fault, dropped(line.default, text))
    if said := promised(line.default, text):
        yield Fault(f"“{said}”像是许诺。够不够、批不批、发多少，要核实了才算，这里不能许。")


def _length(line: Wording, text: str, fit: Fit) -> Iterator[Fault]:
    plain = HOLE.sub("", text)
    if line.kind == "choice":
        if "\n" in text or len(plain) > LABEL:
            yield Fault(f"选项要短，一行之内，最多 {LABEL} 个字，现在 {len(plain)} 个字。")
        return
    if len(plain) > BEFORE_CHOICE:
        yield Fault(f"话太长：最多 {BEFORE_CHOICE} 个字，现在 {len(plain)} 个字。")
    options = line.options or (Option("是"),)
    first, more = fit((Reply(HOLE.sub(lambda hole: _FULL if hole[1] == "summary" else "示例", text), options),))
    if more:
        size = sum(len(part.encode()) for part in (first, *more))
        yield Fault(f"一条消息放不下：连选项一共 {size} 个字节，微信最多 2048 个。")


def _tone(line: Wording, text: str) -> Iterator[Fault]:
    for said in faults_of_wording(HOLE.sub("", text)):
        if not said.startswith("话太长"):
            yield Fault(f"{said}。", stops=False)
    if text.count("？") + text.count("?") > 1 and line.kind == "question":
        yield Fault("一次只问一件事：这里有两个问号。", stops=False)
