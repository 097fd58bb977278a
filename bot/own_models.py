"""The models this bureau built from the shipped sentences and its own, beside its database."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge.classifier import FOLDER as SHIPPED
from knowledge.classifier import Model, model, unpack

log = logging.getLogger(__name__)

FOLDER = Path("var/model")
NAMES = ("words", "meaning")


def shipped_mark(name: str) -> str:
    """What changes when an upgrade brings another model: a model built before then no longer fits."""
    return hashlib.sha256((SHIPPED / f"{name}.json").read_bytes()).hexdigest()[:16]


def own_models(folder: Path = FOLDER) -> Mapping[str, Model] | None:
    """The bureau's models by name; None when there are none, or when they were built for another release.
    One that was not built is the shipped one.

    Read again only when a file changed.
    """
    files = [file for name in NAMES if (file := folder / f"{name}.json").is_file()]
    if not files:
        return None
    return _read(folder, tuple((file.stem, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=2)
def _read(folder: Path, changed: tuple[tuple[str, int], ...]) -> Mapping[str, Model] | None:
    models: dict[str, Model] = {}
    for name, _ in changed:
        try:
            stored = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            if stored["shipped"] != shipped_mark(name):
                log.warning("own model is of another release", extra={"model": name})
                return None
            models[name] = unpack(stored)
        except (OSError, ValueError, KeyError):
            # A broken file must not take the account off the air: the shipped models hear as they always did.
            log.warning("own model cannot be read", extra={"model": name})
            return None
    # Built without sentence vectors: where there are some, the shipped model goes on with them.
    return {name: models.get(name) or model(name) for name in NAMES}


def put_models(stored: Mapping[str, Mapping[str, Any]], folder: Path = FOLDER) -> None:
    """Write the models by name, all of them or none that a worker could read by halves."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = []
    for name in set(NAMES) - set(stored):
        (folder / f"{name}.json").unlink(missing_ok=True)
    for name, content in stored.items():
        path = folder / f"{name}.json.new"
        marked = {**content, "shipped": shipped_mark(name)}
        path.write_text(json.dumps(marked, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        fresh.append(path)
    for path in fresh:
        path.replace(path.with_suffix(""))  # words.json.new becomes words.json
