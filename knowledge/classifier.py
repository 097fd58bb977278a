"""A linear classifier small enough to add up in plain Python within microseconds."""

from __future__ import annotations

import base64
import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, sqrt
from operator import add
from pathlib import Path
from typing import Any

from knowledge.neighbours import Neighbours

FOLDER = Path(__file__).parent / "model"
_LANE, _SIGN = 2, "H"
QUESTION = 0.4
"""How much the question weighs against the whole of a text that tells a story first."""
_BIAS = 1 << 7
"""Added to every weight so that lanes never go below zero and never borrow from their neighbour."""
_AT_ONCE = 256
"""Of so many features the sums still fit into their lanes."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of every feature for every label.

    A feature's weights stand side by side in one long integer, a lane of 16 bits a label, so that adding up the
    weights of all labels is one addition a feature.
    """

    heads: tuple[tuple[str, tuple[str, ...]], ...]
    """Decisions this model takes and their labels: (("intent", (...)), ("programme", (...)))."""
    rows: Mapping[str, int] = field(repr=False)
    scale: float
    base: tuple[float, ...]
    """What every label scores before a word is read: how common it is."""
    sharpness: Mapping[str, float]
    near: Neighbours | None = field(default=None, repr=False)
    """What the neighbours of a sentence vector say; ``None`` when the model reads words alone."""
    trial: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """How well it read sentences it had not been taught, see ``training.trial``."""

    @property
    def width(self) -> int:
        """Labels of all heads together."""
        return len(self.base)

    def scores(self, found: Iterable[str]) -> list[float]:
        """A score for every label of all heads, in their order; each feature weighs the same, longer texts less."""
        picked = list(filter(None, map(self.rows.get, found)))
        count = len(picked)
        lanes = self._sums(picked[:_AT_ONCE])
        for at in range(_AT_ONCE, count, _AT_ONCE):
            lanes = list(map(add, lanes, self._sums(picked[at : at + _AT_ONCE])))
        factor = self.scale / sqrt(count or 1)
        offset = count * _BIAS
        return [(lane - offset) * factor for lane in lanes]

    def _sums(self, rows: Sequence[int]) -> Sequence[int]:
        return array(_SIGN, sum(rows).to_bytes(self.width * _LANE, sys.byteorder))

    def shares(self, found: Iterable[str], label: str, head: str = "intent") -> dict[str, float]:
        """What each feature adds to a label's score, above what it adds to the labels of its head on average."""
        start = 0
        for name, labels in self.heads:
            if name == head:
                break
            start += len(labels)
        picked = {feature: self.rows[feature] for feature in found if feature in self.rows}
        factor = self.scale / sqrt(len(picked) or 1)
        shares = {}
        for feature, row in picked.items():
            lanes = self._sums((row,))[start : start + len(labels)]
            shares[feature] = (lanes[labels.index(label)] - sum(lanes) / len(labels)) * factor
        return shares

    def read(
        self, found: Iterable[str], asking: Iterable[str] | None, vector: Sequence[float] | None = None
    ) -> dict[str, dict[str, float]]:
        """Probabilities by head and label, of a text's features and, where it asks after a story, its question's."""
        scores = self.scores(found)
        if asking is not None:
            part = self.scores(asking)
            scores = [(1 - QUESTION) * whole + QUESTION * each for whole, each in zip(scores, part, strict=True)]
        scores = list(map(add, scores, self.base))
        if vector is not None and self.near is not None:
            scores = list(map(add, scores, self.near.scores(vector)))
        return self.chances(scores)

    def chances(self, scores: Sequence[float]) -> dict[str, dict[str, float]]:
        """Probabilities by head and label."""
        result, at = {}, 0
        for head, labels in self.heads:
            sharp = self.sharpness.get(head, 1.0)
            part = [score * sharp for score in scores[at : at + len(labels)]]
            at += len(labels)
            top = max(part)
            powers = [exp(each - top) for each in part]
            total = sum(powers)
            result[head] = dict(zip(labels, [power / total for power in powers], strict=True))
        return result


@cache
def model(name: str) -> Model:
    """A shipped model: ``words`` or ``meaning`` (needs sentence vectors). Read once per process."""
    return unpack(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def unpack(stored: Mapping[str, Any]) -> Model:
    """A model from its stored form (see ``pack``)."""
    heads = tuple((head, tuple(labels)) for head, labels in stored["heads"])
    width = sum(len(labels) for _, labels in heads)
    weights = array("b", zlib.decompress(base64.b64decode(stored["weights"])))
    lanes = array(_SIGN, [weight + _BIAS for weight in weights]).tobytes()
    size = width * _LANE
    rows = {
        name: int.from_bytes(lanes[at * size : (at + 1) * size], sys.byteorder)
        for at, name in enumerate(stored["features"])
    }
    near = Neighbours(stored["near"]) if "near" in stored else None
    scale, base = float(stored["scale"]), tuple(stored["base"])
    return Model(heads, rows, scale, base, dict(stored["sharpness"]), near, stored["trial"])


def pack(
    heads: Sequence[tuple[str, Sequence[str]]],
    names: Sequence[str],
    weights: bytes,
    scale: float,
    base: Sequence[float],
    sharpness: Mapping[str, float],
    trial: Mapping[str, Any],
) -> dict[str, Any]:
    """The stored form: names of features, and their weights as signed bytes in units of ``scale``."""
    return {
        "heads": [[head, list(labels)] for head, labels in heads],
        "features": list(names),
        "scale": scale,
        "base": [round(each, 6) for each in base],
        "sharpness": dict(sharpness),
        "trial": dict(trial),
        "weights": base64.b64encode(zlib.compress(weights, 9)).decode("ascii"),
    }
