"""Which passage of a programme answers a question: what was meant and what the words ask for, weighed together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge.aspects import asked

if TYPE_CHECKING:
    from knowledge.programmes import Programme
    from knowledge.search import Hit
    from knowledge.understanding import Understanding

ASPECT_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ask_eligibility": ("eligibility", "summary", "policy"),
        "ask_materials": ("materials", "process"),
        "ask_process": ("process", "materials", "contact"),
        "ask_contact": ("contact",),
        "ask_time_limit": ("time_limit", "process"),
        "ask_policy": ("summary", "policy", "eligibility"),
        "ask_stop_reason": ("stop", "appeal", "rights"),
        "ask_standard": ("amount",),
    }
)
"""Which passage answers an intent when the words ask for none in particular, the best first."""
_MEANT, _NEXT = 3.0, 0.5
"""How much the first aspect of the intent weighs against asking words, and how much less each further one does."""
_BOTH = 0.5
"""What is added where intent and asking words agree."""
_FOUND = 1.5
"""How much the passage that the search likes best weighs where the intent tells little."""
_OPEN = frozenset({"ask_policy"})
_APART: Mapping[str, float] = MappingProxyType({"eligibility": 3, "materials": 4, "process": 4, "time_limit": 4})
"""Aspects that may be asked together in one sentence, and from which weight on they are."""
_OUTRIGHT = 5.0
_WORTH = 0.9
"""A word that only touches an aspect decides nothing."""


def passage_for(heard: Understanding, kind: Programme, hits: tuple[Hit, ...]) -> str:
    """The aspect of the programme that answers best; empty when it has none to answer with."""
    chances = {aspect: weight for aspect, weight in asked(heard.text).items() if weight > _WORTH}
    for place, aspect in enumerate(ASPECT_OF.get(heard.intent, ())):
        # The intent was heard from the very words that ask: both together are hardly surer than the surer of them.
        meant = _MEANT - place * _NEXT
        chances[aspect] = max(chances.get(aspect, 0.0), meant) + (_BOTH if aspect in chances else 0.0)
    if heard.intent in _OPEN:
        best = next((hit.entry.key for hit in hits if hit.entry.key.startswith(f"{kind.key}.")), "")
        aspect = best.rpartition(".")[2]
        if aspect:
            chances[aspect] = chances.get(aspect, 0.0) + _FOUND
    held = {aspect: weight for aspect, weight in chances.items() if aspect in kind.passages}
    return max(held, key=held.__getitem__) if held else ""


def asked_of(text: str, kind: Programme | None, *, outright: bool = False) -> str:
    """The aspect (that the programme has, if one is given) that the words ask for; empty when they leave it open.

    ``outright`` counts only words that are hardly ever said for another reason.
    """
    least = _OUTRIGHT if outright else _MEANT
    plain = {aspect: weight for aspect, weight in asked(text).items() if weight >= least and _has(kind, aspect)}
    return max(plain, key=plain.__getitem__) if plain else ""


def _has(kind: Programme | None, aspect: str) -> bool:
    return kind is None or aspect in kind.passages


def asks_outright(text: str) -> bool:
    """Whether a word stands there that asks for one aspect and is hardly ever said for another reason."""
    return any(weight >= _OUTRIGHT for weight in asked(text).values())


def asks_for_one(text: str) -> bool:
    """Whether the words themselves ask for some aspect, and not for what a thing is that we may not know."""
    return any(weight >= _MEANT for aspect, weight in asked(text).items() if aspect != "summary")


def only_guessed(heard: Understanding, passage: str) -> bool:
    """Whether nothing but the programme's name speaks for telling what it is: what was asked about it is not known."""
    return heard.intent in _OPEN and passage == "summary" and not any(w >= _WORTH for w in asked(heard.text).values())


def several(heard: Understanding, kind: Programme) -> tuple[str, ...]:
    """The aspects that one sentence asks for side by side (条件和手续); empty when it asks for one thing."""
    weights = asked(heard.text)
    found = tuple(
        aspect for aspect, least in _APART.items() if weights.get(aspect, 0.0) >= least and aspect in kind.passages
    )
    return found if len(found) > 1 else ()
