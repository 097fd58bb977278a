"""Two cookie sessions side by side: the staff's phone pages do not share the console's."""

from __future__ import annotations

from flask import Flask, has_request_context, request
from flask.sessions import SecureCookieSessionInterface

CONSOLE_COOKIE = ("session", "/")
DESK_COOKIE = ("desk", "/desk")


class SideBySide(SecureCookieSessionInterface):
    """Names and bounds the cookie by the part of the site that is visited."""

    def get_cookie_name(self, app: Flask) -> str:
        """The name of the cookie for this request."""
        return self._here()[0]

    def get_cookie_path(self, app: Flask) -> str:
        """The path the cookie is sent to."""
        return self._here()[1]

    def _here(self) -> tuple[str, str]:
        in_desk = has_request_context() and request.path.startswith("/desk")
        return DESK_COOKIE if in_desk else CONSOLE_COOKIE
