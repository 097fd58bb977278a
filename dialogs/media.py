"""What is sent besides words: kept beyond the platform's three days, and a voice nobody could read is listened to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogs.answered import HELP, HUMAN, MENU, Answered
from dialogs.effects import KeepMedia
from dialogs.lines import line
from dialogs.talk import Option, Reply

if TYPE_CHECKING:
    from dialogs.flow import Ask
    from dialogs.message import Message
    from dialogs.scene import Scene

IN_VOICE = "语音已留给工作人员听"
"""The answer to a free question that was given by voice."""
IN_PICTURE = "见照片"
"""The story of who sent a picture where the story was asked for."""
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "voice": "听不清您的话，已经留给工作人员听。\n人有危险，现在就打110；病了伤了打120。",
        "voice_next": "急事回1。不急就发个手机号，有人听了打给您。",
        "tap_urgent": "急事，请人打给我",
        "left": "语音已留给工作人员听。人有危险，打110或120。",
        "number_instead": "听不清您的话，已经留给工作人员听。人有危险，打110或120。\n这一问请您回数字。",
        "type_instead": "听不清您的话，已经留给工作人员听。人有危险，打110或120。\n这一问请您打字。",
        "tap_ring": "请人打给我",
    }
)
"""What is said of a voice that nobody can read; a bureau may word it as ``media.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "voice": "发来语音，转不成字",
        "voice_next": "发来语音，转不成字，最后一句",
        "tap_urgent": "选项，发来语音",
        "left": "用语音答了一问，转不成字",
        "number_instead": "用语音答了一问，要回数字的",
        "type_instead": "用语音答了一问，要打字的",
        "tap_ring": "选项，用语音答了一问",
    }
)


def unheard(message: Message) -> bool:
    """Whether this is a voice without a transcript: only a person can tell what it says."""
    return message.kind == "voice" and not message.text.strip()


def kept(message: Message) -> tuple[KeepMedia, ...]:
    """What has to be kept of the message; a voice without words waits for somebody to listen."""
    if not message.media_id or message.kind not in ("voice", "image", "video"):
        return ()
    kind = message.kind
    return (KeepMedia(message.media_id, kind, unheard(message)),)


def voice(scene: Scene) -> Answered:
    """A voice that nobody can read, while no question waits: what becomes of it, and the way to a person now.

    Danger cannot be heard in it, so whom to dial is always said.
    """
    options = (Option(_say("tap_urgent", scene), HUMAN.words), HELP, Option("问政策"), Option("查到账"), MENU)
    return Answered(Reply(_say("voice", scene), options, _say("voice_next", scene)))


def by_phone(scene: Scene) -> Option:
    """The tap of who cannot write: a person rings and asks."""
    return Option(_say("tap_ring", scene), HUMAN.words)


def beside(slots: Mapping[str, Any], message: Message) -> dict[str, Any]:
    """The slots with what was sent beside the answers, so that it goes along with the registration."""
    return {**slots, "_sent": [*slots.get("_sent", ()), message.media_id]} if message.media_id else dict(slots)


def with_voice(ask: Ask, slots: Mapping[str, Any], message: Message, scene: Scene) -> tuple[dict[str, Any], str]:
    """The slots with a voice that nobody can read, and what is said of it.

    Where free words are asked it is the answer; where a number or a name of a place is needed, that is asked for again.
    """
    told = beside(slots, message)
    if ask.reader.kind == "words":
        return {**told, ask.name: IN_VOICE}, _say("left", scene)
    named = ask.reader.kind == "name" and getattr(ask.reader, "may_skip", False)
    if named or ask.reader.kind in ("since", "helper"):
        return {**told, ask.name: ""}, _say("left", scene)
    return told, _say("number_instead" if ask.reader.options else "type_instead", scene)


def _say(name: str, scene: Scene) -> str:
    return line(scene, f"media.{name}", SAYS[name])
