"""Makes the classifier out of the training sentences. Needs numpy; hearing by words with the result does not.

Ridge regression on 0/1 targets, solved exactly: the same sentences always give the same model up to rounding, and what
models say of sentences they were not taught comes out of the same solution.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.classifier import FOLDER, Model, pack
from knowledge.cutter import Cutter
from knowledge.embedder import Embedder
from knowledge.features import features, question_features
from knowledge.intents import INTENTS
from knowledge.lexicon import lexicon
from knowledge.neighbours import LOUDNESS, opened_array, stored_array
from knowledge.normalise import normalise
from knowledge.programmes import PROGRAMME_KEYS
from knowledge.training.sentences import Example, examples
from knowledge.training.trial import Head, sharpness, told, unseen

Matrix = NDArray[Any]

HEADS: tuple[Head, ...] = (("intent", INTENTS), ("programme", (*PROGRAMME_KEYS, "none")))
RIDGE = 0.4
NEARNESS = 4.0
"""How much the neighbours by meaning weigh against the wording."""
AXES = 128
"""Directions of the sentence vectors that are kept; the other two thirds tell little."""
SEEN_AT_LEAST = 2


class Workshop:
    """Reads sentences into numbers and makes models out of them; without an embedder they read words alone."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._cutter = Cutter(word for word in lexicon().meanings if len(word) > 1)
        self._embedder = embedder

    def model(self, lessons: Sequence[Example]) -> dict[str, Any]:
        """The stored form of a model from these sentences."""
        normal = [normalise(each.text) for each in lessons]
        seen = [self.features(text) for text in normal]
        counts = Counter(feature for found in seen for feature in found)
        names = sorted(feature for feature, count in counts.items() if count >= SEEN_AT_LEAST)
        wording = _rows(seen, names)
        targets = np.array([_target(each) for each in lessons], dtype=np.float32)
        base = targets.mean(axis=0)
        likeness = wording @ wording.T
        near: dict[str, Any] = {}
        kernel = likeness.copy()
        if self._embedder is not None:
            near, points = _points(np.array([self._embedder.embed(text) for text in normal], dtype=np.float32))
            kernel += NEARNESS * np.exp(LOUDNESS * (points @ points.T - 1))
        kernel[np.diag_indices_from(kernel)] += RIDGE
        inverse = np.linalg.inv(kernel)
        duals = inverse @ (targets - base)
        judged = unseen(likeness, inverse, duals, targets)
        sharp = sharpness(judged, targets, HEADS)
        weights = wording.T @ duals
        # Eight bits a weight; the rare larger one is cut, it decides anyway.
        scale = float(np.percentile(np.abs(weights), 99.99) / 127)
        small = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8).tobytes()
        stored = pack(HEADS, names, small, scale, base.tolist(), sharp, told(judged, targets, sharp, HEADS))
        if near:
            # Thousands of votes add up, and so would the errors of eight bits.
            stored["near"] = {**near, "votes": stored_array(NEARNESS * duals, "int16")}
        return stored

    def features(self, normal: str) -> set[str]:
        """What a model sees of a normalised text."""
        return features(normal, lexicon().scan(normal), self._cutter.cut(normal))

    def read(self, model: Model, text: str) -> dict[str, dict[str, float]]:
        """What a model makes of a sentence, as the ear would ask it."""
        normal = normalise(text)
        hits, words = lexicon().scan(normal), self._cutter.cut(normal)
        vector = None if self._embedder is None else self._embedder.embed(normal)
        return model.read(features(normal, hits, words), question_features(normal, hits, words), vector)


def write_models(folder: Path = FOLDER, embedder: Embedder | None = None) -> dict[str, Mapping[str, Any]]:
    """Write ``words.json`` and, given an embedder, ``meaning.json``; how each did in its trial."""
    folder.mkdir(parents=True, exist_ok=True)
    taught = examples()
    trials = {}
    for name, shop in (("words", Workshop()), *((("meaning", Workshop(embedder)),) if embedder else ())):
        stored = shop.model(taught)
        text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        trials[name] = stored["trial"]
    return trials


def _points(vectors: Matrix) -> tuple[dict[str, Any], Matrix]:
    """The stored arrays that place a sentence among the taught ones, and the taught ones as they will be read back."""
    middle = vectors.mean(axis=0).astype(np.float32)
    around = vectors - middle
    _, directions = np.linalg.eigh((around.T @ around).astype(np.float64))
    axes = directions[:, ::-1][:, :AXES].astype(np.float32)
    # Signs of directions are a matter of the library; this makes them one.
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    placed = around @ axes
    placed /= np.maximum(np.linalg.norm(placed, axis=1, keepdims=True), 1e-6)
    arrays = {
        "middle": stored_array(middle, "int16"),
        "axes": stored_array(axes, "int16"),
        "points": stored_array(placed, "int8"),
    }
    return arrays, opened_array(arrays["points"])


def _rows(seen: Sequence[set[str]], names: Sequence[str]) -> NDArray[np.float32]:
    column = {name: at for at, name in enumerate(names)}
    rows = np.zeros((len(seen), len(names)), dtype=np.float32)
    for row, found in enumerate(seen):
        columns = [column[feature] for feature in found if feature in column]
        rows[row, columns] = 1 / np.sqrt(len(columns) or 1)
    return rows


def _target(example: Example) -> list[float]:
    wanted = {"intent": example.intent, "programme": example.programme}
    return [float(wanted[head] == label) for head, labels in HEADS for label in labels]
