"""A vote of the taught sentences on what a text means, the nearer by sentence vector the louder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LOUDNESS = 1.0
"""How fast a voice falls off with distance: e to the power of this times (likeness - 1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """The taught sentences as points, and what each has to say for every label. Arrays of numpy."""

    middle: Any = field(repr=False)
    """The mean of all vectors: every sentence of the embedding model lies close to it."""
    axes: Any = field(repr=False)
    """The directions in which sentences differ most, a column each."""
    points: Any = field(repr=False)
    votes: Any = field(repr=False)

    def scores(self, vector: Sequence[float]) -> list[float]:
        """A score for every label of all heads, in their order."""
        import numpy as np

        aim = (np.asarray(vector, dtype=np.float32) - self.middle) @ self.axes
        likeness = self.points @ (aim / (float(np.linalg.norm(aim)) or 1.0))
        said: list[float] = (np.exp(LOUDNESS * (likeness - 1)) @ self.votes).tolist()
        return said


def stored_neighbours(path: Path) -> Neighbours | None:
    """The neighbours kept in a file; ``None`` where there is none."""
    if not path.is_file():
        return None
    import numpy as np

    with np.load(path) as kept:
        return as_neighbours({name: kept[name] for name in kept.files})


def as_neighbours(kept: Mapping[str, Any]) -> Neighbours:
    """Neighbours from their stored form: points and votes as small whole numbers, with the worth of one step."""
    import numpy as np

    def whole(name: str) -> Any:
        return np.ascontiguousarray(kept[name].astype(np.float32) * float(kept[name + "_unit"]))

    axes = kept["axes"].astype(np.float32)
    return Neighbours(kept["middle"].astype(np.float32), axes, whole("points"), whole("votes"))
