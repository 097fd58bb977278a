"""Which words of the domain stand in a sentence: programmes, family, hardships, ways of asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

FOLDER = Path(__file__).parent / "lexicon"

PROGRAMME_SIGN = "P"
RELATION_SIGN = "R"
STATUS_SIGN = "S"


@dataclass(slots=True)
class Meaning:
    """What one word of the lexicon tells."""

    classes: tuple[str, ...] = ()
    programmes: tuple[tuple[str, float, str], ...] = ()
    """(key, weight, "name" | "status" | "cue")."""
    relation: str = ""
    sign: str = ""
    """The letter that stands for the word where sentences are compared by their shape."""
    marks: tuple[str, ...] = ()
    """What a classifier sees of the word: #class, @programme, #kin."""
    group: str = ""
    """The one class that counts for the order of classes in a sentence."""

    def settle(self) -> None:
        """Fill ``marks`` and ``group`` once everything else is known."""
        keys = [mark for key, _, kind in self.programmes for mark in ("@" + key, "@" + kind)]
        kin = ["#kin"] if self.relation else []
        self.marks = (*("#" + tag for tag in self.classes), *dict.fromkeys(keys), *kin)
        self.group = self.classes[0] if self.classes else self.programmes[0][2] if self.programmes else ""


class Hit(NamedTuple):
    """A word of the lexicon at its place in the text."""

    start: int
    end: int
    word: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All domain words; ``scan`` finds them in one pass, the longest first."""

    meanings: Mapping[str, Meaning]
    lengths: Mapping[str, tuple[int, ...]] = field(repr=False)
    """Lengths of the words that begin with two characters, and of those with one, longest first."""

    def scan(self, text: str) -> list[Hit]:
        """Hits from left to right; of words that share a start only the longest, inner words stay hidden."""
        meanings, lengths = self.meanings, self.lengths
        hits: list[Hit] = []
        size, at = len(text), 0
        while at < size:
            step = 1
            for length in lengths.get(text[at : at + 2]) or lengths.get(text[at], ()):
                word = text[at : at + length]
                meaning = meanings.get(word)
                # At the end of the text a slice may be shorter than it was asked to be.
                if meaning is not None and at + length <= size:
                    hits.append(Hit(at, at + length, word, meaning))
                    step = length
                    break
            at += step
        return hits

    def with_names(self, names: Mapping[str, Iterable[str]]) -> Lexicon:
        """The lexicon and further names of programmes, by key: what a pack calls them."""
        meanings = dict(self.meanings)
        for key, words in names.items():
            for word in words:
                if len(word) > 1 and not (word in meanings and meanings[word].programmes):
                    known = meanings.get(word, Meaning())
                    meanings[word] = Meaning(known.classes, ((key, NAME_WEIGHT, "name"),), sign=PROGRAMME_SIGN)
                    meanings[word].settle()
        return Lexicon(meanings, _lengths(meanings))


NAME_WEIGHT = 3.0
STATUS_WEIGHT = 1.5


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read once per process."""
    meanings: dict[str, Meaning] = {}
    for name, words in _read("words.yaml").items():
        tag, _, sign = name.partition("/")
        for word in str(words).split():
            known = meanings.setdefault(word, Meaning())
            known.classes = (*known.classes, tag)
            known.sign = known.sign or sign
    for relation, words in _read("relations.yaml").items():
        for word in str(words).split():
            known = meanings.setdefault(word, Meaning())
            known.relation, known.sign = relation, RELATION_SIGN
    for key, rows in _read("programmes.yaml").items():
        _add_programme(meanings, key, rows)
    for meaning in meanings.values():
        meaning.settle()
    return Lexicon(meanings, _lengths(meanings))


def _add_programme(meanings: dict[str, Meaning], key: str, rows: Mapping[str, str]) -> None:
    for kind, weight, sign in (("name", NAME_WEIGHT, PROGRAMME_SIGN), ("status", STATUS_WEIGHT, STATUS_SIGN)):
        for word in rows.get("names" if kind == "name" else kind, "").split():
            known = meanings.setdefault(word, Meaning())
            known.programmes = (*known.programmes, (key, weight, kind))
            known.sign = sign
    for cue in rows.get("cues", "").split():
        word, _, weight_text = cue.partition(":")
        known = meanings.setdefault(word, Meaning())
        known.programmes = (*known.programmes, (key, float(weight_text or 1), "cue"))


def _lengths(meanings: Mapping[str, Meaning]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in meanings:
        found.setdefault(word[:2], set()).add(len(word))
    for start, lengths in found.items():
        if start[0] in meanings:
            lengths.add(1)
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _read(name: str) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return rows
