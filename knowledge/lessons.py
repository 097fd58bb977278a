"""What the bureau taught its account: sentences with their meaning, and which of its own entries answers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.lexicon import lexicon
from knowledge.likeness import bare, likeness, named_programmes, terms

if TYPE_CHECKING:
    from knowledge.meanings import Nearness
    from knowledge.programmes import Entry

OWN = "own-"
"""How the keys of the bureau's own entries begin."""
_LONG = 8
"""From so many characters on one of them may differ and it is still the same sentence."""
_SURE = 0.62
"""Wording this alike asks the same thing."""
_FAIR = 0.45
"""And this alike, where nothing else is known to answer."""
_HINT, _NEAR, _AHEAD = 0.05, 0.66, 0.1
"""Or: some wording shared, a meaning this near, and so much nearer than any other entry's."""
_FIGURES = frozenset({"ask_standard", "query_payment", "query_progress"})
"""Who wants a figure or an own case is not put off with an entry that was taught for something else."""
_TURNS = frozenset("不没未无别非谁几哪多少大小前后上下男女父母儿子孙夫妻停发减增一二三四五六七八九十百千万0123456789")
"""Characters that turn a sentence into another one: where two differ in one of these, they are two sentences."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence, what its speaker wants, about which programme ("" for none), answered by which own entry."""

    text: str = field(repr=False)
    intent: str
    programme: str = ""
    entry: str = ""


class Lessons:
    """The taught sentences and the bureau's own entries, made to be looked up in microseconds. Safe in threads."""

    def __init__(self, lessons: Iterable[Lesson] = (), entries: Iterable[Entry] = ()) -> None:
        self.lessons = tuple(lessons)
        self.entries = {each.key: each for each in entries}
        self._exact = {bare(each.text): each for each in reversed(self.lessons)}
        self._by_length: dict[int, list[str]] = {}
        for said in self._exact:
            self._by_length.setdefault(len(said), []).append(said)
        told = [(each.key, said) for each in self.entries.values() for said in (each.title, *each.questions)]
        told += [(each.entry, each.text) for each in self.lessons if each.entry in self.entries]
        self._wordings = tuple(dict.fromkeys(told))
        self._said: dict[str, list[str]] = defaultdict(list)
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        for at, (key, said) in enumerate(self._wordings):
            self._said[key].append(said)
            for term, weight in terms(said).items():
                self._postings[term][at] = weight
        self._intents: dict[str, set[str]] = defaultdict(set)
        self._programmes: dict[str, frozenset[str]] = {}
        for key, said in self._wordings:
            self._programmes[key] = self._programmes.get(key, frozenset()) | named_programmes(said)
        for each in self.lessons:
            self._intents[each.entry].add(each.intent)

    def __bool__(self) -> bool:
        return bool(self.lessons or self.entries)

    def taught(self, text: str) -> Lesson | None:
        """The lesson of this very sentence: the same but for politeness, particles, marks, or one character mistyped.

        A sentence that differs in a character that counts (a negation, a number, a word of the lexicon) is another.
        """
        if not self._exact:
            return None
        said = bare(text)
        found = self._exact.get(said)
        if found is not None or len(said) < _LONG:
            return found
        for length in (len(said), len(said) - 1, len(said) + 1):
            for known in self._by_length.get(length, ()):
                if _one_slip(said, known):
                    return self._exact[known]
        return None

    def entry(self, text: str, intent: str = "", near: Sequence[Nearness] = (), *, lost: bool = False) -> Entry | None:
        """The bureau's own entry that these words ask for; None when none of them clearly does.

        ``intent`` is what was heard, ``near`` the entries of the whole knowledge nearest in meaning, where a sentence
        model is installed. ``lost`` says that there would be no answer otherwise: then less likeness will do.
        """
        lesson = self.taught(text)
        if lesson is not None and lesson.entry in self.entries:
            return self.entries[lesson.entry]
        if not self._wordings:
            return None
        named = named_programmes(text)
        enough = _FAIR if lost else _SURE
        alike = self._alike(text, enough)
        fit = {key: score for key, score in alike.items() if score >= enough and self._fits(key, named, intent)}
        if fit:
            return self.entries[max(fit.items(), key=lambda pair: (pair[1], pair[0]))[0]]
        if near and near[0].entry.key in self.entries and near[0].likeness >= _NEAR:
            key, next_best = near[0].entry.key, near[1].likeness if len(near) > 1 else 0.0
            ahead = near[0].likeness - next_best >= _AHEAD
            if ahead and self._fits(key, named, intent) and self._hint(text, key):
                return self.entries[key]
        return None

    def _hint(self, text: str, key: str) -> bool:
        asked = terms(text)
        return any(likeness(asked, terms(said)) >= _HINT for said in self._said[key])

    def _alike(self, text: str, enough: float) -> dict[str, float]:
        """How alike the wording is to the nearest wording of each entry; only those that may be alike enough.

        Rare terms come first. Once the terms that are left could not make a wording alike enough by themselves, they
        only add to those found already: with ten thousand entries the common ones stand in every other wording.
        """
        asked = [(self._postings[term], weight) for term, weight in terms(text).items() if term in self._postings]
        asked.sort(key=lambda pair: len(pair[0]))
        left = sum(weight * weight for _, weight in asked)
        scores: dict[int, float] = {}
        for posting, weight in asked:
            if left >= enough * enough:
                for at, theirs in posting.items():
                    scores[at] = scores.get(at, 0.0) + weight * theirs
            else:
                for at in scores:
                    if at in posting:
                        scores[at] += weight * posting[at]
            left -= weight * weight
        best: dict[str, float] = {}
        for at, score in scores.items():
            if score >= enough:
                key = self._wordings[at][0]
                best[key] = max(best.get(key, 0.0), score)
        return best

    def _fits(self, key: str, named: frozenset[str], intent: str) -> bool:
        programme = self.entries[key].programme
        meant = self._programmes[key] | ({programme} if programme else frozenset())
        return (not named or bool(named & meant)) and (intent not in _FIGURES or intent in self._intents[key])


def _one_slip(one: str, other: str) -> bool:
    """Whether one character was mistyped, left out or typed too much, and none that counts."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if len(mine) > 1 or len(theirs) > 1 or _TURNS & {*mine, *theirs}:
        return False
    return _words(one) == _words(other)


def _words(text: str) -> list[tuple[str, ...]]:
    return [hit.meaning.marks for hit in lexicon().scan(text) if hit.meaning.marks]
