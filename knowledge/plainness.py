"""Whether words are fit for a resident: plain, short enough, and without a number that has no document."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

# What a resident reads must not shout, scold or speak like an office.
_ROUGH = re.compile(r"[!！]|你(?!们)|经办|赋能|抓手|闭环")
_DIGITS = re.compile(r"\d[\d,.]*")
_BEFORE_NUMBER = 120
_LONGEST = 300


def unsourced_number(text: str, known: Container[str]) -> str:
    """The first number of a text that needs a document: any but those in ``known`` (hotlines). Empty for none."""
    return next((number for number in _DIGITS.findall(text) if number.rstrip(".,") not in known), "")


def faults_of_wording(text: str) -> Iterator[str]:
    """What a resident must not read, and what is too long for her, in words for the clerk who wrote it."""
    if rough := _ROUGH.search(text):
        yield f"给群众看的话里不要写“{rough[0]}”"
    first = _DIGITS.search(text)
    if len(text) > _LONGEST or (first and first.start() > _BEFORE_NUMBER):
        yield f"话太长：第一个数字前最多 {_BEFORE_NUMBER} 个字，全文最多 {_LONGEST} 个字"
