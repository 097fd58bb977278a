"""Which entry of the knowledge answers words, if any: by the words themselves, by the search, and by their meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.passagechoice import asked_of
from knowledge.aspects import asked

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.meanings import Nearness
    from knowledge.programmes import Entry, Programme
    from knowledge.search import Hit
    from knowledge.understanding import Understanding

_COVERED, _PAIRS = 0.7, 3
"""An entry is the answer when this share of one of its questions was said, and at least so many pairs of characters."""
_STRONG, _AHEAD = 45.0, 1.7
"""Or when the search is this sure of it, and so much surer than of the next."""
_SAME, _NAMED, _LIKE, _BEYOND = 0.7, 0.6, 0.55, 0.06
"""Or when one of its questions means the same; or nearly the same, and by so much more than any passage of the
programme spoken of, whose own questions are near to whatever names it. Where a programme was named one of its passages
is no bad answer, so that an entry has to be nearer."""
_TOUCHES = 2.0
"""From this weight on a question asks for an aspect."""
_WORDED = 0.6
"""The same where no model is there to tell meanings: how much of the words, weighed, a question shares."""
_UNSURE, _OFFERED = 0.6, 0.5
"""Where nothing is certain: near enough to answer, and near enough to offer as what may have been meant."""
_CERTAIN = 0.85
"""Likeness from which on an entry answers even where something else was understood."""
_SURER: Mapping[str, float] = MappingProxyType({"out_of_scope": _CERTAIN, "ask_standard": 0.93})
"""And where that was certain: who asks for an amount hears the amount, unless the knowledge holds these very words."""
_WORDS = 0.5
"""How much the words in common weigh beside the meaning where several questions are near."""
_GENERAL = frozenset({"what_help", "where"})
"""Entries that answer only who named no programme."""


def entry_for(heard: Understanding, kind: Programme | None, hits: tuple[Hit, ...], scene: Scene) -> Entry | None:
    """The entry of its own that these words ask for; passages of programmes are chosen by what is asked instead."""
    return _by_words(heard.text, kind, hits) or by_meaning(heard, kind, scene)


def by_meaning(heard: Understanding, kind: Programme | None, scene: Scene) -> Entry | None:
    """The entry one of whose questions means what was asked, in whatever words."""
    if heard.vector is None:
        return _by_likeness(heard.text, kind, scene, _WORDED)
    near = scene.office.meanings.near(heard.vector, 8)
    best = _best((each for each in near if _may(each.entry, kind) and _agrees(each, heard.text, kind)), heard, scene)
    if best is None or best.likeness < (_LIKE if kind is None else _NAMED):
        return None
    passage = max((each.likeness for each in near if _is_passage(each, kind)), default=0.0)
    return best.entry if best.likeness >= max(passage, _SAME) or best.likeness >= passage + _BEYOND else None


def plainly(heard: Understanding, scene: Scene) -> Entry | None:
    """The entry one of whose questions these words say again; never one of another programme than was named."""
    least = _SAME if heard.certain else _UNSURE
    if heard.certain and heard.intent in _SURER:
        least = _SURER[heard.intent]
    found, likeness = _nearest(heard, scene)
    return found if likeness >= least else None


def perhaps(heard: Understanding, scene: Scene) -> Entry | None:
    """The entry that may have been meant, to be offered where the words were not clear."""
    found, likeness = _nearest(heard, scene)
    return found if likeness >= _OFFERED else None


def _nearest(heard: Understanding, scene: Scene) -> tuple[Entry | None, float]:
    """The entry nearest to the words and how near; none where a passage of the programme named is nearer still."""
    kind = scene.office.pack.programmes.get(heard.programme or "")
    if heard.vector is None:
        best = _by_likeness(heard.text, None, scene, _WORDED)
        likeness = _SAME if best else 0.0
    else:
        near = scene.office.meanings.near(heard.vector, 8)
        told = (each for each in near if _may(each.entry, None) and _agrees(each, heard.text, kind))
        found = _best(told, heard, scene)
        passage = max((each.likeness for each in near if kind and _is_passage(each, kind)), default=0.0)
        best, likeness = (found.entry, found.likeness) if found and found.likeness >= passage else (None, 0.0)
    other = best is not None and best.programme and kind is not None and best.programme != kind.key
    return (None, 0.0) if other else (best, likeness)


def _best(near: Iterable[Nearness], heard: Understanding, scene: Scene) -> Nearness | None:
    """Of questions near in meaning the one that also shares the rarest words: a daughter is no mother-in-law."""
    search = scene.office.search
    return max(near, key=lambda each: each.likeness + _WORDS * search.worded_like(heard.text, each.entry), default=None)


def _agrees(near: Nearness, text: str, kind: Programme | None) -> bool:
    """Whether a question near in meaning asks for the aspect that the words ask for outright, where they do."""
    aspect = asked_of(text, kind, outright=True)
    return not aspect or near.likeness >= _CERTAIN or asked(near.question).get(aspect, 0.0) >= _TOUCHES


def _by_likeness(text: str, kind: Programme | None, scene: Scene, least: float) -> Entry | None:
    near = scene.office.search.nearest(text)
    if near is None or near.likeness < least or not _may(near.entry, kind):
        return None
    # Words in common are less than a common meaning: any aspect that is asked for has to be the same.
    aspect = asked_of(text, kind)
    return near.entry if not aspect or asked(near.question).get(aspect, 0.0) >= _TOUCHES else None


def _is_passage(near: Nearness, kind: Programme | None) -> bool:
    return "." in near.entry.key and (kind is None or near.entry.programme == kind.key)


def _may(entry: Entry, kind: Programme | None) -> bool:
    if "." in entry.key or entry.key.startswith("payday"):
        return False
    return kind is None or (entry.programme in (None, kind.key) and entry.key not in _GENERAL)


def _by_words(text: str, kind: Programme | None, hits: tuple[Hit, ...]) -> Entry | None:
    said = _pairs(text)
    for place, hit in enumerate(hits):
        if "." in hit.entry.key or (kind is not None and hit.entry.programme not in (None, kind.key)):
            continue
        if kind is not None and hit.entry.key in _GENERAL:
            continue
        for question in (hit.entry.title, *hit.entry.questions):
            pairs = _pairs(question)
            shared = len(pairs & said)
            if shared >= _PAIRS and shared >= _COVERED * len(pairs):
                return hit.entry
        behind = hits[1].score if place == 0 and len(hits) > 1 else hits[0].score
        if hit.score >= _STRONG and hit.score >= _AHEAD * behind:
            return hit.entry
    return None


def _pairs(text: str) -> set[str]:
    plain = "".join(letter for letter in text if letter.isalnum())
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
