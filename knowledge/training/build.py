"""Makes the classifier out of the training sentences. Needs numpy; hearing by words with the result does not.

Ridge regression on 0/1 targets, solved exactly: the same sentences always give the same model up to rounding, and what
models say of sentences they were not taught comes out of the same solution.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.classifier import FOLDER, Model, pack, unpack
from knowledge.cutter import Cutter
from knowledge.features import features, question_features
from knowledge.intents import INTENTS
from knowledge.lexicon import lexicon
from knowledge.neighbours import LOUDNESS, as_neighbours
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


class Made(NamedTuple):
    """A model as it is stored: its JSON, and the arrays of its neighbours when it has them."""

    stored: dict[str, Any]
    neighbours: dict[str, Matrix] | None

    def model(self) -> Model:
        """The model itself, as it would be read from its files."""
        return unpack(self.stored, as_neighbours(self.neighbours) if self.neighbours else None)


class Workshop:
    """Reads sentences into numbers, each once, and makes models out of them.

    ``vectors`` gives the sentence vectors of normalised texts; without it models read words alone.
    """

    def __init__(self, vectors: Callable[[Sequence[str]], Matrix] | None = None) -> None:
        self._cutter = Cutter(word for word in lexicon().meanings if len(word) > 1)
        self._vectors = vectors

    def model(self, lessons: Sequence[Example]) -> Made:
        """The stored form of a model from these sentences."""
        normal = [normalise(each.text) for each in lessons]
        seen = [self.features(text) for text in normal]
        counts = Counter(feature for found in seen for feature in found)
        names = sorted(feature for feature, count in counts.items() if count >= SEEN_AT_LEAST)
        wording = _rows(seen, names)
        targets = np.array([_target(each) for each in lessons], dtype=np.float32)
        base = targets.mean(axis=0)
        likeness = wording @ wording.T
        arrays = None
        kernel = likeness.copy()
        if self._vectors is not None:
            arrays, points = _points(self._vectors(normal))
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
        if arrays is not None:
            # Thousands of votes add up, and so would the errors of eight bits.
            arrays |= _small("votes", NEARNESS * duals, 32_000)
        trial = told(judged, targets, sharp, HEADS)
        return Made(pack(HEADS, names, small, scale, base.tolist(), sharp, trial), arrays)

    def features(self, normal: str) -> set[str]:
        """What a model sees of a normalised text."""
        return features(normal, lexicon().scan(normal), self._cutter.cut(normal))

    def read(self, model: Model, text: str) -> dict[str, dict[str, float]]:
        """What a model makes of a sentence, as the ear would ask it."""
        normal = normalise(text)
        hits, words = lexicon().scan(normal), self._cutter.cut(normal)
        vector = None if self._vectors is None else self._vectors([normal])[0].tolist()
        return model.read(features(normal, hits, words), question_features(normal, hits, words), vector)


def write_models(
    folder: Path = FOLDER, vectors: Callable[[Sequence[str]], Matrix] | None = None
) -> dict[str, Mapping[str, Any]]:
    """Write ``words.json`` and, given vectors, ``meaning.json`` and ``meaning.npz``; how each did in its trial."""
    folder.mkdir(parents=True, exist_ok=True)
    taught = examples()
    trials = {}
    for name, shop in (("words", Workshop()), *((("meaning", Workshop(vectors)),) if vectors else ())):
        made = shop.model(taught)
        text = json.dumps(made.stored, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        if made.neighbours is not None:
            np.savez_compressed(folder / f"{name}.npz", allow_pickle=False, **made.neighbours)
        trials[name] = made.stored["trial"]
    return trials


def _points(vectors: Matrix) -> tuple[dict[str, Matrix], Matrix]:
    """The arrays that place a sentence among the taught ones, and the taught ones as they will be read back."""
    middle = vectors.mean(axis=0).astype(np.float32)
    around = vectors - middle
    _, directions = np.linalg.eigh((around.T @ around).astype(np.float64))
    axes = directions[:, ::-1][:, :AXES].astype(np.float32)
    # Signs of directions are a matter of the library; this makes them one.
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    placed = around @ axes
    placed /= np.maximum(np.linalg.norm(placed, axis=1, keepdims=True), 1e-6)
    arrays = {"middle": middle, "axes": axes.astype(np.float16), **_small("points", placed)}
    return arrays, arrays["points"].astype(np.float32) * float(arrays["points_unit"])


def _small(name: str, values: Matrix, most: int = 127) -> dict[str, Matrix]:
    unit = float(np.abs(values).max() / most)
    return {
        name: np.rint(values / unit).astype(np.int8 if most < 128 else np.int16),
        f"{name}_unit": np.array(unit, dtype=np.float32),
    }


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
