"""Values with defaults that pass; a test says only what it is about."""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from dialogs.message import Message
from dialogs.scene import ClueView, Scene
from knowledge.office import Office, open_office
from tests.cast import LI

CHINA = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=CHINA).astimezone(UTC)
"""周三 2026-11-18 10:00, office hours."""


@cache
def an_office(pack="shifan") -> Office:
    """The office of a pack, opened once for all tests."""
    return open_office(pack)


def a_scene(*, pack="shifan", now=WEDNESDAY, resident=LI, clues=(), payments=()):
    """What a conversation of the sample county may know."""
    return Scene(an_office(pack), now, resident, tuple(clues), tuple(payments))


def a_message(text="", *, kind="text", at=WEDNESDAY, key="m1", sender="openid-li", **more):
    """One message of 李师傅."""
    return Message(key, sender, kind, at, text, **more)


def a_clue(no="A1", *, kind="help", state="accepted", title="困难求助", **more):
    """One clue as its reporter sees it."""
    facts = {"opened_at": WEDNESDAY, "promised_by": date(2026, 12, 2), "owner_name": "陈秀兰", **more}
    return ClueView(no, kind, state, title, **facts)
