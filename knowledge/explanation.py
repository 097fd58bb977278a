"""Why a text was understood as it was, in words a clerk understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from knowledge.classifier import QUESTION, Model
from knowledge.clerkwords import PROGRAMMES, told_of
from knowledge.danger import words_of_danger
from knowledge.features import asked, traced
from knowledge.intents import NAMES
from knowledge.lexicon import Hit, Meaning
from knowledge.programmechoice import programmes
from knowledge.understanding import CERTAIN, Ear, Parts, wordless

if TYPE_CHECKING:
    from knowledge.places import PlaceGuess

_SUPPORTS = 6
_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Correction:
    """A misspelt stretch and what it was read as."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word of the lexicon that stands in the text, and what it tells: 「多少钱」 "问金额的话"."""

    word: str
    tells: str


@dataclass(frozen=True, slots=True)
class Support:
    """Words that spoke for a reading (``share`` above zero) or against it, and how much."""

    words: str
    tells: str
    share: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to take the words, how likely it is, and what spoke for it, the strongest first."""

    intent: str
    intent_name: str
    confidence: float
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeGuess:
    """A programme the words may be about; ``key`` is ``None`` and ``name`` says so when they are about none."""

    key: str | None
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that led from the words to the understanding. ``by`` is "rule", "nothing to read", "words" or "meaning"."""

    text: str = field(repr=False)
    normal: str = field(repr=False)
    question: str = field(repr=False)
    """The part that asks, when the text tells a story before; empty when the whole was read alike."""
    corrections: tuple[Correction, ...]
    known: tuple[KnownWord, ...]
    danger: str
    danger_name: str
    danger_words: str
    candidates: tuple[Candidate, ...]
    programmes: tuple[ProgrammeGuess, ...]
    place: PlaceGuess | None
    slots: Mapping[str, Any] = field(repr=False)
    by: str
    confidence: float
    threshold: float
    certain: bool


def explain(ear: Ear, text: str, home: str = "") -> Explanation:
    """What ``ear.hear`` makes of the text, and why."""
    heard = ear.hear(text, home)
    parts = ear.parts(text)
    candidates: tuple[Candidate, ...] = ()
    guesses: tuple[ProgrammeGuess, ...] = ()
    by = "nothing to read"
    if not wordless(parts.text):
        chosen, chances = ear.chances(parts, heard.vector)
        likely = sorted(chances["intent"].items(), key=lambda each: (-each[1], each[0]))[:_CANDIDATES]
        candidates = tuple(
            Candidate(intent, NAMES[intent], chance, _supports(chosen, parts, intent)) for intent, chance in likely
        )
        guesses = tuple(
            ProgrammeGuess(key, PROGRAMMES[key] if key else "不专指哪一项", chance)
            for key, chance in programmes(parts.hits, chances["programme"])
        )
        by = "meaning" if chosen.near else "words"
    ruled = (words_of_danger(parts.normal) or words_of_danger(parts.text)) if heard.danger else ""
    span = asked(parts.text)
    return Explanation(
        text=text,
        normal=parts.text,
        question=parts.text[slice(*span)] if span else "",
        corrections=_corrections(parts.normal, parts.text),
        known=_known(parts.hits),
        danger=heard.danger,
        danger_name=NAMES[heard.danger] if heard.danger else "",
        danger_words=ruled,
        candidates=candidates,
        programmes=guesses,
        place=heard.place,
        slots=heard.slots,
        by="rule" if ruled else by,
        confidence=heard.confidence,
        threshold=CERTAIN,
        certain=heard.certain,
    )


def _corrections(was: str, now: str) -> tuple[Correction, ...]:
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return tuple(Correction(was[a:b], now[c:d]) for step, a, b, c, d in steps if step != "equal")


def _known(hits: Sequence[Hit]) -> tuple[KnownWord, ...]:
    found = {hit.word: _tells(hit.meaning) for hit in hits}
    return tuple(KnownWord(word, tells) for word, tells in found.items() if tells)


def _tells(meaning: Meaning) -> str:
    named = [
        {"name": "{}的叫法", "status": "{}对象的叫法", "cue": "跟{}有关的话"}[kind].format(PROGRAMMES[key])
        for key, _, kind in meaning.programmes
    ]
    family = [f"家里人：{meaning.relation}"] if meaning.relation else []
    return "，".join((*named, *family, *filter(None, map(told_of, meaning.classes))))


def _supports(chosen: Model, parts: Parts, intent: str) -> tuple[Support, ...]:
    """What each piece of the text added, every feature's share spread over the characters it was made of."""
    text = parts.text
    by_place = [0.0] * len(text)
    _spread(chosen, intent, text, parts.hits, parts.words, by_place, 0, 1.0)
    span = asked(text)
    if span is not None:
        by_place = [share * (1 - QUESTION) for share in by_place]
        start, end = span
        inside = [
            Hit(hit.start - start, hit.end - start, hit.word, hit.meaning)
            for hit in parts.hits
            if start <= hit.start and hit.end <= end
        ]
        _spread(chosen, intent, text[start:end], inside, parts.words, by_place, start, QUESTION)
    pieces = [(sum(by_place[start:end]), start, end, tells) for start, end, tells in _pieces(parts)]
    pieces.sort(key=lambda each: -abs(each[0]))
    strong = [Support(text[start:end], tells, share) for share, start, end, tells in pieces if abs(share) > 0.01]
    return tuple(sorted(strong[:_SUPPORTS], key=lambda each: -each.share))


def _spread(
    chosen: Model,
    intent: str,
    text: str,
    hits: Sequence[Hit],
    words: Sequence[str],
    by_place: list[float],
    offset: int,
    weight: float,
) -> None:
    found = traced(text, hits, [word for word in words if word in text])
    for feature, share in chosen.shares(found, intent).items():
        for place in found[feature]:
            by_place[offset + place] += weight * share / len(found[feature])


def _pieces(parts: Parts) -> list[tuple[int, int, str]]:
    """The text in lexicon words and, between them, the tokenizer's words; marks and blanks left out."""
    covered = {place for hit in parts.hits for place in range(hit.start, hit.end)}
    pieces = [(hit.start, hit.end, _tells(hit.meaning)) for hit in parts.hits]
    at = 0
    for word in parts.words:
        free = [place for place in range(at, at + len(word)) if place not in covered]
        if free and any(letter.isalnum() for letter in word):
            pieces.append((free[0], free[-1] + 1, ""))
        at += len(word)
    return sorted(pieces)
