"""Which questions of the knowledge mean what somebody asked, by sentence vectors: other words, the same meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge.embedder import DIMENSIONS, Embedder, Unavailable
from knowledge.normalise import normalise

if TYPE_CHECKING:
    from knowledge.programmes import Entry

SHELF = Path(__file__).parent / "model" / "questions.npz"
_WIDE = 8
"""So many are found at once: as many as anybody asks for."""
_UNIT = 1 / 400
"""What one step of a stored vector's eight bits is worth: no coordinate of the model reaches 0.31."""


class Nearness(NamedTuple):
    """An entry, the question of its own that came nearest, and how near: 1 the same, 0 as any two questions are."""

    entry: Entry
    question: str
    likeness: float


class Meanings:
    """The questions that entries answer, by meaning. Safe in threads; without an embedder nothing is near anything.

    Vectors of the shipped questions stand on a shelf; of a bureau's own they are made in ``prepare``, which takes some
    25 ms a question and is for a thread beside the first requests. Until then those questions are found by words only.
    """

    def __init__(self, entries: Iterable[Entry], embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._asked = tuple((entry, text) for entry in entries for text in questions_of(entry))
        self._lock = Lock()
        self._last: tuple[Sequence[float] | None, int, tuple[Nearness, ...]] = (None, 0, ())
        self._made: tuple[Any, Any, tuple[tuple[Entry, str], ...]] | None = None

    def with_entries(self, entries: Iterable[Entry]) -> Meanings:
        """The same over other entries; with an embedder that remembers, what both hold is made only once."""
        return Meanings(entries, self._embedder)

    @property
    def embedder(self) -> Embedder | None:
        """What makes the vectors, remembering the latest; None without a model."""
        return self._embedder

    def prepare(self) -> None:
        """Make what is missing; may be called again and does nothing then."""
        if self._embedder is None:
            return
        with self._lock:
            vectors = dict(shelf())
            if self._made is None:
                self._made = _table(self._asked, vectors)
            missing = [text for _, text in self._asked if key_of(text) not in vectors]
            if missing and len(self._made[2]) < len(self._asked):
                try:
                    vectors.update((key_of(text), small(self._embedder.embed(normalise(text)))) for text in missing)
                except Unavailable:
                    return
                self._made = _table(self._asked, vectors)
                self._last = (None, 0, ())

    def near(self, vector: Sequence[float] | None, limit: int = 5) -> tuple[Nearness, ...]:
        """The entries whose questions are nearest to a sentence's vector, each once, nearest first."""
        if vector is None or self._embedder is None:
            return ()
        if self._made is None:
            with self._lock:
                self._made = self._made or _table(self._asked, shelf())
        if not self._made[2]:
            return ()
        # One message is looked up by several, each for its own purpose.
        of, wide, known = self._last
        if of is vector and wide >= limit:
            return known[:limit]
        found = self._nearest(vector, max(limit, _WIDE))
        self._last = (vector, max(limit, _WIDE), found)
        return found[:limit]

    def _nearest(self, vector: Sequence[float], limit: int) -> tuple[Nearness, ...]:
        import numpy as np

        assert self._made is not None
        table, middle, asked = self._made
        aim = np.asarray(vector, dtype=np.float32) - middle
        scores = table @ (aim / (float(np.linalg.norm(aim)) or 1.0))
        most = min(len(asked), limit * 12)
        likely = np.sort(np.argpartition(-scores, most - 1)[:most])
        best: dict[str, Nearness] = {}
        for at in likely[np.argsort(-scores[likely], kind="stable")]:
            entry, text = asked[at]
            if entry.key not in best:
                best[entry.key] = Nearness(entry, text, float(scores[at]))
                if len(best) == limit:
                    break
        return tuple(best.values())


def questions_of(entry: Entry) -> tuple[str, ...]:
    """Title and questions of an entry, each once."""
    return tuple(dict.fromkeys((entry.title, *entry.questions)))


def key_of(text: str) -> str:
    """What a question's vector is shelved under."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def small(vector: Sequence[float]) -> bytes:
    """A vector in a byte a coordinate."""
    return bytes(max(-127, min(127, round(each / _UNIT))) & 0xFF for each in vector)


@cache
def shelf() -> Mapping[str, bytes]:
    """The vectors of the shipped questions by ``key_of``; empty where they are absent."""
    if not SHELF.is_file():
        return {}
    import numpy as np

    with np.load(SHELF) as stored:
        keys, rows = stored["keys"], stored["vectors"]
        return {key.decode(): row.tobytes() for key, row in zip(keys.tolist(), rows, strict=True)}


def write_shelf(entries: Iterable[Entry], embedder: Embedder, path: Path = SHELF) -> int:
    """Shelve the vectors of these entries' questions; how many had to be made. The others stay as they are."""
    import numpy as np

    wanted = {key_of(text): text for entry in entries for text in questions_of(entry)}
    held = {key: row for key, row in shelf().items() if key in wanted}
    fresh = {key: small(embedder.embed(normalise(text))) for key, text in wanted.items() if key not in held}
    rows = sorted((held | fresh).items())
    np.savez_compressed(
        path,
        keys=np.array([key.encode() for key, _ in rows], dtype="S16"),
        vectors=np.frombuffer(b"".join(row for _, row in rows), dtype=np.int8).reshape(-1, DIMENSIONS),
    )
    return len(fresh)


def _table(asked: tuple[tuple[Entry, str], ...], vectors: Mapping[str, bytes]) -> Any:
    """Rows of unit length around the middle of all, the middle, and what each row asks.

    Every sentence of this model lies close to every other; what is left without their middle tells them apart.
    """
    import numpy as np

    known = tuple(each for each in asked if key_of(each[1]) in vectors)
    raw = np.frombuffer(b"".join(vectors[key_of(text)] for _, text in known), dtype=np.int8)
    rows = raw.reshape(-1, DIMENSIONS).astype(np.float32) * _UNIT
    middle = rows.mean(axis=0) if known else np.zeros(DIMENSIONS, dtype=np.float32)
    rows = rows - middle
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), middle, known
