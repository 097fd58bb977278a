"""Makes the classifier out of the training sentences. Needs numpy; hearing with the result does not.

Ridge regression on 0/1 targets, solved exactly: the same sentences always give the same model, and every sentence's
score by a model that never saw it comes out of the same solution.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.classifier import FOLDER, Model, pack, unpack
from knowledge.cutter import Cutter
from knowledge.embedder import Embedder
from knowledge.features import features, question_features
from knowledge.intents import INTENTS
from knowledge.lexicon import lexicon
from knowledge.normalise import normalise
from knowledge.programmes import PROGRAMME_KEYS
from knowledge.training.sentences import Example, examples

Matrix = NDArray[np.float64]

HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (("intent", INTENTS), ("programme", (*PROGRAMME_KEYS, "none")))
RIDGE = 0.5
MEANING = 4.0
"""How much a sentence vector weighs against the wording; vectors of unrelated sentences lie close together."""
SEEN_AT_LEAST = 2
FOLDS = 5


class Workshop:
    """Reads sentences into numbers, each once, and makes models out of them."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._cutter = Cutter(word for word in lexicon().meanings if len(word) > 1)
        self._embedder = embedder
        self._seen: dict[str, tuple[set[str], set[str] | None]] = {}
        self._vectors: dict[str, Sequence[float]] = {}

    def model(self, lessons: Sequence[Example]) -> dict[str, Any]:
        """The stored form of a model from these sentences."""
        seen = [self._features(each.text)[0] for each in lessons]
        counts = Counter(feature for found in seen for feature in found)
        names = sorted(feature for feature, count in counts.items() if count >= SEEN_AT_LEAST)
        wording = _rows(seen, names)
        targets = np.array([_target(each) for each in lessons])
        base = targets.mean(axis=0)
        kernel = (wording @ wording.T).astype(np.float64)
        vectors = mean = None
        if self._embedder is not None:
            vectors = np.array([self._vector(each.text) for each in lessons])
            mean = vectors.mean(axis=0)
            vectors = (vectors - mean) * MEANING
            kernel += vectors @ vectors.T
        inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(lessons)))
        duals = inverse @ (targets - base)
        # What a model says of a sentence it never saw: the sentence's own share taken out of the solution.
        unseen = targets - duals / np.diag(inverse)[:, None]
        weights = wording.T @ duals
        # Eight bits a weight; the rare larger one is cut, it decides anyway.
        scale = float(np.percentile(np.abs(weights), 99.99) / 127)
        dense = None
        if vectors is not None and mean is not None:
            flat = (vectors.T @ duals).T * MEANING
            whole = np.column_stack([flat, base - flat @ mean])
            unit = float(np.abs(whole).max() / 32_000)
            dense = (np.rint(whole / unit).astype(np.int16).tobytes(), unit)
        small = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8).tobytes()
        return pack(HEADS, names, small, scale, _sharpness(unseen, targets), dense)

    def read(self, model: Model, text: str) -> dict[str, dict[str, float]]:
        """What a model makes of a sentence, as the ear would ask it."""
        found, asking = self._features(text)
        return model.read(found, asking, self._vector(text) if self._embedder is not None else None)

    def unseen_accuracy(self, taught: Sequence[Example], folds: int = FOLDS) -> dict[str, float]:
        """The share of sentences whose label is found by models that never saw them, by head."""
        right: Counter[str] = Counter()
        for fold in range(folds):
            model = unpack(self.model([each for at, each in enumerate(taught) if at % folds != fold]))
            for each in taught[fold::folds]:
                chances = self.read(model, each.text)
                right["intent"] += max(chances["intent"].items(), key=lambda pair: pair[1])[0] == each.intent
                right["programme"] += max(chances["programme"].items(), key=lambda pair: pair[1])[0] == each.programme
        return {head: right[head] / len(taught) for head, _ in HEADS}

    def _features(self, text: str) -> tuple[set[str], set[str] | None]:
        if text not in self._seen:
            normal = normalise(text)
            hits, words = lexicon().scan(normal), self._cutter.cut(normal)
            self._seen[text] = features(normal, hits, words), question_features(normal, hits, words)
        return self._seen[text]

    def _vector(self, text: str) -> Sequence[float]:
        if text not in self._vectors and self._embedder is not None:
            self._vectors[text] = self._embedder.embed(normalise(text))
        return self._vectors[text]


def write_models(folder: Path = FOLDER, embedder: Embedder | None = None) -> None:
    """Write ``words.json`` and, given an embedder, ``meaning.json``: always the same for the same sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    taught = examples()
    _write(folder / "words.json", Workshop().model(taught))
    if embedder is not None:
        _write(folder / "meaning.json", Workshop(embedder).model(taught))


def _write(path: Path, stored: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


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


def _sharpness(unseen: Matrix, targets: Matrix) -> dict[str, float]:
    """How sharply scores must be read so that a confidence of 0.8 is right four times out of five."""
    sharpness: dict[str, float] = {}
    at = 0
    for head, labels in HEADS:
        lanes = slice(at, at + len(labels))
        at += len(labels)
        steps = [float(each) for each in np.arange(2.0, 20.0, 0.5)]
        sharpness[head] = min(steps, key=lambda sharp: _surprise(unseen[:, lanes] * sharp, targets[:, lanes]))
    return sharpness


def _surprise(scores: Matrix, truth: Matrix) -> float:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = powers / powers.sum(axis=1, keepdims=True)
    return float(-np.log((chances * truth).sum(axis=1) + 1e-9).mean())
