"""QR codes of the account, each with a scene."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import segno
from flask import Response

from bot.simulator.api import Answer, Call, Route
from bot.simulator.credentials import word
from bot.simulator.errors import ApiError
from bot.simulator.platform import Code

LONGEST = 2_592_000
PERMANENT_MOST = 100_000
SHORTEST = 60
_ACTIONS = {
    "QR_SCENE": (False, False),
    "QR_STR_SCENE": (False, True),
    "QR_LIMIT_SCENE": (True, False),
    "QR_LIMIT_STR_SCENE": (True, True),
}


def _create(call: Call) -> Answer:
    platform, asked = call.platform, call.asked()
    action = asked.get("action_name")
    if action not in _ACTIONS:
        raise ApiError(40052)
    permanent, is_text = _ACTIONS[action]
    info = asked.get("action_info")
    scene = _scene(info.get("scene") if isinstance(info, dict) else None, permanent, is_text)
    seconds = asked.get("expire_seconds", SHORTEST)
    if not permanent and (not isinstance(seconds, int) or not 0 < seconds <= LONGEST):
        raise ApiError(40035, "expire_seconds")
    if permanent and sum(code.until is None for code in platform.codes.values()) >= PERMANENT_MOST:
        raise ApiError(45009)
    ticket = "gQ" + word(platform.chance, 94)
    until = None if permanent else platform.now() + timedelta(seconds=seconds)
    code = Code(ticket, scene, is_text, f"http://weixin.qq.com/q/02{word(platform.chance, 20)}", until)
    platform.codes[ticket] = code
    answer: dict[str, Any] = {"ticket": ticket, "url": code.url}
    return answer if permanent else {**answer, "expire_seconds": seconds}


def _scene(scene: Any, permanent: bool, is_text: bool) -> str:
    if not isinstance(scene, dict):
        raise ApiError(40053)
    if is_text:
        text = scene.get("scene_str")
        if not isinstance(text, str) or not 1 <= len(text) <= 64:
            raise ApiError(40053)
        return text
    number = scene.get("scene_id")
    if not isinstance(number, int) or not 1 <= number <= (100_000 if permanent else 2**32 - 1):
        raise ApiError(40053)
    return str(number)


def _show(call: Call) -> Answer:
    """The picture of a ticket: PNG, or SVG with ``format=svg``. No token needed; 404 for a stranger's ticket."""
    code = call.platform.codes.get(call.query.get("ticket", ""))
    if code is None:
        return Response("404 Not Found", 404, content_type="text/plain")
    kind = "svg" if call.query.get("format") == "svg" else "png"
    drawn = io.BytesIO()
    segno.make(code.url, error="m").save(drawn, kind=kind, scale=10, border=2)
    return Response(drawn.getvalue(), content_type="image/svg+xml" if kind == "svg" else "image/png")


ROUTES = (
    Route(["POST"], "/cgi-bin/qrcode/create", _create),
    Route(["GET"], "/cgi-bin/showqrcode", _show, token=False),
)
