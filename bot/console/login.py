"""Coming in and going out, and one's own sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from bot.console import words
from bot.console.guard import IDLE, TOKEN, here
from bot.console.moments import minute
from bot.usecases.accounts import LoginRefused, WeakPassword, log_in, right_password, set_password

if TYPE_CHECKING:
    from bot.services import Services


def register_login(blueprint: Blueprint, services: Services) -> None:
    """Login, logout, 我的登录."""

    @blueprint.route("/login", methods=["GET", "POST"])
    def login() -> ResponseReturnValue:
        wanted = _inside(request.args.get("next", ""))
        trouble, username = "", request.form.get("username", "").strip()
        if request.method == "POST":
            try:
                come_in = log_in(username, request.form.get("password", ""), _device(), services)
            except LoginRefused as no:
                trouble = words.login_refused(no, services.now())
            else:
                session.clear()  # a fresh session: nothing planted before the login lives on
                session[TOKEN] = come_in.token
                return redirect(wanted or url_for("console.board"))
        page = render_template("console/login.html", trouble=trouble, username=username, next=wanted or None)
        return page, 401 if trouble else 200

    @blueprint.post("/logout")
    def logout() -> ResponseReturnValue:
        with services.storage.work() as uow:
            uow.sessions.end(here().session_id, services.now())
            uow.audit.record(here().who, "logout", here().who, at=services.now())
            uow.commit()
        session.clear()
        return redirect(url_for("console.login"))

    @blueprint.get("/me")
    def my_sessions() -> ResponseReturnValue:
        now = services.now()
        with services.storage.read() as uow:
            mine = [login for login in uow.sessions.of(here().who, now) if login.live(now, IDLE)]
        rows = [
            {
                "id": login.id,
                "device": words.device_name(login.device),
                "opened": minute(login.opened_at, now),
                "seen": minute(login.seen_at, now),
                "this": login.id == here().session_id,
            }
            for login in mine
        ]
        return render_template("console/my_sessions.html", rows=rows)

    @blueprint.post("/me/sessions/<session_id>/end")
    def end_session(session_id: str) -> ResponseReturnValue:
        now = services.now()
        with services.storage.work() as uow:
            if any(login.id == session_id for login in uow.sessions.of(here().who, now)):
                uow.sessions.end(session_id, now)
                uow.audit.record(here().who, "session.end", here().who, at=now)
                uow.commit()
        return redirect(url_for("console.my_sessions"))

    @blueprint.post("/me/password")
    def change_password() -> ResponseReturnValue:
        with services.storage.read() as uow:
            account = uow.accounts.get(here().account_id)
        new, again = request.form.get("new", ""), request.form.get("again", "")
        if account is None or not right_password(account, request.form.get("old", "")):
            flash(words.OLD_WRONG, "error")
        elif new != again:
            flash(words.NOT_THE_SAME, "error")
        else:
            try:
                set_password(account.id, new, here().who, services)
            except WeakPassword:
                flash(words.TOO_WEAK, "error")
            else:
                session.clear()
                flash(words.CHANGED, "done")
                return redirect(url_for("console.login"))
        return redirect(url_for("console.my_sessions"))


def _device() -> str:
    return f"{request.remote_addr or ''} {request.user_agent.string}"[:200]


def _inside(address: str) -> str:
    """The address if it is a page of the console, else nothing: a login must never lead elsewhere."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and parts.path.startswith("/console/") and "\\" not in address
    return address if inside else ""
