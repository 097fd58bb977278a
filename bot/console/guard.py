"""The door of the console: nobody comes in without a live session, no POST without its token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import Blueprint, Flask, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from bot.console.visitor import Visitor, visitor_of

if TYPE_CHECKING:
    from bot.services import Services

PUBLIC = frozenset({"console.login", "console.asset_file"})
"""Endpoints that answer without a login. Everything else of the blueprint is shut by default."""

IDLE = timedelta(hours=2)
LASTS = timedelta(hours=12)
TOKEN = "console_token"  # noqa: S105 - the name of a cookie field
_TOUCH_AFTER = timedelta(minutes=1)

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
csrf = CSRFProtect()


def protect(app: Flask) -> None:
    """Give the app what forms and cookies need. Blueprints check by themselves: WeChat's POSTs have no token."""
    if "csrf" not in app.extensions:
        app.config["WTF_CSRF_CHECK_DEFAULT"] = False
        app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: a long call must not lose its form
        app.config.setdefault("SESSION_COOKIE_HTTPONLY", True)
        app.config["SESSION_COOKIE_SAMESITE"] = app.config.get("SESSION_COOKIE_SAMESITE") or "Lax"
        csrf.init_app(app)


def guard(blueprint: Blueprint, services: Services) -> None:
    """Shut every endpoint of the blueprint but the public ones."""

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        g.visitor = _visitor(services)
        if request.endpoint not in PUBLIC and g.visitor is None:
            return _to_login()
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            csrf.protect()
        if (
            g.visitor is not None
            and g.visitor.must_change
            and request.endpoint
            not in (
                *PUBLIC,
                "console.my_sessions",
                "console.change_password",
                "console.logout",
            )
        ):
            return redirect(url_for("console.my_sessions"))
        return None

    @blueprint.errorhandler(CSRFError)
    def refused(error: CSRFError) -> ResponseReturnValue:
        from bot.console.trouble import stale_form

        return stale_form()


def _visitor(services: Services) -> Visitor | None:
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return None
    now = services.now()
    with services.storage.read() as uow:
        login = uow.sessions.get(token)
        if login is None or not login.live(now, IDLE) or not login.who.startswith("account:"):
            return None
        account = uow.accounts.get(int(login.who.removeprefix("account:")))
    if account is None or not account.active:
        return None
    # Pages that update by themselves are no sign that somebody sits there.
    if now - login.seen_at > _TOUCH_AFTER and request.endpoint != "console.board_numbers":
        with services.storage.work() as uow:
            uow.sessions.touch(login.id, now)
            uow.commit()
    return visitor_of(account, login.id, services.office.pack)


def _to_login() -> ResponseReturnValue:
    if request.headers.get("HX-Request"):
        return "", 401  # console.js loads the page anew, which leads to the login
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("console.login", next=wanted or None))


def here() -> Visitor:
    """The person of this request."""
    return cast(Visitor, g.visitor)


def needs(permission: str) -> Callable[[View], View]:
    """Only for roles with that permission; others get 403 in words."""

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not here().may(permission):
                abort(403)
            return view(*args, **kwargs)

        return cast(View, checked)

    return wrap
