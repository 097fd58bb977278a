"""What a bureau may announce to everybody: plain words, from one day to another, and nothing about a person."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_TITLE, LONGEST_TEXT = 60, 3000
LONGEST_SHOWN = timedelta(days=366)

_SEALED = re.compile(
    r"(?<![\d*])(?:[\d*]{14,18}[\dXx*]|\d{6}[ -][\d*]{8}[ -][\d*]{3}[\dXx*]"
    r"|\d{4}(?:[ -][\d*]{4}){3}(?:[ -]?\d{1,3})?)(?![\dXx*])"
)
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be announced. ``division`` is the place whose column it stands in; ``until`` its last day there."""

    division: str
    title: str
    text: str
    shown_from: date
    shown_until: date
    doc_no: str = ""


def faults_of(told: Announcement, today: date) -> Iterator[str]:
    """Why it cannot be announced so, each in a sentence for the clerk; nothing when it can."""
    if not 2 <= len(told.title) <= LONGEST_TITLE:
        yield f"标题要 2 到 {LONGEST_TITLE} 个字。"
    if len(told.text) < 5:
        yield "请写上正文。"
    if len(told.text) > LONGEST_TEXT:
        yield f"正文太长，最多 {LONGEST_TEXT} 个字，现在 {len(told.text)} 个。"
    if told.shown_until < told.shown_from:
        yield "收起的日子比开始的还早。"
    elif told.shown_until < today:
        yield "收起的日子已经过了。"
    elif told.shown_until - told.shown_from > LONGEST_SHOWN:
        yield "最多公开一年，到时要续再写。"
    for number in sealed_in(f"{told.title}\n{told.text}"):
        yield f"里面有像身份证号或银行卡号的一串数字（{number}），不能公开，请去掉。"


def sealed_in(text: str) -> tuple[str, ...]:
    """Numbers that look like an ID or a bank card, with their middle hidden: they never stand in public."""
    bare = (re.sub(r"[ \-]", "", found[0]) for found in _SEALED.finditer(text))
    return tuple(dict.fromkeys(f"{number[:3]}…{number[-2:]}" for number in bare))


def mobiles_in(text: str, known: Container[str] = frozenset()) -> tuple[str, ...]:
    """Mobile numbers, which are most often a person's: somebody must have looked. ``known`` are published ones."""
    found = (re.sub(r"\D", "", match[0])[-11:] for match in _MOBILE.finditer(text))
    return tuple(dict.fromkeys(number for number in found if number not in known))
