"""Somebody comes: follows the account, or scans the code of a village or a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs import turns
from dialogs.answered import Answered
from dialogs.flows import menu, place_code
from dialogs.talk import Reply

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import Scene
    from dialogs.talk import Talk, Turn


def arrived(talk: Talk, message: Message, scene: Scene) -> Turn:
    """Somebody followed the account or scanned a code. Who scans a village's code may live there: that is asked."""
    what, _, code = message.scene.partition(":")
    places, paused = scene.office.places, turns.paused(talk)
    if what == "place" and places.get(code) is not None and places.within(code, scene.office.pack.division):
        page = place_code.page_of(code, scene)
        if place_code.asks_about(code, scene):
            hello = Answered(Reply(menu.hello(scene), page=page))
            slots = {"place": {"code": code}}
            return turns.begin(place_code.FLOW.name, slots, paused, None, scene, hello.reply.text, hello)
        return turns.told(menu.greeting(scene, place=code, page=page), paused, None, scene)
    window = next((one for one in scene.office.pack.windows if what == "window" and one.code == code), None)
    if window is None:
        return turns.told(menu.greeting(scene), paused, None, scene)
    page = place_code.page_of(window.code.partition("-")[0], scene)
    return turns.told(menu.greeting(scene, window=window.name, page=page), paused, None, scene)
