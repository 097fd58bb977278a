"""Cookie sessions side by side: staff's phone pages and residents' pages do not share the console's."""

from __future__ import annotations

from flask import Flask, has_request_context, request
from flask.sessions import SecureCookieSessionInterface

CONSOLE_COOKIE = ("session", "/")
DESK_COOKIE = ("desk", "/desk")
RESIDENT_COOKIE = ("my", "/my")
SIZE_COOKIE = ("big", "/")
"""Not a session: the size of letters that somebody chose on a phone."""


class SideBySide(SecureCookieSessionInterface):
    """Names and bounds the cookie by the part of the site that is visited."""

    def get_cookie_name(self, app: Flask) -> str:
        """The name of the cookie for this request."""
        return self._here()[0]

    def get_cookie_path(self, app: Flask) -> str:
        """The path the cookie is sent to."""
        return self._here()[1]

    def _here(self) -> tuple[str, str]:
        if has_request_context():
            for name, path in (DESK_COOKIE, RESIDENT_COOKIE):
                if request.path == path or request.path.startswith(f"{path}/"):
                    return name, path
        return CONSOLE_COOKIE
