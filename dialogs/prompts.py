"""What the holes of a question are filled with: whom it is about, where, what was said so far, who is protected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dialogs.persons import person
from knowledge.shield import shielded

if TYPE_CHECKING:
    from dialogs.scene import Scene


def gaps(slots: Mapping[str, Any], scene: Scene, summary: str, shield: str = "") -> dict[str, object]:
    """The facts by the name of their hole; ``shield`` is promised to whoever tells of somebody else.

    ``whom`` says whose tie is to be ended (妈妈王秀英的), nothing where there is only one.
    """
    here = slots.get("place")
    return {
        "summary": summary,
        "person": person(slots, scene),
        "whom": f"{slots['_whom']}的" if slots.get("_whom") else "",
        "place": scene.office.places.full_name(here["code"]) if isinstance(here, Mapping) and here.get("code") else "",
        "shield": shield if shielded(slots) else "",
    }
