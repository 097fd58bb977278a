"""Which member of staff holds the phone, proved by WeChat and kept as a session that can be ended."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from flask import Blueprint, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from bot.console.guard import csrf
from bot.desk.trouble import trouble_page

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.routing import StaffMember

PUBLIC = frozenset({"desk.login", "desk.login_back", "desk.bind", "desk.asset_file"})
"""Endpoints that answer without a login. Everything else of the blueprint is shut by default."""

IDLE = timedelta(days=3)
LASTS = timedelta(days=14)
TOKEN, OPENID, BROWSER = "desk_token", "desk_openid", "desk_browser"
_TOUCH_AFTER = timedelta(minutes=5)


def guard(blueprint: Blueprint, services: Services) -> None:
    """Shut every endpoint of the blueprint but the public ones."""

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        g.member = _member(services)
        if request.endpoint not in PUBLIC and g.member is None:
            wanted = request.full_path.rstrip("?") if request.method == "GET" else url_for("desk.today")
            return redirect(url_for("desk.login", next=wanted))
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            csrf.protect()
        return None

    @blueprint.errorhandler(CSRFError)
    def refused(error: CSRFError) -> ResponseReturnValue:
        return trouble_page(400)


def _member(services: Services) -> StaffMember | None:
    token, openid = session.get(TOKEN), session.get(OPENID)
    if not isinstance(token, str) or not isinstance(openid, str):
        return None
    now = services.now()
    with services.storage.read() as uow:
        login = uow.sessions.get(token)
        member = uow.staff.by_openid(openid)
    # The WeChat must still be this member's: whoever was unbound or left is out with the next tap.
    if login is None or member is None or not login.live(now, IDLE) or login.who != f"staff:{member.id}":
        return None
    if now - login.seen_at > _TOUCH_AFTER:
        with services.storage.work() as uow:
            uow.sessions.touch(login.id, now)
            uow.commit()
    return member


def here() -> StaffMember:
    """The member of this request."""
    return cast("StaffMember", g.member)


def who() -> str:
    """The name under which deeds are recorded."""
    return f"staff:{here().id}"


def come_in(member: StaffMember, services: Services) -> None:
    """Open a session for the member on this phone."""
    now, token = services.now(), secrets.token_urlsafe(32)
    with services.storage.work() as uow:
        uow.sessions.open(token, f"staff:{member.id}", now, now + LASTS, request.user_agent.string[:200])
        uow.audit.record(f"staff:{member.id}", "desk.login", f"staff:{member.id}", at=now)
        uow.commit()
    session[TOKEN], session[OPENID] = token, member.openid


def browser_key() -> str:
    """The value only this browser knows, kept in its signed cookie."""
    if BROWSER not in session:
        session[BROWSER] = secrets.token_urlsafe(16)
    return str(session[BROWSER])
