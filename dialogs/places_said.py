"""How this bureau's places and windows are named to a resident."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.lines import line

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.pack import Window

SAYS: Mapping[str, str] = MappingProxyType(
    {"ask_at": "可以打{office}{phone}问。", "ask_12345": "可以拨12345，请他们转民政局。"}
)
"""Where to ask, said under many an answer; a pack words it as ``contacts.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {"ask_at": "答不上来，打哪个电话问", "ask_12345": "答不上来，窗口和民政局都没有登记电话"}
)


def home_of(scene: Scene) -> str:
    """Where the sender lives, as far as known; else the bureau's own division."""
    return scene.resident.place or scene.office.pack.division


def county_name(scene: Scene) -> str:
    """The name of the bureau's own division: 示范县."""
    found = scene.office.places.get(scene.office.pack.division)
    return found.name if found else scene.office.pack.title


def windows(place: str, scene: Scene) -> tuple[Window, ...]:
    """The windows that serve a place, the nearest first."""
    return scene.office.pack.windows_at(place)


def window_line(place: str, scene: Scene) -> str:
    """One sentence with the number to ask at: the nearest window's, the bureau's, or 12345 where we know none."""
    near = next((window for window in windows(place, scene) if window.phone), None)
    if near is not None:
        return line(scene, "contacts.ask_at", SAYS["ask_at"], office=near.name, phone=near.phone)
    bureau = scene.office.pack.bureau
    if bureau.phone:
        return line(scene, "contacts.ask_at", SAYS["ask_at"], office=bureau.name, phone=bureau.phone)
    return line(scene, "contacts.ask_12345", SAYS["ask_12345"])
