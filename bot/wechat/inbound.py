"""The platform's XML as our own frozen values; whatever it holds, nothing but ``Unusable`` is raised."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wechatpy import parse_message

from bot.wechat.platform_events import PlatformEvent, platform_event
from dialogs.message import Message, key_of

LONGEST_TEXT = 4000
"""Characters of one message that are read; WeChat itself sends far fewer."""
LONGEST_KEY = 200
LONGEST_OPENID = 100

Parsed = Mapping[str, Any]


class Unusable(Exception):
    """An authentic body that says nothing we can use: acknowledged, and that is all."""


@dataclass(frozen=True, slots=True)
class Received:
    """One push: to which ``account`` (gh_...), and a resident's message, a platform report, or both (unfollowing)."""

    account: str
    message: Message
    event: PlatformEvent | None = None


def read(body: bytes) -> Received:
    """The push in a clear XML body. Raises ``Unusable``, and nothing else, for whatever cannot be read."""
    try:
        # The library raises a dozen unrelated exceptions on hostile bodies, some only when a field is touched.
        return _received(parse_message(body.decode("utf-8"))._data)
    except Unusable:
        raise
    except Exception as why:  # noqa: BLE001 - whatever it is, the body is at fault
        raise Unusable(type(why).__name__) from None


def _received(parsed: Parsed) -> Received:
    sender, account = _must(parsed, "FromUserName"), _must(parsed, "ToUserName")
    if len(sender) > LONGEST_OPENID or len(account) > LONGEST_OPENID:
        raise Unusable("FromUserName")
    created = _must(parsed, "CreateTime")
    at = datetime.fromtimestamp(int(created), UTC)
    name = _must(parsed, "MsgType").lower()
    if name == "event":
        # The library renames what followed from a code or a product, and cuts the prefix that our key needs.
        name, event_key = _must(parsed, "Event").lower(), _text(parsed, "EventKey")
        if name == "subscribe_scan":
            name, event_key = "subscribe", f"qrscene_{event_key}"
        elif name == "subscribe_scan_product":
            name = "subscribe"
        key = _short(key_of("evt", sender, f"{created}:{name}:{event_key}"))
        message = Message(key, sender, at=at, **_EVENTS.get(name, _other)(parsed, event_key))
        return Received(account, message, platform_event(name, parsed, key, sender, at))
    msgid = _text(parsed, "MsgId")
    # Every message has an id. Should one come without, it is known by its second, as an event is.
    key = _short(key_of("msgid", sender, msgid) if msgid else key_of("evt", sender, f"{created}:{name}:"))
    return Received(account, Message(key, sender, at=at, **_MESSAGES.get(name, _strange)(parsed, "")))


def _must(parsed: Parsed, name: str) -> str:
    value = parsed[name]
    if not isinstance(value, str) or not value:
        raise Unusable(name)
    return value


def _text(parsed: Parsed, name: str) -> str:
    value = parsed.get(name)
    return value.strip()[:LONGEST_TEXT] if isinstance(value, str) else ""


def _short(key: str) -> str:
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 33]}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _number(parsed: Parsed, name: str, limit: float) -> float | None:
    try:
        number = float(_text(parsed, name))
    except ValueError:
        return None
    return number if -limit <= number <= limit else None


def _other(_parsed: Parsed, _key: str) -> dict[str, Any]:
    return {"kind": "other"}


def _strange(parsed: Parsed, _key: str) -> dict[str, Any]:
    """A message of a kind we do not know (a card of a mini program): somebody sent it, so it gets an answer."""
    return {"kind": "file", "text": _text(parsed, "Title")}


def _place(parsed: Parsed, _key: str) -> dict[str, Any]:
    return {
        "kind": "location",
        "text": _text(parsed, "Label"),
        "latitude": _number(parsed, "Location_X", 90),
        "longitude": _number(parsed, "Location_Y", 180),
    }


def _chosen_place(parsed: Parsed, key: str) -> dict[str, Any]:
    chosen = parsed.get("SendLocationInfo")
    return _place(chosen, key) if isinstance(chosen, Mapping) else {"kind": "other"}


def _follow(_parsed: Parsed, key: str) -> dict[str, Any]:
    # Following after a payment or from a product page carries a key too, but it names no code of ours.
    return {"kind": "follow", "scene": key.removeprefix("qrscene_") if key.startswith("qrscene_") else ""}


def _scan(parsed: Parsed, key: str) -> dict[str, Any]:
    """A code scanned from our own menu: one of our scenes counts like the code itself, anything else is the tap."""
    scanned = parsed.get("ScanCodeInfo")
    result = _text(scanned, "ScanResult") if isinstance(scanned, Mapping) else ""
    if result.startswith(("place:", "window:")):
        return {"kind": "scan", "scene": result}
    return {"kind": "tap", "text": key}


def _media(kind: str, *, text: str = "") -> Callable[[Parsed, str], dict[str, Any]]:
    def fields(parsed: Parsed, _key: str) -> dict[str, Any]:
        return {"kind": kind, "text": _text(parsed, text) if text else "", "media_id": _text(parsed, "MediaId")}

    return fields


_MESSAGES: Mapping[str, Callable[[Parsed, str], dict[str, Any]]] = {
    # A tap on one of our own options arrives as text too, with bizmsgmenuid beside it.
    "text": lambda parsed, _: {"kind": "text", "text": _text(parsed, "Content")},
    "voice": _media("voice", text="Recognition"),
    "image": _media("image"),
    "video": _media("video"),
    "shortvideo": _media("video"),
    "location": _place,
    "link": _media("link", text="Title"),
    "file": _media("file", text="Title"),
}
_EVENTS: Mapping[str, Callable[[Parsed, str], dict[str, Any]]] = {
    # Not here, so "other": the position reported every five seconds, pages opened, and pictures picked from the menu,
    # which follow as messages of their own.
    "subscribe": _follow,
    "unsubscribe": lambda _, __: {"kind": "unfollow"},
    "scan": lambda _, key: {"kind": "scan", "scene": key},
    "click": lambda _, key: {"kind": "tap", "text": key},
    "scancode_push": _scan,
    "scancode_waitmsg": _scan,
    "location_select": _chosen_place,
}
