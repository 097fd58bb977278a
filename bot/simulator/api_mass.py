"""Mass messages to followers: four a month for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.simulator import markup, parcels
from bot.simulator.api import Answer, Call, Route
from bot.simulator.clock import CHINA
from bot.simulator.errors import ApiError
from bot.simulator.phones import Phone

PER_MONTH = 4
_SENT = "send job submission success"


def _to_all(call: Call) -> Answer:
    asked = call.asked()
    chosen = asked.get("filter")
    if not isinstance(chosen, dict):
        raise ApiError(40035)
    followers = [phone for phone in call.platform.phones.values() if phone.followed]
    if not chosen.get("is_to_all"):
        tag = chosen.get("tag_id")
        if tag not in call.platform.tags:
            raise ApiError(45159)
        followers = [phone for phone in followers if tag in phone.tags]
    return _send(call, asked, followers)


def _to_some(call: Call) -> Answer:
    asked = call.asked()
    named = asked.get("touser")
    if not isinstance(named, list) or not 2 <= len(named) <= 10_000:
        raise ApiError(40003)
    return _send(call, asked, [call.platform.phone(openid) for openid in named])


def _preview(call: Call) -> Answer:
    asked = call.asked()
    phone = call.platform.phone(asked.get("touser"))
    _show(call, phone, *_content(call, asked))
    return {"errcode": 0, "errmsg": "preview success"}


def _send(call: Call, asked: Mapping[str, Any], phones: Iterable[Phone]) -> Answer:
    platform = call.platform
    kind, text, data = _content(call, asked)
    once = ("mass", str(asked.get("clientmsgid", "")))
    if once[1] and once in platform.once:
        raise ApiError(45065, msg_id=platform.once[once][1])
    month = platform.now().astimezone(CHINA).strftime("%Y-%m")
    listed = list(phones)
    reached = [one for one in listed if one.followed and not one.blocked and one.mass_received[month] < PER_MONTH]
    for phone in reached:
        phone.mass_received[month] += 1
        _show(call, phone, kind, text, data)
    number = 3_147_483_650 + platform.msgid() % 1_000_000
    if once[1]:
        platform.once[once] = (platform.now(), number)
    result: list[tuple[str, markup.Value]] = [
        ("MsgID", number),
        ("Status", "send success" if reached else "send fail"),
        ("TotalCount", len(listed)),
        ("FilterCount", len(reached)),
        ("SentCount", len(reached)),
        ("ErrorCount", 0),
    ]

    def push() -> None:
        with platform.lock:
            account = platform.config.account_id
            call.pusher.push(parcels.event("oMassSender", account, platform.now(), "MASSSENDJOBFINISH", result))

    platform.alarms.after(platform.chance.uniform(*platform.config.finish_delay), push)
    return {"errcode": 0, "errmsg": _SENT, "msg_id": number}


def _content(call: Call, asked: Mapping[str, Any]) -> tuple[str, str, dict[str, Any]]:
    kind = asked.get("msgtype")
    body = asked.get(str(kind))
    if not isinstance(body, dict):
        raise ApiError(40008)
    if kind == "text":
        text = str(body.get("content", ""))
        if not text.strip():
            raise ApiError(44004)
        return "text", text, {}
    if kind in ("image", "voice"):
        media_id = str(body.get("media_id", ""))
        if call.platform.shelf.get(media_id, call.platform.now()) is None:
            raise ApiError(40007)
        return str(kind), "", {"media_id": media_id}
    raise ApiError(40008)


def _show(call: Call, phone: Phone, kind: str, text: str, data: dict[str, Any]) -> None:
    call.platform.show(phone, "account", kind, text, **data)


ROUTES = (
    Route(["POST"], "/cgi-bin/message/mass/sendall", _to_all),
    Route(["POST"], "/cgi-bin/message/mass/send", _to_some),
    Route(["POST"], "/cgi-bin/message/mass/preview", _preview),
)
