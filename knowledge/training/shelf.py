"""Sentence vectors kept between builds, outside of the project: making them takes longer than all the rest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import NanoEmbedder


class Shelf:
    """Vectors of texts, made at their first use; a file a model of the embedder, in the user's own cache folder."""

    def __init__(self, embedder: NanoEmbedder, folder: Path | None = None) -> None:
        self._embedder = embedder
        root = folder or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhudong"
        self._path = root / f"sentences-{embedder.fingerprint()}.npz"
        self._kept = self._read()
        self._fresh = False

    def embed(self, text: str) -> Sequence[float]:
        """The vector, from the shelf where it is there."""
        key = hashlib.sha256(text.encode()).hexdigest()[:20]
        if key not in self._kept:
            self._kept[key] = np.array(self._embedder.embed(text), dtype=np.float32)
            self._fresh = True
        vector: list[float] = self._kept[key].tolist()
        return vector

    def save(self) -> None:
        """Keep what was made for the next build."""
        if self._fresh:
            self._write()

    def _read(self) -> dict[str, NDArray[Any]]:
        if not self._path.is_file():
            return {}
        try:
            with np.load(self._path) as kept:
                return dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))
        except (OSError, ValueError, KeyError):
            return {}

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.stem}.{os.getpid()}.npz")
        np.savez(fresh, keys=np.array(list(self._kept)), rows=np.array(list(self._kept.values())))
        fresh.replace(self._path)
