"""How fast somebody writes: work and replies are bounded for each person, and danger is heard all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dialogs.answered import HELP, HUMAN, MENU, Answered
from dialogs.effects import RaiseDanger
from dialogs.lines import line
from dialogs.perils import words
from dialogs.talk import Option, Pace, Reply, Turn
from knowledge import blotting, danger

if TYPE_CHECKING:
    from datetime import datetime

    from dialogs.message import Message
    from dialogs.scene import Scene
    from dialogs.talk import Talk
    from knowledge.understanding import Understanding

ANSWERED = 24
"""Messages of one person that are answered within a minute; whoever fills in a whole form by taps stays below."""
WINDOW = 60
"""Seconds."""
SAID_OFTEN = 3
"""The same words that many times: then they are answered by the offer of a person."""
SAYS: Mapping[str, str] = MappingProxyType(
    {
        "too_fast": "您发得太快了，我一句一句看。歇一分钟，再发最要紧的那一句。\n人有危险，现在就打110或120。",
        "often": "这句话您发了几遍，我都收到了。是我没答到点上，对不起。",
        "often_next": "回1，请工作人员打电话给您。换个说法再说一遍也行。",
        "tap_ring": "请人打电话给我",
    }
)
"""What is said to who writes fast or the same again; a bureau may word it as ``pace.<name>``."""
WHERE: Mapping[str, str] = MappingProxyType(
    {
        "too_fast": "一分钟里发得太多",
        "often": "同一句话说了三遍",
        "often_next": "同一句话说了三遍，最后一句",
        "tap_ring": "选项，同一句话说了三遍",
    }
)
_MARKED = 80


def counted(pace: Pace, message: Message, now: datetime) -> Pace:
    """The pace with this message counted."""
    moment, mark = int(now.timestamp()), f"{message.kind}:{blotting.kept(message.text.strip()[:_MARKED])}"
    again = pace.again + 1 if mark == pace.mark else 1
    if moment - pace.since >= WINDOW or moment < pace.since:
        return Pace(moment, 1, again, mark)
    return Pace(pace.since, pace.count + 1, again, mark)


def hasty(talk: Talk, pace: Pace, message: Message, scene: Scene) -> Turn | None:
    """What becomes of a message beyond what is answered in a minute; None while there is time for it.

    It is not understood, which costs the most, but searched for words of danger. The first is asked to wait, the others
    get no reply until the minute is over; the talk stays where it was.
    """
    if pace.count <= ANSWERED or message.kind in ("follow", "unfollow"):
        return None
    found = danger.spot(message.text[:1000]) if message.text else ""
    if found and talk.slots.get("_danger") != found:
        alarm = RaiseDanger(found, message.text[:500])
        told = replace(talk, slots={**talk.slots, "_danger": found})
        return Turn(told, (Reply(words(found, message.text, scene)),), (alarm,), intent=found)
    if pace.count == ANSWERED + 1:
        return Turn(talk, (Reply(_say("too_fast", scene)),))
    return Turn(talk)


def album(talk: Talk, pace: Pace, message: Message) -> Turn | None:
    """Silence for the second picture of several sent at once; None for all else."""
    if message.kind in ("image", "video") and pace.again > 1 and pace.count > 1 and not talk.flow:
        return Turn(talk)
    return None


def said_often(pace: Pace, heard: Understanding, scene: Scene) -> Answered | None:
    """To who says the same again and again: it was received, and a person can help better."""
    if pace.again < SAID_OFTEN or heard.intent == "smalltalk":
        return None
    options = (Option(_say("tap_ring", scene), HUMAN.words), HELP, MENU)
    return Answered(Reply(_say("often", scene), options, _say("often_next", scene)))


def _say(name: str, scene: Scene) -> str:
    return line(scene, f"pace.{name}", SAYS[name])
