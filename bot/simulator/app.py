"""The simulated WeChat platform as one Flask app."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, render_template, request

from bot.simulator import (
    api,
    api_account,
    api_codes,
    api_mass,
    api_media,
    api_menu,
    api_messages,
    api_templates,
    api_users,
    texts,
)
from bot.simulator.browser import browser_of
from bot.simulator.clock import Clock
from bot.simulator.config import SimulatorConfig
from bot.simulator.control import control_of
from bot.simulator.oauth import Authorizations
from bot.simulator.owner import Owner
from bot.simulator.page_buttons import buttons_of
from bot.simulator.platform import Platform
from bot.simulator.pushing import Pusher

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: http: https:; "
    "connect-src 'self'; frame-src 'self' http: https:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_LARGEST = 24 << 20


def create_simulator(config: SimulatorConfig, clock: Clock | None = None, chance: random.Random | None = None) -> Flask:
    """A platform with one account; its state lives in this process.

    Runs by itself or mounted below a path. ``app.extensions["simulator"]`` is the ``Platform``.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST
    platform = Platform(config, clock or Clock(), chance or random.SystemRandom())
    pusher = Pusher(platform)
    authorizations = Authorizations(platform)
    app.extensions["simulator"] = platform
    routes = (
        *api_account.ROUTES,
        *api_messages.ROUTES,
        *api_templates.ROUTES,
        *api_mass.ROUTES,
        *api_menu.ROUTES,
        *api_codes.ROUTES,
        *api_media.ROUTES,
        *api_users.ROUTES,
        *texts.ROUTES,
        *authorizations.routes(),
    )
    api.install(app, platform, pusher, routes)
    app.register_blueprint(browser_of(platform, authorizations))
    app.register_blueprint(buttons_of(platform, Owner(platform, pusher)))
    app.register_blueprint(control_of(platform, pusher))
    app.add_url_rule("/", "page", lambda: render_template("page.html", account=platform.account_name))

    @app.before_request
    def learn_address() -> None:
        if not platform.public_url:
            platform.public_url = (request.host_url.rstrip("/") + request.script_root).rstrip("/")

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    if config.prefix:
        below = _Below(app.wsgi_app, config.prefix)
        app.wsgi_app = below.answer  # type: ignore[method-assign]
    return app


class _Below:
    """Lets an app that is served alone answer below a path, as it would when mounted there."""

    def __init__(self, app: Callable[..., Any], prefix: str) -> None:
        self._app: WSGIApplication = app
        self._prefix = "/" + prefix.strip("/")

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if not environ.get("SCRIPT_NAME") and (path + "/").startswith(self._prefix + "/"):
            environ["SCRIPT_NAME"], environ["PATH_INFO"] = self._prefix, path[len(self._prefix) :]
        return self._app(environ, start_response)
