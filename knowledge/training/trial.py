"""How well models read sentences they were not taught: by folds that keep what is nearly the same together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.intents import family

Matrix = NDArray[Any]
Head = tuple[str, tuple[str, ...]]

FOLDS = 5
ALIKE = 0.5
"""Sentences that share this much of their wording stand in one fold, so that none is judged by its twin."""
_STEPS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 1.01)


def unseen(likeness: Matrix, inverse: Matrix, duals: Matrix, targets: Matrix) -> Matrix:
    """The scores of every sentence by a model taught on the folds it does not stand in, out of the one solution."""
    judged = np.zeros_like(targets)
    fold = _groups(likeness) * 7919 % 104729 % FOLDS
    for each in range(FOLDS):
        rows = np.flatnonzero(fold == each)
        judged[rows] = targets[rows] - np.linalg.solve(inverse[np.ix_(rows, rows)], duals[rows])
    return judged


def sharpness(judged: Matrix, targets: Matrix, heads: Sequence[Head]) -> dict[str, float]:
    """How sharply scores must be read so that a confidence of 0.8 is right four times out of five."""
    found: dict[str, float] = {}
    for head, lanes in _lanes(heads):
        steps = [float(each) for each in np.arange(2.0, 20.0, 0.25)]
        surprises = [_surprise(judged[:, lanes] * step, targets[:, lanes]) for step in steps]
        found[head[0]] = steps[surprises.index(min(surprises))]
    return found


def told(judged: Matrix, targets: Matrix, sharp: dict[str, float], heads: Sequence[Head]) -> dict[str, Any]:
    """The figures of the trial: shares that were right, by intent, and how far confidence can be believed."""
    figures: dict[str, Any] = {"sentences": len(targets)}
    for (name, labels), lanes in _lanes(heads):
        chances = _chances(judged[:, lanes] * sharp[name])
        meant, heard = targets[:, lanes].argmax(axis=1), chances.argmax(axis=1)
        figures[name] = _share(meant == heard)
        if name == "intent":
            kin = {at: family(label) for at, label in enumerate(labels)}
            figures["family"] = _share(np.array([kin[a] == kin[b] for a, b in zip(meant, heard, strict=True)]))
            figures["in two"] = _share((np.argsort(-chances, axis=1)[:, :2] == meant[:, None]).any(axis=1))
            figures["by intent"] = {
                label: [_share(meant[heard == at] == at), _share(heard[meant == at] == at), int((meant == at).sum())]
                for at, label in enumerate(labels)
            }
            figures["confidence"] = _reliability(chances, meant)
    return figures


def _reliability(chances: Matrix, meant: Matrix) -> list[list[float]]:
    """Rows of: confidence from, how many, share that were right, share where the right one is among the first two."""
    sure = chances.max(axis=1)
    right = chances.argmax(axis=1) == meant
    among = (np.argsort(-chances, axis=1)[:, :2] == meant[:, None]).any(axis=1)
    rows = []
    for low, high in pairwise(_STEPS):
        here = (sure >= low) & (sure < high)
        rows.append([low, int(here.sum()), _share(right[here]), _share(among[here])])
    return rows


def _groups(likeness: Matrix) -> Matrix:
    """For every sentence the number of the first one that it is nearly the same as."""
    leaders: list[int] = []
    group = np.zeros(len(likeness), dtype=np.int64)
    for row in range(len(likeness)):
        near = likeness[row, leaders] if leaders else np.zeros(0)
        if near.size and near.max() >= ALIKE:
            group[row] = int(near.argmax())
        else:
            group[row] = len(leaders)
            leaders.append(row)
    return group


def _lanes(heads: Sequence[Head]) -> Iterator[tuple[Head, slice]]:
    at = 0
    for head in heads:
        yield head, slice(at, at + len(head[1]))
        at += len(head[1])


def _chances(scores: Matrix) -> Matrix:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return chances


def _surprise(scores: Matrix, truth: Matrix) -> float:
    return float(-np.log((_chances(scores) * truth).sum(axis=1) + 1e-9).mean())


def _share(right: Matrix) -> float:
    return round(float(np.mean(right)), 3) if len(right) else 0.0
