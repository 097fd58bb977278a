"""Customer-service messages: only inside the windows that a person's own acts open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.simulator.answers import TEXT_BYTES
from bot.simulator.api import Answer, Call, Route, ok
from bot.simulator.errors import ApiError

TYPING = timedelta(seconds=15)
RECENT = timedelta(seconds=30)

Content = tuple[str, str, dict[str, Any]]


def _send(call: Call) -> Answer:
    platform = call.platform
    # \uXXXX arrives on real phones as those six letters: senders must write UTF-8.
    asked = call.asked(keep_escapes=True)
    phone = platform.phone(asked.get("touser"))
    kind, text, data = _content(call, asked)
    if phone.blocked:
        raise ApiError(45015)
    phone.spend(platform.now())
    platform.show(phone, "account", kind, text, **data)
    return ok()


def _content(call: Call, asked: Mapping[str, Any]) -> Content:
    kind = asked.get("msgtype")
    body = asked.get(kind) if isinstance(kind, str) else None
    if kind not in _KINDS:
        raise ApiError(40008)
    if not isinstance(body, dict):
        raise ApiError(44004)
    return _KINDS[kind](call, body)


def _text(_call: Call, body: Mapping[str, Any]) -> Content:
    text = body.get("content")
    if not isinstance(text, str) or not text.strip():
        raise ApiError(44004)
    _within(text)
    return "text", text, {}


def _within(text: str) -> None:
    if len(text.encode()) > TEXT_BYTES:
        raise ApiError(45002)


def _medium(kind: str, call: Call, body: Mapping[str, Any]) -> Content:
    media_id = body.get("media_id", "")
    if not isinstance(media_id, str) or call.platform.shelf.get(media_id, call.platform.now()) is None:
        raise ApiError(40007)
    return kind, str(body.get("title", "")), {"media_id": media_id, "about": str(body.get("description", ""))}


def _image(call: Call, body: Mapping[str, Any]) -> Content:
    return _medium("image", call, body)


def _voice(call: Call, body: Mapping[str, Any]) -> Content:
    return _medium("voice", call, body)


def _video(call: Call, body: Mapping[str, Any]) -> Content:
    return _medium("video", call, body)


def _music(_call: Call, body: Mapping[str, Any]) -> Content:
    return "music", str(body.get("title", "")), {"about": str(body.get("description", "")), "url": body.get("musicurl")}


def _news(_call: Call, body: Mapping[str, Any]) -> Content:
    articles = body.get("articles")
    if not isinstance(articles, list) or not articles:
        raise ApiError(44003)
    if len(articles) > 1:
        raise ApiError(45008)
    shown = [
        {
            "title": str(one.get("title", "")),
            "about": str(one.get("description", "")),
            "picture": str(one.get("picurl", "")),
            "url": str(one.get("url", "")),
        }
        for one in articles
    ]
    return "news", shown[0]["title"], {"articles": shown}


def _menu(call: Call, body: Mapping[str, Any]) -> Content:
    if call.platform.config.test_account:
        raise ApiError(40200)
    items = body.get("list")
    if not isinstance(items, list) or not items or not all(isinstance(one, dict) for one in items):
        raise ApiError(40035)
    shown = [{"id": str(one.get("id", "")), "text": str(one.get("content", ""))} for one in items]
    if not all(one["text"] for one in shown):
        raise ApiError(44004)
    head, tail = str(body.get("head_content", "")), str(body.get("tail_content", ""))
    _within(head + "".join(one["text"] for one in shown) + tail)
    return "menu", head, {"items": shown, "tail": tail}


def _mini_program(_call: Call, body: Mapping[str, Any]) -> Content:
    return "mini", str(body.get("title", "")), {"page": str(body.get("pagepath", ""))}


_KINDS = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "music": _music,
    "news": _news,
    "msgmenu": _menu,
    "miniprogrampage": _mini_program,
}


def _typing(call: Call) -> Answer:
    asked, now = call.asked(), call.platform.now()
    phone = call.platform.phone(asked.get("touser"))
    command = asked.get("command")
    if command == "CancelTyping":
        phone.typing_until = None
        return ok()
    if command != "Typing":
        raise ApiError(45072)
    if phone.touched_at is None or now - phone.touched_at > RECENT:
        raise ApiError(45080)
    if phone.typing_until and phone.typing_until > now:
        raise ApiError(45081)
    phone.typing_until = now + TYPING
    call.platform.alarms.after(TYPING.total_seconds(), call.platform.touch)
    return ok()


ROUTES = (
    Route(["POST"], "/cgi-bin/message/custom/send", _send),
    Route(["POST"], "/cgi-bin/message/custom/typing", _typing),
)
