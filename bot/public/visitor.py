"""Who opens a page about herself, proved by WeChat and kept for two hours on that phone."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from flask import Blueprint, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

if TYPE_CHECKING:
    from bot.services import Services

OPEN = frozenset(
    {
        "public.column",
        "public.notice",
        "public.standards",
        "public.procedures",
        "public.procedure",
        "public.supervision",
        "public.division",
        "public.listen",
        "public.listen_file",
        "public.login",
        "public.login_back",
    }
)
"""Endpoints that answer without WeChat having told who opens them. Everything else of the blueprint is shut."""

LASTS = timedelta(hours=2)
"""Short, because phones go from hand to hand; WeChat tells again without a tap."""
OPENID, SINCE, BROWSER = "openid", "since", "browser"


def guard(blueprint: Blueprint, services: Services) -> None:
    """Shut every endpoint of the blueprint but the open ones."""

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        if request.endpoint in OPEN:
            return None
        g.openid = _openid(services.now())
        if not g.openid:
            return redirect(url_for("public.login", next=request.full_path.rstrip("?")))
        return None


def _openid(now: datetime) -> str:
    openid, since = session.get(OPENID), session.get(SINCE)
    if not isinstance(openid, str) or not isinstance(since, int):
        return ""
    return openid if now - datetime.fromtimestamp(since, UTC) < LASTS else ""


def here() -> str:
    """The openid of this request."""
    return cast("str", g.openid)


def come_in(openid: str, now: datetime) -> None:
    """Remember on this phone who it is."""
    session[OPENID], session[SINCE] = openid, int(now.timestamp())


def browser_key() -> str:
    """The value only this browser knows, kept in its signed cookie."""
    if BROWSER not in session:
        session[BROWSER] = secrets.token_urlsafe(16)
    return str(session[BROWSER])
