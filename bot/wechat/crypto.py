"""Signatures and sealed bodies of the platform: the library's AES, with the checks that it leaves out."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from wechatpy.crypto.base import WeChatCipher

_BLOCK = 32


class Unopened(Exception):
    """The sealed body cannot be opened with this key, or was sealed for another account."""


def signature(*parts: str) -> str:
    """The platform's signature of the parts: SHA-1 over them sorted by bytes, lowercase hex."""
    return hashlib.sha1(b"".join(sorted(part.encode() for part in parts)), usedforsecurity=False).hexdigest()


def signed(claimed: str, *parts: str) -> bool:
    """Whether ``claimed`` is the signature of the parts, compared in constant time."""
    return hmac.compare_digest(claimed.encode(), signature(*parts).encode())


class Seal:
    """One EncodingAESKey of one account. Raises ``ValueError`` for a key that is not 43 characters of base64."""

    __slots__ = ("_app_id", "_cipher")

    def __init__(self, encoding_aes_key: str, app_id: str) -> None:
        # Not strict: the last of the 43 characters may carry stray bits, as real keys do.
        key = base64.b64decode(encoding_aes_key + "=")
        if len(key) != 32:
            raise ValueError("an EncodingAESKey holds 32 bytes")
        self._cipher = WeChatCipher(key)
        self._app_id = app_id.encode()

    def open(self, sealed: bytes) -> bytes:
        """The body within. Raises ``Unopened`` for anything but a whole body sealed for this account."""
        try:
            raw = base64.b64decode(sealed, validate=True)
        except binascii.Error:
            raise Unopened("not base64") from None
        if not raw or len(raw) % 16:
            raise Unopened("not whole blocks")
        plain: bytes = self._cipher.decrypt(raw)
        pad = plain[-1]
        if not 1 <= pad <= _BLOCK or plain[-pad:] != plain[-1:] * pad:
            raise Unopened("bad padding")
        end = 20 + int.from_bytes(plain[16:20], "big")
        if len(plain) - pad < max(20, end):
            raise Unopened("cut short")
        if not hmac.compare_digest(plain[end:-pad], self._app_id):
            raise Unopened("sealed for another account")
        return plain[20:end]

    def close(self, body: bytes, salt: bytes) -> str:
        """The body sealed, as base64; ``salt`` is 16 bytes of chance."""
        plain = salt + len(body).to_bytes(4, "big") + body + self._app_id
        pad = _BLOCK - len(plain) % _BLOCK
        return base64.b64encode(self._cipher.encrypt(plain + bytes([pad]) * pad)).decode()
