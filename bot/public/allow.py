"""允许微信通知: where a resident allows one more notice, by the platform's own button. Each yes is one notice."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog
from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from bot.public.look import policy
from bot.public.visitor import here
from bot.services import SendError

if TYPE_CHECKING:
    from bot.services import PageKey, Services

log = structlog.get_logger()


def register_allow(blueprint: Blueprint, services: Services) -> None:
    """The page with the button, and how many notices are left."""

    @blueprint.get("/my/notices")
    def notices() -> ResponseReturnValue:
        templates = [one for one in services.office.pack.templates.values() if one.subscription]
        with services.storage.read() as uow:
            left = {one.key: uow.contacts.notices_left([here()], one.template_id).get(here(), 0) for one in templates}
            contact = uow.contacts.of(here())
        shown: list[dict[str, Any]] = [{"title": one.title, "left": left[one.key]} for one in templates]
        key, nonce = _key(services) if templates else None, secrets.token_urlsafe(16)
        page = render_template(
            "public/notices.html",
            shown=shown,
            ids=",".join(one.template_id for one in templates),
            key=key,
            nonce=nonce,
            wants=bool(contact and contact.wants_news),
        )
        response = make_response(page)
        if key is not None:
            response.headers["Content-Security-Policy"] = _policy(key, nonce)
        return response


def _key(services: Services) -> PageKey | None:
    """The key of this page as the browser shows its address; None where the platform gives none now."""
    if services.page_key is None:
        return None
    query = request.query_string.decode("ascii", "ignore")
    try:
        return services.page_key(services.settings.base_url + request.path + (f"?{query}" if query else ""))
    except SendError as why:
        log.warning("no key for a page", why=str(why))
        return None


def _policy(key: PageKey, nonce: str) -> str:
    """The usual policy, and on this page alone the platform's script with what its button brings along."""
    host = f"{urlsplit(key.script).scheme}://{urlsplit(key.script).netloc}"
    plain = policy().replace("script-src 'self'", f"script-src 'self' 'nonce-{nonce}' {host}")
    own = next(part for part in plain.split("; ") if part.startswith("style-src"))
    return plain.replace(own, "style-src 'unsafe-inline'").replace("connect-src 'self'", f"connect-src 'self' {host}")
