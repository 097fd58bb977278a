"""The training sentences as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, what its speaker wants, and which programme it is about (``none`` for no one in particular)."""

    text: str
    intent: str
    programme: str


def examples(folder: Path = FOLDER) -> tuple[Example, ...]:
    """All sentences, in the order of files and lines; a sentence said twice counts once.

    A file is named by its intent and its keys by programme; keys such as ``ask_policy/linshi`` name both.
    """
    found: dict[str, Example] = {}
    for path in sorted(folder.glob("*.yaml")):
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key, lines in rows.items():
            intent, _, programme = key.rpartition("/")
            for line in str(lines).splitlines():
                if line.strip():
                    found.setdefault(line.strip(), Example(line.strip(), intent or path.stem, programme))
    return tuple(found.values())
