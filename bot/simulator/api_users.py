"""Followers and their tags."""

from __future__ import annotations

from typing import Any

from bot.simulator.api import Answer, Call, Route, ok
from bot.simulator.errors import ApiError
from bot.simulator.phones import Phone

PAGE = 10_000


def _info(call: Call) -> Answer:
    return _described(call.platform.phone(call.query.get("openid")))


def _infos(call: Call) -> Answer:
    named = call.asked().get("user_list")
    if not isinstance(named, list) or len(named) > 100:
        raise ApiError(40035)
    asked = [call.platform.phone(one.get("openid") if isinstance(one, dict) else None) for one in named]
    return {"user_info_list": [_described(phone) for phone in asked]}


def _described(phone: Phone) -> dict[str, Any]:
    if not phone.followed:
        return {"subscribe": 0, "openid": phone.openid, "tagid_list": []}
    return {
        "subscribe": 1,
        "openid": phone.openid,
        "language": "zh_CN",
        "subscribe_time": int(phone.followed_at.timestamp()) if phone.followed_at else 0,
        "unionid": phone.unionid,
        "remark": phone.remark,
        "groupid": 0,
        "tagid_list": sorted(phone.tags),
        "subscribe_scene": phone.how,
        "qr_scene": int(phone.scene) if phone.scene.isdigit() else 0,
        "qr_scene_str": "" if phone.scene.isdigit() else phone.scene,
    }


def _list(call: Call) -> Answer:
    followers = sorted(phone.openid for phone in call.platform.phones.values() if phone.followed)
    page = [openid for openid in followers if openid > call.query.get("next_openid", "")][:PAGE]
    answer: dict[str, Any] = {"total": len(followers), "count": len(page)}
    if page:
        answer["data"] = {"openid": page}
    return {**answer, "next_openid": page[-1] if page else ""}


def _remark(call: Call) -> Answer:
    asked = call.asked()
    call.platform.phone(asked.get("openid")).remark = str(asked.get("remark", ""))[:30]
    return ok()


def _new_tag(call: Call) -> Answer:
    tag = call.asked().get("tag")
    name = str(tag.get("name", "")) if isinstance(tag, dict) else ""
    if not 1 <= len(name) <= 30 or name in call.platform.tags.values():
        raise ApiError(45157)
    if len(call.platform.tags) >= 100:
        raise ApiError(45056)
    number = max(call.platform.tags, default=99) + 1
    call.platform.tags[number] = name
    return {"tag": {"id": number, "name": name}}


def _tags(call: Call) -> Answer:
    phones = call.platform.phones.values()
    counted = [
        {"id": number, "name": name, "count": sum(number in phone.tags for phone in phones)}
        for number, name in call.platform.tags.items()
    ]
    return {"tags": counted}


def _drop_tag(call: Call) -> Answer:
    asked = call.asked().get("tag")
    number = asked.get("id") if isinstance(asked, dict) else None
    if number not in call.platform.tags:
        raise ApiError(45159)
    del call.platform.tags[number]
    for phone in call.platform.phones.values():
        phone.tags.discard(number)
    return ok()


def _put_on(call: Call) -> Answer:
    for phone, number in _named(call):
        phone.tags.add(number)
    return ok()


def _take_off(call: Call) -> Answer:
    for phone, number in _named(call):
        phone.tags.discard(number)
    return ok()


def _named(call: Call) -> list[tuple[Phone, int]]:
    asked = call.asked()
    number, openids = asked.get("tagid"), asked.get("openid_list")
    if not isinstance(number, int) or number not in call.platform.tags:
        raise ApiError(45159)
    if not isinstance(openids, list) or len(openids) > 50:
        raise ApiError(40003)
    return [(call.platform.phone(openid), number) for openid in openids]


def _of_user(call: Call) -> Answer:
    return {"tagid_list": sorted(call.platform.phone(call.asked().get("openid")).tags)}


ROUTES = (
    Route(["GET"], "/cgi-bin/user/info", _info),
    Route(["POST"], "/cgi-bin/user/info/batchget", _infos),
    Route(["GET"], "/cgi-bin/user/get", _list),
    Route(["POST"], "/cgi-bin/user/info/updateremark", _remark),
    Route(["POST"], "/cgi-bin/tags/create", _new_tag),
    Route(["GET"], "/cgi-bin/tags/get", _tags),
    Route(["POST"], "/cgi-bin/tags/delete", _drop_tag),
    Route(["POST"], "/cgi-bin/tags/members/batchtagging", _put_on),
    Route(["POST"], "/cgi-bin/tags/members/batchuntagging", _take_off),
    Route(["POST"], "/cgi-bin/tags/getidlist", _of_user),
)
