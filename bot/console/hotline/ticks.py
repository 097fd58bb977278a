"""What was said in a call and what was not, from the short keys that are kept with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.call_rows import LEFT_OUT

if TYPE_CHECKING:
    from knowledge.script import Script

_TOLD = "told:"
_PARTS = ("ask:", "say:", "line:", "moment:")


@dataclass(frozen=True, slots=True)
class Ticks:
    """The keys in words: what was done, what the script wants and nobody ticked, and which answers were read out."""

    done: tuple[str, ...]
    missed: tuple[str, ...]
    told: tuple[str, ...]


def ticks_of(kept: Iterable[str], script: Script) -> Ticks:
    """The keys in words; one that the script no longer knows stands as it is."""
    labels = {f"ask:{one.key}": one.label for one in script.must_ask}
    labels |= {f"say:{one.key}": one.label for one in script.must_say}
    labels |= {f"moment:{one.key}": one.title for one in script.moments}
    every = tuple(kept)
    return Ticks(
        tuple(labels.get(key, key.partition(":")[2]) for key in every if key.startswith(_PARTS)),
        tuple(
            labels.get(key, key) for key in (one.removeprefix(LEFT_OUT) for one in every if one.startswith(LEFT_OUT))
        ),
        tuple(key.removeprefix(_TOLD) for key in every if key.startswith(_TOLD)),
    )
