"""A vote of the taught sentences on what a text means, the nearer by sentence vector the louder."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

LOUDNESS = 1.0
"""How fast a voice falls off with distance: e to the power of this times (likeness - 1)."""


class Neighbours:
    """The taught sentences as points, and what each has to say for every label.

    Made of its stored form; numpy is needed, and loaded, only when a sentence vector is there to be looked at.
    """

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self._stored: Mapping[str, Any] | None = stored
        self._arrays: _Arrays | None = None

    def scores(self, vector: Sequence[float]) -> list[float]:
        """A score for every label of all heads, in their order."""
        import numpy as np

        stored = self._stored
        if self._arrays is None and stored is not None:
            self._arrays = _Arrays(*(opened_array(stored[name]) for name in _Arrays._fields))
            self._stored = None  # megabytes of text that nobody reads again
        assert self._arrays is not None
        middle, axes, points, votes = self._arrays
        aim = (np.asarray(vector, dtype=np.float32) - middle) @ axes
        likeness = points @ (aim / (float(np.linalg.norm(aim)) or 1.0))
        said: list[float] = (np.exp(LOUDNESS * (likeness - 1)) @ votes).tolist()
        return said


class _Arrays(NamedTuple):
    middle: Any
    """The mean of all vectors: every sentence of the embedding model lies close to it."""
    axes: Any
    """The directions in which sentences differ most, a column each."""
    points: Any
    votes: Any


def stored_array(values: Any, kind: str) -> dict[str, Any]:
    """An array as it stands in a model's file: small whole numbers of ``kind``, and the worth of one step."""
    import numpy as np

    unit = float(np.abs(values).max() / np.iinfo(kind).max) or 1.0
    small = np.rint(values / unit).astype(kind)
    text = base64.b64encode(zlib.compress(small.tobytes(), 9)).decode("ascii")
    return {"kind": kind, "shape": list(small.shape), "unit": unit, "steps": text}


def opened_array(stored: Mapping[str, Any]) -> Any:
    """The array of its stored form."""
    import numpy as np

    flat = np.frombuffer(zlib.decompress(base64.b64decode(stored["steps"])), dtype=stored["kind"])
    return flat.reshape(stored["shape"]).astype(np.float32) * float(stored["unit"])
