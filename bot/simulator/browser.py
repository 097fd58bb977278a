"""Pages of the platform that a phone's own browser opens."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.simulator.oauth import Authorizations
from bot.simulator.phones import Phone
from bot.simulator.platform import Platform
from bot.simulator.words import Pages

COOKIE = "simulator_phone"
_STATE = re.compile(r"[A-Za-z0-9_\-.~%=]{0,128}")
_RESERVED = re.compile(r"[A-Za-z0-9]{0,128}")


def browser_of(platform: Platform, authorizations: Authorizations) -> Blueprint:
    """Which phone asks is known by a cookie that opening a link from that phone has set."""
    pages = Blueprint("browser", __name__)

    def holder() -> Phone | None:
        openid = request.args.get(COOKIE) or request.cookies.get(COOKIE, "")
        return platform.phones.get(openid)

    def refused(words: str) -> tuple[str, int]:
        return render_template("refused.html", words=words), 400

    def stranger() -> tuple[str, int]:
        listed = [
            (phone, f"{request.base_url}?{urlencode({**request.args.to_dict(), COOKIE: phone.openid})}")
            for phone in platform.phones.values()
        ]
        return render_template("stranger.html", words=Pages, phones=listed), 403

    @pages.get("/browser/<openid>/open")
    def open_page(openid: str) -> AnyResponse | tuple[str, int]:
        url = request.args.get("url", "")
        if openid not in platform.phones or urlsplit(url).scheme not in ("http", "https"):
            return refused(Pages.OPEN_IN_WECHAT)
        response = redirect(url)
        if request.cookies.get(COOKIE) != openid:
            for name, path in platform.config.phone_cookies:
                response.delete_cookie(name, path=path)
        response.set_cookie(COOKIE, openid, path="/", httponly=True, samesite="Lax")
        return response

    @pages.get("/connect/oauth2/authorize")
    def authorize() -> AnyResponse | tuple[str, int] | str:
        asked, config = request.args, platform.config
        target, scope = asked.get("redirect_uri", ""), asked.get("scope", "")
        if asked.get("appid") != config.app_id or asked.get("response_type") != "code":
            return refused(Pages.WRONG_APP)
        if scope not in ("snsapi_base", "snsapi_userinfo"):
            return refused(Pages.WRONG_SCOPE)
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or (config.oauth_host and parts.hostname != config.oauth_host):
            return refused(Pages.WRONG_ADDRESS)
        if not _STATE.fullmatch(asked.get("state", "")):
            return refused(Pages.WRONG_STATE)
        phone = holder()
        if phone is None:
            return stranger()
        if scope == "snsapi_userinfo" and asked.get("agreed") != "1":
            agreed = f"{url_for('browser.authorize')}?{urlencode({**asked.to_dict(), 'agreed': '1'})}"
            return render_template("consent.html", account=platform.account_name, agreed=agreed, phone=phone)
        with platform.lock:
            code = authorizations.code_for(phone, scope)
        return redirect(_with(target, code=code, state=asked.get("state", "")))

    @pages.get("/mp/subscribemsg")
    def subscribe_once() -> AnyResponse | tuple[str, int] | str:
        """One-time subscription: a page that asks, then goes back with action=confirm or cancel."""
        asked, config = request.args, platform.config
        target, scene = asked.get("redirect_url", ""), asked.get("scene", "")
        if asked.get("action") != "get_confirm" or asked.get("appid") != config.app_id:
            return refused(Pages.WRONG_APP)
        if not scene.isdigit() or int(scene) > 10_000 or not _RESERVED.fullmatch(asked.get("reserved", "")):
            return refused(Pages.WRONG_STATE)
        if urlsplit(target).scheme not in ("http", "https"):
            return refused(Pages.WRONG_ADDRESS)
        phone = holder()
        if phone is None:
            return stranger()
        template_id, answer = asked.get("template_id", ""), asked.get("answer", "")
        if answer not in ("confirm", "cancel"):
            choices = {
                choice: f"{url_for('browser.subscribe_once')}?{urlencode({**asked.to_dict(), 'answer': choice})}"
                for choice in ("confirm", "cancel")
            }
            return render_template("subscribe.html", account=platform.account_name, choices=choices)
        back = {"openid": phone.openid, "template_id": template_id, "action": answer, "scene": scene}
        if answer == "confirm":
            with platform.lock:
                phone.scene_consents.add((template_id, scene))
        if asked.get("reserved"):
            back["reserved"] = asked["reserved"]
        return redirect(_with(target, **back))

    @pages.get("/media/<media_id>")
    def media(media_id: str) -> Response:
        found = platform.shelf.get(media_id, platform.now())
        if found is None:
            return Response("404 Not Found", 404, content_type="text/plain")
        headers = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
        return Response(found.data, content_type=found.content_type, headers=headers)

    return pages


def _with(url: str, **more: str) -> str:
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(more)) if part)
    return parts._replace(query=query).geturl()
