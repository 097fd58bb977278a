"""Which entry of the knowledge answers words, if any: by the words themselves, by the search, and by their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
_SAME, _LIKE, _BEYOND = 0.7, 0.55, 0.06
"""Or when one of its questions means the same; or nearly the same, and by so much more than any passage of the
programme spoken of, whose own questions are near to whatever names it."""
_WORDED, _WORDED_SAME = 0.6, 0.7
"""The same two where no model is there to tell meanings: how much of the words, weighed, a question shares."""
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
    best = next((each for each in near if _may(each.entry, kind)), None)
    if best is None or best.likeness < _LIKE:
        return None
    passage = max((each.likeness for each in near if _is_passage(each, kind)), default=0.0)
    return best.entry if best.likeness >= max(passage, _SAME) or best.likeness >= passage + _BEYOND else None


def plainly(heard: Understanding, scene: Scene) -> Entry | None:
    """The entry one of whose questions these words say again; never one of another programme than was named."""
    if heard.vector is None:
        found = _by_likeness(heard.text, None, scene, _WORDED_SAME)
    else:
        best = next((each for each in scene.office.meanings.near(heard.vector, 8) if _may(each.entry, None)), None)
        found = best.entry if best is not None and best.likeness >= _SAME else None
    other = found is not None and found.programme and heard.programme and found.programme != heard.programme
    return None if other else found


def _by_likeness(text: str, kind: Programme | None, scene: Scene, least: float) -> Entry | None:
    near = scene.office.search.nearest(text)
    return near.entry if near is not None and near.score >= least and _may(near.entry, kind) else None


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
