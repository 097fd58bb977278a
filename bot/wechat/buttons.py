"""WeChat's own buttons on our pages: what a page must carry so that the platform lets it show one."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime

from bot.services import PageKey
from bot.settings import Settings
from bot.wechat.client import WeChatGateway
from bot.wechat.tokens import TokenService, TokenShelf

SCRIPT = "/open/js/jweixin-1.6.0.js"
"""The platform's script, on the host that ``WeChatGateway.hosts`` names."""


class PageKeys:
    """Signs addresses of ours; the ticket it signs with is shared by all processes, like the token."""

    def __init__(
        self, settings: Settings, gateway: WeChatGateway, shelf: TokenShelf, now: Callable[[], datetime], holder: str
    ) -> None:
        self._app_id = settings.wechat_app_id
        self._script = gateway.hosts["script"] + SCRIPT
        self._tickets = TokenService(gateway.ask_ticket, shelf, now, holder, name="wechat-pages")
        self._now = now

    def __call__(self, address: str) -> PageKey:
        """The key of the page at that whole address, as the browser shows it. Raises ``SendError``."""
        stamp, nonce = int(self._now().timestamp()), secrets.token_hex(8)
        return PageKey(
            self._app_id, stamp, nonce, signature(self._tickets.token(), nonce, stamp, address), self._script
        )


def signature(ticket: str, nonce: str, stamp: int, address: str) -> str:
    """What the platform expects for that page; the part of the address behind # is not signed."""
    signed = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={stamp}&url={address.partition('#')[0]}"
    return hashlib.sha1(signed.encode(), usedforsecurity=False).hexdigest()
