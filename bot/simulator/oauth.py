"""Web authorization: codes good once for five minutes, and what they are exchanged for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.simulator.api import Answer, Call, Route
from bot.simulator.credentials import check_account, word
from bot.simulator.errors import ApiError
from bot.simulator.phones import Phone
from bot.simulator.platform import Platform

CODE_LIFE = timedelta(minutes=5)
TOKEN_LIFE = timedelta(seconds=7200)
REFRESH_LIFE = timedelta(days=30)


@dataclass(slots=True)
class Grant:
    """One authorization: its code is good once, its tokens for their time."""

    openid: str
    scope: str
    snapshot: bool
    code_until: datetime
    used: bool = False
    token: str = field(default="", repr=False)
    token_until: datetime | None = None


class Authorizations:
    """Codes and tokens of web authorization."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._by_code: dict[str, Grant] = {}
        self._by_refresh: dict[str, tuple[Grant, datetime]] = {}

    def code_for(self, phone: Phone, scope: str) -> str:
        platform = self._platform
        openid = "oSnap" + word(platform.chance, 23) if phone.snapshot else phone.openid
        code = "0" + word(platform.chance, 31)
        self._by_code[code] = Grant(openid, scope, phone.snapshot, platform.now() + CODE_LIFE)
        return code

    def exchange(self, call: Call) -> Answer:
        config = self._platform.config
        check_account(config.app_id, config.app_secret, call.query)
        if call.query.get("grant_type") != "authorization_code":
            raise ApiError(40002)
        if not call.query.get("code"):
            raise ApiError(41008)
        grant = self._by_code.get(call.query["code"])
        if grant is None:
            raise ApiError(40029)
        if grant.used:
            raise ApiError(40163)
        if grant.code_until <= self._platform.now():
            raise ApiError(42003)
        grant.used = True
        return self._tokens(grant)

    def refresh(self, call: Call) -> Answer:
        if call.query.get("appid") != self._platform.config.app_id:
            raise ApiError(40013)
        grant, until = self._by_refresh.get(call.query.get("refresh_token", ""), (None, None))
        if grant is None or until is None or until <= self._platform.now():
            raise ApiError(40030)
        return self._tokens(grant)

    def person(self, call: Call) -> Answer:
        grant = self._granted(call)
        if grant.scope != "snsapi_userinfo":
            raise ApiError(48001)
        phone = self._platform.phones.get(grant.openid)
        person: dict[str, Any] = {
            "openid": grant.openid,
            "nickname": phone.name if phone else "",
            "sex": 0,
            "province": "",
            "city": "",
            "country": "",
            "headimgurl": "",
            "privilege": [],
        }
        return {**person, "unionid": phone.unionid} if phone else person

    def check(self, call: Call) -> Answer:
        self._granted(call)
        return {"errcode": 0, "errmsg": "ok"}

    def _granted(self, call: Call) -> Grant:
        token, openid, now = call.query.get("access_token", ""), call.query.get("openid"), self._platform.now()
        for grant in self._by_code.values():
            if token and grant.token == token:
                if grant.openid != openid:
                    raise ApiError(40003)
                if grant.token_until is None or grant.token_until <= now:
                    raise ApiError(42001)
                return grant
        raise ApiError(40001)

    def _tokens(self, grant: Grant) -> dict[str, Any]:
        platform = self._platform
        grant.token = word(platform.chance, 110)
        grant.token_until = platform.now() + TOKEN_LIFE
        refresh = word(platform.chance, 110)
        self._by_refresh[refresh] = (grant, platform.now() + REFRESH_LIFE)
        answer: dict[str, Any] = {
            "access_token": grant.token,
            "expires_in": int(TOKEN_LIFE.total_seconds()),
            "refresh_token": refresh,
            "openid": grant.openid,
            "scope": grant.scope,
        }
        phone = platform.phones.get(grant.openid)
        if phone:
            answer["unionid"] = phone.unionid
        return {**answer, "is_snapshotuser": 1} if grant.snapshot else answer

    def routes(self) -> tuple[Route, ...]:
        return (
            Route(["GET"], "/sns/oauth2/access_token", self.exchange, token=False),
            Route(["GET"], "/sns/oauth2/refresh_token", self.refresh, token=False),
            Route(["GET"], "/sns/userinfo", self.person, token=False),
            Route(["GET"], "/sns/auth", self.check, token=False),
        )
