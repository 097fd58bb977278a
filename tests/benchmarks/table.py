"""How a benchmark prints: one line a figure, the goal beside it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


def ratio(name: str, ours: Sequence[float], theirs: Sequence[float], goal: float, *, at_most: bool = False) -> None:
    """Print ours / theirs, pair by pair, and the median of the pairs."""
    pairs = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    met = median(pairs) <= goal if at_most else median(pairs) >= goal
    sign = "<=" if at_most else ">="
    each = " ".join(f"{pair:.2f}" for pair in pairs)
    print(f"{name:<44} {median(pairs):6.2f}x  (goal {sign} {goal}x, {'met' if met else 'NOT met'}; pairs {each})")


def figure(name: str, value: float, unit: str, goal: float | None = None) -> None:
    """Print one figure; with a goal, whether it stays below."""
    told = "" if goal is None else f"  (goal <= {goal:g} {unit}, {'met' if value <= goal else 'NOT met'})"
    print(f"{name:<44} {value:8.1f} {unit}{told}")
