"""Whom a question is about, as one says it to the resident."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.lines import filled

if TYPE_CHECKING:
    from dialogs.scene import Scene

_POLITELY = {"妈": "妈妈", "爸": "爸爸", "爹": "父亲", "娘": "母亲", "奶": "奶奶", "爷": "爷爷"}
"""What one calls one's own mother is not what another says of her."""


SAYS: Mapping[str, str] = MappingProxyType(
    {"you": "您", "family": "您家里人", "relative": "您{relation}", "other": "这位老乡"}
)
"""How it is said; a pack words it as ``persons.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "you": "说的是本人",
        "family": "说的是家里人，没说是谁",
        "relative": "说的是家里的谁",
        "other": "说的是别的人",
    }
)
HOLES: Mapping[str, str] = MappingProxyType({"relation": "家里的谁（母亲、老伴）"})


def person(slots: Mapping[str, Any], scene: Scene | None = None) -> str:
    """Whom a question is about: 您, 您母亲, 这位老乡; in our own words where no scene tells the bureau's."""
    relation = str(slots.get("relation") or "").removeprefix("我").removeprefix("俺").removeprefix("的")
    relation = _POLITELY.get(relation, relation)
    match slots.get("subject"):
        case "family":
            name = "relative" if relation else "family"
        case "other":
            name = "other"
        case _:
            name = "you"
    text = SAYS[name] if scene is None else scene.office.pack.wording.get(f"persons.{name}", SAYS[name])
    return filled(text, {"relation": relation})
