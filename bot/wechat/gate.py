"""Who may come in: signatures, the age of a request, and the one way in for each mode of the account."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.settings import Settings
from bot.wechat.crypto import Seal, Unopened, signature, signed
from bot.wechat.inbound import Unusable
from bot.wechat.outbound import sealed_xml

log = logging.getLogger(__name__)

WINDOW = 300
"""Seconds a signed request stays good. Judged by the time in its query: a message itself may be old."""
_SEALED = re.compile(rb"<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]*)(?:\]\]>)?\s*</Encrypt>")


class Unauthentic(Exception):
    """Not signed by the platform, or not in the way this account wants it."""


class Gate:
    """The checks at the door of one account; all that can be prepared is prepared once."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self._token = settings.wechat_token.get_secret_value()
        self._mode = settings.wechat_mode
        self._now = now
        keys = (settings.wechat_aes_key, settings.wechat_aes_key_previous)
        self._seals = tuple(
            Seal(key.get_secret_value(), settings.wechat_app_id) for key in keys if key.get_secret_value()
        )

    def check_query(self, query: Mapping[str, str]) -> None:
        """Raises ``Unauthentic`` unless the query is signed and recent."""
        self._check(query, query.get("signature", ""))

    def open(self, query: Mapping[str, str], body: bytes) -> tuple[bytes, Seal | None]:
        """The clear body, and the seal to answer with when it came sealed.

        Raises ``Unauthentic``, or ``Unusable`` for an authentic body that cannot be opened.
        """
        # The last one: before it a compatible body has the clear fields, where a resident may have typed anything.
        found = _SEALED.match(body, start) if (start := body.rfind(b"<Encrypt>")) >= 0 else None
        if query.get("encrypt_type") == "aes" or (found and self._mode != "plain"):
            if not self._seals:
                raise Unauthentic
            sealed = found[1] if found else b""
            self._check(query, query.get("msg_signature", ""), sealed.decode("ascii"))
            return self._unseal(sealed)
        # The signature of a clear message does not cover its body. In secure mode none is believed; the compatible
        # mode is for changing over, when clear messages may still come, but only such as were never sealed.
        if self._mode == "secure":
            raise Unauthentic
        self.check_query(query)
        return body, None

    def seal(self, xml: str, seal: Seal) -> str:
        """The answer, sealed with the key that opened the question."""
        sealed = seal.close(xml.encode(), secrets.token_bytes(16))
        timestamp, nonce = str(int(self._now().timestamp())), str(secrets.randbelow(10**10))
        return sealed_xml(sealed, signature(self._token, timestamp, nonce, sealed), timestamp, nonce)

    def _check(self, query: Mapping[str, str], claimed: str, *more: str) -> None:
        timestamp = query.get("timestamp", "")
        if not self._token or not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise Unauthentic
        good = signed(claimed, self._token, timestamp, query.get("nonce", ""), *more)
        if not good or abs(self._now().timestamp() - int(timestamp)) > WINDOW:
            raise Unauthentic

    def _unseal(self, sealed: bytes) -> tuple[bytes, Seal]:
        reason = ""
        for seal in self._seals:
            try:
                return seal.open(sealed), seal
            except Unopened as why:
                reason = reason or str(why)
        log.error("a signed message could not be opened (%s): is the AES key right?", reason)
        raise Unusable(reason)
