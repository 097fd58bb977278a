"""Makes the classifier out of the training sentences. Needs numpy; hearing with the result does not.

Ridge regression on 0/1 targets, solved exactly: the same sentences always give the same file, and every sentence's
score by a model that never saw it comes out of the same solution.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.classifier import FOLDER, Model, pack, unpack
from knowledge.cutter import Cutter
from knowledge.embedder import Embedder, installed
from knowledge.features import LONG, features, question_in
from knowledge.intents import INTENTS
from knowledge.lexicon import lexicon
from knowledge.normalise import normalise
from knowledge.training.sentences import Example, examples

Matrix = NDArray[np.float64]

RIDGE = 1.0
MEANING = 6.0
"""How much a sentence vector weighs against the wording; vectors of unrelated sentences lie close together."""
SEEN_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Built:
    """A model in its stored form, and what it says of each training sentence without having seen it."""

    stored: Mapping[str, Any] = field(repr=False)
    unseen: tuple[Mapping[str, Mapping[str, float]], ...] = field(repr=False)
    taught: tuple[Example, ...] = field(repr=False)

    @property
    def model(self) -> Model:
        """The model, ready to use."""
        return unpack(self.stored)

    def accuracy(self, head: str) -> float:
        """The share of sentences whose label is found by a model that never saw the sentence."""
        right = sum(
            max(chances[head], key=lambda label: chances[head][label])
            == (each.intent if head == "intent" else each.programme)
            for each, chances in zip(self.taught, self.unseen, strict=True)
        )
        return right / len(self.taught)


def build_model(taught: Sequence[Example], embedder: Embedder | None = None, cutter: Cutter | None = None) -> Built:
    """A model from these sentences; with an embedder it also weighs the sentence vector."""
    knife = cutter or Cutter(word for word in lexicon().meanings if len(word) > 1)
    seen = [_features(each.text, knife) for each in taught]
    counts = Counter(feature for found in seen for feature in found)
    names = sorted(feature for feature, count in counts.items() if count >= SEEN_AT_LEAST)
    column = {name: at for at, name in enumerate(names)}
    wording = np.zeros((len(taught), len(names)))
    for row, found in enumerate(seen):
        columns = [column[feature] for feature in found if feature in column]
        wording[row, columns] = 1 / np.sqrt(len(columns) or 1)
    vectors: Matrix | None = None
    mean: Matrix | None = None
    kernel = wording @ wording.T
    if embedder is not None:
        vectors = np.array([embedder.embed(normalise(each.text)) for each in taught])
        mean = vectors.mean(axis=0)
        vectors = (vectors - mean) * MEANING
        kernel = kernel + vectors @ vectors.T
    heads = (("intent", INTENTS), ("programme", tuple(sorted({each.programme for each in taught}))))
    targets = np.array(
        [
            [each.intent == label for label in heads[0][1]] + [each.programme == label for label in heads[1][1]]
            for each in taught
        ],
        dtype=float,
    )
    base = targets.mean(axis=0)
    inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(taught)))
    duals = inverse @ (targets - base)
    unseen = targets - duals / np.diag(inverse)[:, None]
    sharpness, chances = _calibrated(heads, unseen, targets)
    weights = wording.T @ duals
    # int8 lanes; the rare larger weight is cut: it decides anyway.
    scale = float(np.percentile(np.abs(weights), 99.99) / 127)
    dense = None
    if vectors is not None and mean is not None:
        flat = (vectors.T @ duals).T * MEANING
        whole = np.column_stack([flat, base - flat @ mean])
        unit = float(np.abs(whole).max() / 32_000)
        dense = (zlib_ready(np.rint(whole / unit).astype(np.int16)), unit)
    stored = pack(
        heads, names, np.clip(np.rint(weights / scale), -127, 127).astype(np.int8).tobytes(), scale, sharpness, dense
    )
    return Built(stored, chances, tuple(taught))


def zlib_ready(rows: NDArray[np.int16]) -> bytes:
    """The bytes of the rows one after another."""
    return rows.tobytes()


def _features(text: str, knife: Cutter) -> set[str]:
    normal = normalise(text)
    return features(normal, lexicon().scan(normal), knife.cut(normal))


def _calibrated(
    heads: Sequence[tuple[str, Sequence[str]]], unseen: Matrix, targets: Matrix
) -> tuple[dict[str, float], tuple[dict[str, dict[str, float]], ...]]:
    """How sharply scores must be read so that a confidence of 0.8 is right four times of five."""
    sharpness: dict[str, float] = {}
    parts: list[tuple[str, Sequence[str], Matrix]] = []
    at = 0
    for head, labels in heads:
        scores, truth = unseen[:, at : at + len(labels)], targets[:, at : at + len(labels)]
        at += len(labels)
        best = min(np.arange(2.0, 20.0, 0.5), key=lambda sharp: _surprise(scores * sharp, truth))
        sharpness[head] = float(best)
        parts.append((head, labels, _softmax(scores * best)))
    rows = range(len(unseen))
    return sharpness, tuple(
        {head: dict(zip(labels, map(float, chances[row]), strict=True)) for head, labels, chances in parts}
        for row in rows
    )


def _softmax(scores: Matrix) -> Matrix:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _surprise(scores: Matrix, truth: Matrix) -> float:
    return float(-np.log((_softmax(scores) * truth).sum(axis=1) + 1e-9).mean())


def write_models(folder: Path = FOLDER, embedder: Embedder | None = None) -> dict[str, Built]:
    """Write ``words.json`` and, given an embedder, ``meaning.json``; returns both for a report."""
    folder.mkdir(parents=True, exist_ok=True)
    taught = examples()
    built = {"words": build_model(taught)}
    if embedder is not None:
        built["meaning"] = build_model(taught, embedder)
    for name, each in built.items():
        text = json.dumps(each.stored, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return built


__all__ = ["LONG", "Built", "build_model", "installed", "question_in", "write_models", "zlib"]
