"""Coming in through WeChat: out with a signed state, back with the openid, and no tap in between."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.public import words
from bot.public.look import BIG, keep_size
from bot.public.trouble import said
from bot.public.visitor import browser_key, come_in
from bot.services import SendError, WechatLogin

if TYPE_CHECKING:
    from bot.services import Services


def register_login(blueprint: Blueprint, services: Services, wechat: WechatLogin | None) -> None:
    """Out to WeChat and back; without an official account the pages about oneself stay shut."""

    @blueprint.get("/my/login")
    def login() -> ResponseReturnValue:
        if wechat is None:
            return said(*words.ONLY_IN_WECHAT), 403
        return redirect(wechat.login_url(_inside(request.args.get("next", "")), browser_key()))

    @blueprint.get("/my/login/back")
    def login_back() -> ResponseReturnValue:
        if wechat is None:
            abort(403)
        try:
            wanted = _inside(wechat.next_of(request.args.get("state", ""), browser_key()))
        except Exception:  # noqa: BLE001 - whatever is wrong with the state, the answer is the same
            abort(403)
        try:
            openid = wechat.openid_of(request.args.get("code", ""))
        except SendError as no:
            abort(403 if no.kind == "user_refused" else 502)
        come_in(openid, services.now())
        response = make_response(redirect(wanted))
        if BIG not in request.cookies and _likes_big(openid):
            keep_size(response, True)
        return response

    def _likes_big(openid: str) -> bool:
        with services.storage.read() as uow:
            contact = uow.contacts.of(openid)
        return contact is not None and contact.big_text


def _inside(address: str) -> str:
    """The address if it is a page of one's own, else the first of them."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and "\\" not in address
    mine = parts.path == "/my" or parts.path.startswith("/my/")
    return address if inside and mine and not parts.path.startswith("/my/login") else url_for("public.mine")
