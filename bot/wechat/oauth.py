"""Who opens a page inside WeChat: out to the authorisation page with a signed state, back with a code."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from bot.settings import Settings
from bot.wechat.client import WeChatGateway

LIFE = 600
"""Seconds in which the visitor must come back."""
_STAMP, _MAC = 4, 12
_LONGEST_PATH = 80 - _STAMP - _MAC
"""Bytes: the platform takes a state of 128 letters and digits, which is 80 bytes."""


class BadState(Exception):
    """The state was not made by us for this browser, or too long ago."""


class OAuth:
    """Logs visitors in by their openid. ``callback`` is the path of ours that the platform sends them back to."""

    def __init__(self, settings: Settings, gateway: WeChatGateway, now: Callable[[], datetime], callback: str) -> None:
        self._key = hashlib.sha256(b"wechat-oauth:" + settings.secret_key.get_secret_value().encode()).digest()
        self._gateway = gateway
        self._now = now
        self._address = (
            f"{gateway.hosts['login']}/connect/oauth2/authorize?appid={settings.wechat_app_id}"
            f"&redirect_uri={quote(settings.base_url + callback, safe='')}"
            "&response_type=code&scope=snsapi_base&state={state}#wechat_redirect"
        )

    def login_url(self, next_path: str, browser: str) -> str:
        """Where to send a visitor who wants ``next_path`` (a path of ours; anything else becomes ``/``).

        ``browser`` is a value kept in a cookie: only the browser that was sent out can come back with this state.
        """
        path = next_path.encode() if _is_ours(next_path) else b"/"
        path = path if len(path) <= _LONGEST_PATH else b"/"
        stamp = (int(self._now().timestamp()) + LIFE).to_bytes(_STAMP, "big")
        state = base64.b32encode(stamp + self._mac(stamp + path, browser) + path).decode().rstrip("=")
        return self._address.format(state=state)

    def next_of(self, state: str, browser: str) -> str:
        """The path the visitor wanted. Raises ``BadState``."""
        try:
            raw = base64.b32decode(state + "=" * (-len(state) % 8))
        except (binascii.Error, ValueError):
            raise BadState from None
        stamp, mac, path = raw[:_STAMP], raw[_STAMP : _STAMP + _MAC], raw[_STAMP + _MAC :]
        if not hmac.compare_digest(mac, self._mac(stamp + path, browser)):
            raise BadState
        if int.from_bytes(stamp, "big") < self._now().timestamp():
            raise BadState
        return path.decode()

    def openid_of(self, code: str) -> str:
        """Who came back with this code. Raises ``SendError``; ``user_refused`` for a virtual account."""
        return self._gateway.openid_of(code)

    def _mac(self, body: bytes, browser: str) -> bytes:
        return hmac.digest(self._key, body + b"\0" + browser.encode(), "sha256")[:_MAC]


def _is_ours(path: str) -> bool:
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
