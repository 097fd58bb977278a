"""How this bureau's places and windows are named to a resident."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.scene import Scene
    from knowledge.pack import Window


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
        return f"可以打{near.name}{near.phone}问。"
    bureau = scene.office.pack.bureau
    return f"可以打{bureau.name}{bureau.phone}问。" if bureau.phone else "可以拨12345，请他们转民政局。"
