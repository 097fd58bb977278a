"""Which aspect of a programme words ask for: each aspect's own asking words, weighed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from knowledge.programmes import ASPECTS

FILE = Path(__file__).parent / "aspects.yaml"
_GAP = "…"
_BETWEEN = ".{0,6}"


def asked(text: str) -> dict[str, float]:
    """How strongly the words ask for each aspect; aspects that no word asks for are absent.

    Of an aspect's words only the weightiest counts, and half of the next: two ways of saying one thing are one thing.
    """
    found: dict[str, float] = {}
    for aspect, words in _words().items():
        weights = sorted((weight for pattern, weight in words if pattern.search(text)), reverse=True)
        if weights:
            found[aspect] = weights[0] + sum(weights[1:2]) / 2
    return found


@cache
def _words() -> Mapping[str, tuple[tuple[re.Pattern[str], float], ...]]:
    rows: Mapping[str, Mapping[int, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    unknown = set(rows) - set(ASPECTS)
    if unknown:
        raise ValueError(f"aspects.yaml asks for unknown aspects: {unknown}")
    return {
        aspect: tuple((_pattern(word), float(weight)) for weight, words in by_weight.items() for word in words.split())
        for aspect, by_weight in rows.items()
    }


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(_BETWEEN.join(map(re.escape, word.split(_GAP))))
