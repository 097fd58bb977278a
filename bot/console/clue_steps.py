"""What may be done with a clue now: the one big next step first, each action with what its form asks."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.console import words
from knowledge.casework import ACTION_NAMES, OPEN_STATES, Action, State, actions_of

if TYPE_CHECKING:
    from storage.clue_rows import Clue

_FIRST: dict[State, tuple[Action, ...]] = {
    "new": ("accept",),
    "accepted": ("visit", "resolve"),
    "verified": ("resolve",),
    "referred": ("resolve",),
    "resolved": ("close",),
    "closed": (),
}
_CLOSES = frozenset({"county", "admin"})
_NO_VISIT = frozenset({"question", "callback", "payment"})


@dataclass(frozen=True, slots=True)
class Step:
    """One action: what its form asks for, whether words must be written, what the button says."""

    key: Action
    name: str
    asks: str
    hint: str
    must: bool
    button: str
    next: bool = False
    """Whether this is the step that the rules ask for now; false for all of them once there is a result."""


def steps(clue: Clue, allowed: Callable[[str], bool], done: Set[str]) -> tuple[Step, ...]:
    """Every action that the rules and the role allow, the next one first; ``done`` are the actions taken so far."""
    state = _state(clue)
    legal = [action for action in actions_of(state) if allowed(action)]
    first = _first(clue, legal, done)
    ordered = ([first] if first else []) + [action for action in legal if action != first]
    return tuple(_step(action, next=action == first) for action in ordered)


def next_words(clue: Clue, role: str, done: Set[str]) -> str:
    """What the rules ask now, in one sentence."""
    if _state(clue) == "resolved" and role not in _CLOSES:
        return words.NEXT_RESOLVED
    if role == "operator":
        return words.NEXT_FOR_OPERATOR
    if _state(clue) == "new" and clue.vacancy:
        return words.NEXT_VACANT
    if _state(clue) == "accepted" and (clue.kind in _NO_VISIT or "visit" in done):
        return words.NEXT["verified"]
    return words.NEXT[_state(clue)]


def _state(clue: Clue) -> State:
    states: dict[str, State] = {state: state for state in _FIRST}
    return states[clue.state]


def _first(clue: Clue, legal: list[Action], done: Set[str]) -> Action | None:
    if _state(clue) == "accepted" and (clue.kind in _NO_VISIT or "visit" in done) and "resolve" in legal:
        return "resolve"
    asked = next((action for action in _FIRST[_state(clue)] if action in legal), None)
    # Nobody owes a step after the result, so none is put forward that is merely possible.
    return asked or (legal[0] if legal and _state(clue) in OPEN_STATES else None)


def _step(action: Action, *, next: bool) -> Step:
    asks, hint, must, button = words.STEPS[action]
    return Step(action, ACTION_NAMES[action], asks, hint, must, button, next)
