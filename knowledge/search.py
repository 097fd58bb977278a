"""Finds the knowledge entries that words are about, as they are typed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from knowledge.lexicon import lexicon
from knowledge.meanings import Nearness, questions_of
from knowledge.normalise import normalise

if TYPE_CHECKING:
    from knowledge.cutter import Cutter
    from knowledge.pack import Entry

_FULL = 1.2
_LENGTH = 0.5
"""How soon a repeated word stops adding (k1) and how much a long entry is held back (b), as in Okapi BM25."""
_TITLE, _QUESTION = 4, 3
"""A word in the title or a question counts as often as that many in the answer."""
_CANDIDATES = 60
"""How many entries are looked at for one whose question is like the words."""
_MANY = 0.5
"""A word in more than this share of the entries tells nothing, unless nothing else was typed."""


class Hit(NamedTuple):
    """An entry and how well it fits; scores compare only within one search."""

    entry: Entry
    score: float


class KnowledgeSearch:
    """An index in memory over the entries of a pack, made at the first search. Safe in threads."""

    def __init__(
        self, entries: Iterable[Entry], cutter: Cutter, counted: Mapping[Entry, Counter[str]] | None = None
    ) -> None:
        self._cutter = cutter
        self._entries = tuple(entries)
        self._counted = dict(counted or {})
        self._postings: dict[str, dict[int, float]] = {}
        self._weights: dict[str, float] = {}
        self._questions: dict[str, frozenset[str]] = {}
        self._made = False
        self._lock = Lock()
        self._last: tuple[tuple[str, bool], tuple[Hit, ...]] = (("", False), ())

    def with_entries(self, entries: Iterable[Entry]) -> KnowledgeSearch:
        """The same over other entries; the words of those that both hold are not cut again."""
        self.prepare()
        return KnowledgeSearch(entries, self._cutter, self._counted)

    def prepare(self) -> None:
        """Make the index now, so that the first to search need not wait for it."""
        with self._lock:
            if not self._made:
                self._make()
                self._made = True

    def _make(self) -> None:
        self._counted = {each: self._counted.get(each) or self._terms(each) for each in self._entries}
        counts = [self._counted[each] for each in self._entries]
        lengths = [sum(found.values()) for found in counts]
        average = sum(lengths) / len(lengths) if lengths else 1.0
        for at, found in enumerate(counts):
            hold = _FULL * (1 - _LENGTH + _LENGTH * lengths[at] / average)
            for term, count in found.items():
                self._postings.setdefault(term, {})[at] = count * (_FULL + 1) / (count + hold)
        size = len(self._entries)
        self._weights = {
            term: math.log(1 + (size - len(where) + 0.5) / (len(where) + 0.5)) for term, where in self._postings.items()
        }

    def find(self, text: str, limit: int = 5) -> tuple[Hit, ...]:
        """The entries that fit best, best first; an empty tuple when no word is known.

        Half-typed words find what begins with or holds what is there already.
        """
        if not self._made:
            self.prepare()
        plain = normalise(text)
        # One message is looked up by several, each for its own purpose.
        last, known = self._last
        if last == (plain, True) and limit <= len(known):
            return known[:limit]
        found = self._found(plain, limit)
        self._last = ((plain, len(found) == limit), found)
        return found

    def _found(self, plain: str, limit: int) -> tuple[Hit, ...]:
        if len(plain) == 1:
            terms = {term for term in self._postings if plain in term}
        else:
            terms = {term for term in self._asked(plain) if term in self._postings}
        telling = {term for term in terms if len(self._postings[term]) <= _MANY * len(self._entries)} or terms
        scores: dict[int, float] = {}
        for term in telling:
            weight = self._weights[term]
            for at, share in self._postings[term].items():
                scores[at] = scores.get(at, 0.0) + weight * share
        best = nlargest(limit, scores.items(), key=lambda pair: (pair[1], -pair[0]))
        return tuple(Hit(self._entries[at], score) for at, score in best)

    def nearest(self, text: str) -> Nearness | None:
        """The entry one of whose own questions is most like the words, and how like it is: 1 is the same, 0 nothing.

        Passages of programmes (``dibao.amount``) are left out: people ask for them in more ways than can be listed.
        """
        said = frozenset(self._asked(normalise(text)))
        near = (
            Nearness(hit.entry, question, self._likeness(said, question))
            for hit in self.find(text, _CANDIDATES)
            if "." not in hit.entry.key
            for question in questions_of(hit.entry)
        )
        return max(near, key=lambda each: each.likeness, default=None)

    def worded_like(self, text: str, entry: Entry) -> float:
        """How like the words are to the nearest of the entry's own questions: 1 is the same, 0 nothing."""
        if not self._made:
            self.prepare()
        said = frozenset(self._asked(normalise(text)))
        return max(self._likeness(said, question) for question in questions_of(entry))

    def _likeness(self, said: frozenset[str], question: str) -> float:
        """Twice the weight of what both say, of all that both say (Dice), rare words weighing more."""
        asked = self._questions.get(question)
        if asked is None:
            asked = self._questions[question] = frozenset(self._asked(normalise(question)))
        both = self._weight(said) + self._weight(asked)
        return 2 * self._weight(said & asked) / both if both else 0.0

    def _weight(self, terms: frozenset[str]) -> float:
        unknown = math.log(1 + len(self._entries))
        return sum(self._weights.get(term, unknown) for term in terms)

    def _terms(self, entry: Entry) -> Counter[str]:
        found: Counter[str] = Counter()
        for text, times in ((entry.title, _TITLE), *((each, _QUESTION) for each in entry.questions), (entry.answer, 1)):
            for term in self._asked(normalise(text)):
                found[term] += times
        if entry.programme:
            found["@" + entry.programme] += _TITLE
        return found

    def _asked(self, plain: str) -> list[str]:
        """Words, the shorter words within, pairs of neighbouring characters, and the programmes that are named."""
        terms = [word for word in self._cutter.cut_for_search(plain) if len(word) > 1]
        bare = plain.replace(" ", "")
        terms += [bare[at : at + 2] for at in range(len(bare) - 1)]
        terms += [
            "@" + key for hit in lexicon().scan(plain) for key, _, kind in hit.meaning.programmes if kind != "cue"
        ]
        return terms
