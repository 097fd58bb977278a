"""What is pushed to the account's server: one message or event, as XML fields."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime

from bot.simulator import markup

SILENT_EVENTS = frozenset(
    {
        "unsubscribe",
        "VIEW",
        "view_miniprogram",
        "TEMPLATESENDJOBFINISH",
        "MASSSENDJOBFINISH",
        "subscribe_msg_popup_event",
        "subscribe_msg_change_event",
        "subscribe_msg_sent_event",
    }
)
"""Events whose answer nobody is shown, and whose failure no user notices."""

_MSGIDS = itertools.count(24_460_954_766_594_166, 3)


@dataclass(frozen=True, slots=True)
class Parcel:
    """The same parcel is pushed up to three times: same MsgId and CreateTime, fresh nonce."""

    openid: str
    what: str
    """The message type or event name."""
    fields: markup.Tree = field(repr=False)
    is_message: bool

    @property
    def answerable(self) -> bool:
        return self.is_message or self.what not in SILENT_EVENTS

    @property
    def xml(self) -> str:
        return markup.write(self.fields)


def message(openid: str, account_id: str, at: datetime, kind: str, fields: markup.Tree) -> Parcel:
    """A message with a MsgId of its own."""
    head = _head(openid, account_id, at, kind)
    return Parcel(openid, kind, [*head, *fields, ("MsgId", next(_MSGIDS))], is_message=True)


def event(openid: str, account_id: str, at: datetime, name: str, fields: markup.Tree = ()) -> Parcel:
    """An event, which has no MsgId."""
    head = _head(openid, account_id, at, "event")
    return Parcel(openid, name, [*head, ("Event", name), *fields], is_message=False)


def _head(openid: str, account_id: str, at: datetime, kind: str) -> list[tuple[str, markup.Value]]:
    return [
        ("ToUserName", account_id),
        ("FromUserName", openid),
        ("CreateTime", int(at.timestamp())),
        ("MsgType", kind),
    ]
