"""What is sent after an alarm is over and nothing is asked any more: it belongs to that alarm, not to a new matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs import media
from dialogs.clue_facts import facts
from dialogs.effects import AddToClue, Effect, OpenClue
from dialogs.lines import line
from dialogs.notunderstood import NotUnderstood
from dialogs.overheard import plainly
from dialogs.personal_readers import Phone, Place
from dialogs.talk import Reply, Talk, Turn
from knowledge.casework import OPEN_STATES

if TYPE_CHECKING:
    from dialogs.message import Message
    from dialogs.scene import ClueView, Scene

SAYS: Mapping[str, str] = MappingProxyType({"phone": "好，电话记下了。", "place": "好，地方知道了。"})
WHERE: Mapping[str, str] = MappingProxyType(
    {"phone": "急事登记完了，又发来电话", "place": "急事登记完了，又发来地方或位置"}
)
SOON = timedelta(days=1)
"""So long what is sent without a word to it is about the alarm."""


def more(talk: Talk, message: Message, scene: Scene) -> Turn | None:
    """A bare number, a place or a picture: told to those who were alerted. None for all else, or without an alarm."""
    alarm = _alarm(scene)
    if alarm is None:
        return None
    if message.kind in ("image", "video") and message.media_id:
        return _turn(talk, (), AddToClue(alarm.no, media.IN_PICTURE, message.media_id))
    if message.kind == "location":
        return _told("place", Place(), talk, message, scene)
    kind = plainly(message.text, scene) if message.text else ""
    if kind == "phone":
        return _told("phone", Phone(), talk, message, scene)
    return _told("place", Place(), talk, message, scene) if kind == "place" else None


def _alarm(scene: Scene) -> ClueView | None:
    ours = (one for one in scene.clues if one.kind == "danger" and one.state in OPEN_STATES)
    return next((one for one in ours if scene.now - one.opened_at < SOON), None)


def _told(name: str, reader: Phone | Place, talk: Talk, message: Message, scene: Scene) -> Turn | None:
    try:
        value = reader.read(message, scene)
    except NotUnderstood:
        return None
    # It joins the alarm by itself, and whoever answers for that place is alerted.
    joining = OpenClue(facts({name: value}), "danger", "danger")
    return _turn(talk, (Reply(line(scene, f"aftermath.{name}", SAYS[name])),), joining)


def _turn(talk: Talk, replies: tuple[Reply, ...], effect: Effect) -> Turn:
    return Turn(talk, replies, (effect,), intent="report_clue")
