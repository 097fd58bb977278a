"""Coming in through WeChat, and tying a WeChat to a member of staff the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from bot.desk.visitor import OPENID, TOKEN, browser_key, come_in, who
from bot.services import SendError
from bot.usecases.staff import bind_staff
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.services import Services, WechatLogin

_WANTED = "desk_wanted"


def register_login(blueprint: Blueprint, services: Services, wechat: WechatLogin) -> None:
    """Login, its way back, the first binding, logout."""

    @blueprint.get("/login")
    def login() -> ResponseReturnValue:
        return redirect(wechat.login_url(_inside(request.args.get("next", "")), browser_key()))

    @blueprint.get("/login/back")
    def login_back() -> ResponseReturnValue:
        try:
            wanted = _inside(wechat.next_of(request.args.get("state", ""), browser_key()))
        except Exception:  # noqa: BLE001 - whatever is wrong with the state, the answer is the same
            abort(403)
        try:
            openid = wechat.openid_of(request.args.get("code", ""))
        except SendError as no:
            abort(403 if no.kind == "user_refused" else 502)
        with services.storage.read() as uow:
            member = uow.staff.by_openid(openid)
        session.pop(TOKEN, None)
        session[OPENID] = openid
        if member is None:
            session[_WANTED] = wanted
            return redirect(url_for("desk.bind"))
        come_in(member, services)
        return redirect(wanted)

    @blueprint.route("/bind", methods=["GET", "POST"])
    def bind() -> ResponseReturnValue:
        openid = session.get(OPENID)
        if not isinstance(openid, str):
            return redirect(url_for("desk.login"))
        trouble = ""
        if request.method == "POST":
            try:
                member = bind_staff(openid, request.form.get("code", ""), services)
            except Refused as no:
                trouble = no.reason
            else:
                come_in(member, services)
                return redirect(_inside(str(session.pop(_WANTED, ""))))
        return render_template("desk/bind.html", trouble=trouble), 422 if trouble else 200

    @blueprint.post("/logout")
    def logout() -> ResponseReturnValue:
        now = services.now()
        with services.storage.work() as uow:
            held = uow.sessions.get(str(session.get(TOKEN)))
            if held is not None:
                uow.sessions.end(held.id, now)
                uow.audit.record(who(), "logout", who(), at=now)
            uow.commit()
        session.pop(TOKEN, None)
        session.pop(OPENID, None)
        return redirect(url_for("desk.login"))


def _inside(address: str) -> str:
    """The address if it is a page of the desk, else the first page."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and parts.path.startswith("/desk/") and "\\" not in address
    return address if inside else url_for("desk.today")
