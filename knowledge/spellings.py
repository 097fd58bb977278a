"""Domain words that people misspell or type in Latin letters: what they write and what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "lexicon" / "spellings.yaml"


@dataclass(frozen=True, slots=True)
class Spellings:
    """What the shipped list tells."""

    typed: tuple[str, ...]
    """Words that people type in pinyin, the likelier of two that sound alike first."""
    sounds: frozenset[str]
    """Words that any characters of their sound mean, where those are no words themselves."""
    slips: Mapping[str, str] = field(repr=False)
    signs: frozenset[str] = field(repr=False)
    """The characters that are wrong in slips."""
    pattern: re.Pattern[str] = field(repr=False)


@cache
def spellings() -> Spellings:
    """The shipped list, read once per process."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    slips = dict(rows["slips"])
    signs = {wrong for slip, meant in slips.items() for wrong in slip if wrong not in meant}
    pattern = re.compile("|".join(sorted(slips, key=len, reverse=True)))
    return Spellings(tuple(rows["typed"].split()), frozenset(rows["sounds"].split()), slips, frozenset(signs), pattern)


def without_slips(text: str) -> str:
    """The text with look-alike characters in words of ours set right: 申清 is 申请."""
    known = spellings()
    if known.signs.isdisjoint(text):
        return text
    return known.pattern.sub(lambda match: known.slips[match[0]], text)
