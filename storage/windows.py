"""What somebody's doing opens: how long, and how many messages may be sent to her."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Executable, and_, case

from dialogs.message import Message
from storage.contact_rows import contacts
from storage.repository import OnBoth

# WeChat: a message opens 48 hours and 5 answers; a tap, a scan or following opens one minute and 3.
_TALKS = frozenset({"text", "voice", "image", "video", "location", "link", "file"})
_LONG = (timedelta(hours=48), 5)
_SHORT = (timedelta(minutes=1), 3)


def _spoke(insert: Any) -> Any:
    new = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=["openid"],
        set_={
            "followed": new.followed,
            "last_message_at": new.last_message_at,
            "window_until": new.window_until,
            "quota_left": new.quota_left,
        },
    )


def _tapped(insert: Any) -> Any:
    new = insert.excluded
    # A tap must not shorten what a message opened before.
    keep = and_(contacts.c.window_until > new.window_until, contacts.c.quota_left > 0)
    return insert.on_conflict_do_update(
        index_elements=["openid"],
        set_={
            "followed": new.followed,
            "last_message_at": new.last_message_at,
            "window_until": case((keep, contacts.c.window_until), else_=new.window_until),
            "quota_left": case((keep, contacts.c.quota_left), else_=new.quota_left),
        },
    )


_SPOKE = OnBoth(contacts, _spoke)
_TAPPED = OnBoth(contacts, _tapped)


def opened(openid: str, message: Message, now: datetime, dialect: str) -> tuple[Executable, dict[str, Any]]:
    """The statement that notes what this openid did, and its values."""
    long = message.kind in _TALKS
    window, quota = _LONG if long else _SHORT
    row = {
        "openid": openid,
        "followed": message.kind != "unfollow",
        "last_message_at": now,
        "window_until": now + window,
        "quota_left": quota if message.kind != "unfollow" else 0,
    }
    return (_SPOKE if long else _TAPPED)[dialect], row
