"""The account's menu at the bottom of the chat."""

from __future__ import annotations

from typing import Any

from bot.simulator.api import Answer, Call, Route, ok
from bot.simulator.errors import ApiError

KEYED = {
    "click",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
}
NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(KEYED, ("key",)),
    "view": ("url",),
    "miniprogram": ("url", "appid", "pagepath"),
    "media_id": ("media_id",),
    "view_limited": ("media_id",),
    "article_id": ("article_id",),
    "article_view_limited": ("article_id",),
}
KEY_BYTES, URL_BYTES = 128, 1024


def _create(call: Call) -> Answer:
    if b"\\u" in call.raw:
        raise ApiError(40033)
    buttons = call.asked().get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise ApiError(40016)
    call.platform.menu = {"button": [_button(one) for one in buttons]}
    return ok()


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise ApiError(40016)
    _name(button, 16, 40018)
    subs = button.get("sub_button")
    if subs:
        if not isinstance(subs, list) or len(subs) > 5:
            raise ApiError(40023)
        for sub in subs:
            if not isinstance(sub, dict) or sub.get("sub_button"):
                raise ApiError(40023)
            _name(sub, 60, 40025)
            _target(sub, 40024, 40026, 40027)
        return {"name": button["name"], "sub_button": subs}
    _target(button, 40017, 40019, 40020)
    return {**button, "sub_button": []}


def _name(button: dict[str, Any], most: int, code: int) -> None:
    name = button.get("name")
    if not isinstance(name, str) or not 0 < len(name.encode()) <= most:
        raise ApiError(code)


def _target(button: dict[str, Any], no_type: int, no_key: int, no_url: int) -> None:
    kind = button.get("type")
    if not isinstance(kind, str) or kind not in NEEDS:
        raise ApiError(no_type)
    for name in NEEDS[kind]:
        value = button.get(name)
        if name == "url":
            if not isinstance(value, str) or not value or len(value.encode()) > URL_BYTES:
                raise ApiError(no_url)
            if not value.startswith(("http://", "https://")):
                raise ApiError(40055)
        elif not isinstance(value, str) or not value or len(value.encode()) > KEY_BYTES:
            raise ApiError(no_key)


def _get(call: Call) -> Answer:
    if call.platform.menu is None:
        raise ApiError(46003)
    return {"menu": call.platform.menu}


def _current(call: Call) -> Answer:
    menu = call.platform.menu
    return {"is_menu_open": 1 if menu else 0, "selfmenu_info": menu or {"button": []}}


def _delete(call: Call) -> Answer:
    call.platform.menu = None
    return ok()


ROUTES = (
    Route(["POST"], "/cgi-bin/menu/create", _create),
    Route(["GET"], "/cgi-bin/menu/get", _get),
    Route(["GET"], "/cgi-bin/get_current_selfmenu_info", _current),
    Route(["GET"], "/cgi-bin/menu/delete", _delete),
)
