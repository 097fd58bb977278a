"""Signatures and encryption of pushes and answers, written from the platform's specification."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bot.simulator import markup

_BLOCK = 32
"""The padding block of the specification; twice the cipher's own."""


class BadEnvelope(Exception):
    """An answer that cannot be opened: wrong signature, key, padding, length or app id."""


def sign(*parts: str) -> str:
    """Lower-case hex SHA-1 of the sorted parts."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def encrypt(aes_key: str, app_id: str, text: str, random16: bytes) -> str:
    """Base64 of AES-256-CBC over random16 | length | text | app id, padded to 32."""
    message = text.encode()
    body = random16 + struct.pack(">I", len(message)) + message + app_id.encode()
    pad = _BLOCK - len(body) % _BLOCK
    machine = _cipher(aes_key).encryptor()
    return base64.b64encode(machine.update(body + bytes([pad]) * pad) + machine.finalize()).decode()


def decrypt(aes_key: str, app_id: str, sealed: str) -> str:
    """The text inside base64 ciphertext; raises BadEnvelope, also for another account's app id."""
    try:
        raw = base64.b64decode(sealed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadEnvelope("not base64") from error
    if not raw or len(raw) % 16:
        raise BadEnvelope("wrong length")
    machine = _cipher(aes_key).decryptor()
    body = machine.update(raw) + machine.finalize()
    pad = body[-1]
    if not 1 <= pad <= _BLOCK or pad > len(body) or body[-pad:] != bytes([pad]) * pad:
        raise BadEnvelope("wrong padding")
    body = body[:-pad]
    if len(body) < 20:
        raise BadEnvelope("too short")
    length = struct.unpack(">I", body[16:20])[0]
    if 20 + length > len(body):
        raise BadEnvelope("length beyond the end")
    if not hmac.compare_digest(body[20 + length :], app_id.encode()):
        raise BadEnvelope("another app id")
    try:
        return body[20 : 20 + length].decode()
    except UnicodeDecodeError as error:
        raise BadEnvelope("not UTF-8") from error


def _cipher(aes_key: str) -> Cipher[modes.CBC]:
    # Character 43 carries two stray bits in keys met in the wild, so decoding is not strict.
    key = base64.b64decode(aes_key + "=")
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


@dataclass(frozen=True, slots=True)
class Seal:
    """The account's token and keys."""

    token: str = field(repr=False)
    app_id: str
    aes_key: str = field(default="", repr=False)
    aes_key_previous: str = field(default="", repr=False)

    def query(self, timestamp: str, nonce: str) -> dict[str, str]:
        return {"signature": sign(self.token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce}

    def close(self, xml: str, timestamp: str, nonce: str, random16: bytes) -> tuple[str, str]:
        """Encrypt element and its signature."""
        sealed = encrypt(self.aes_key, self.app_id, xml, random16)
        return sealed, sign(self.token, timestamp, nonce, sealed)

    def open(self, answer: markup.Element) -> str:
        """The XML inside a sealed answer; raises BadEnvelope."""
        sealed, signature, timestamp, nonce = (
            markup.leaf(answer, tag).strip() for tag in ("Encrypt", "MsgSignature", "TimeStamp", "Nonce")
        )
        if not timestamp.isdigit() or not nonce:
            raise BadEnvelope("TimeStamp or Nonce missing")
        if not hmac.compare_digest(sign(self.token, timestamp, nonce, sealed), signature):
            raise BadEnvelope("MsgSignature does not match")
        try:
            return decrypt(self.aes_key, self.app_id, sealed)
        except BadEnvelope:
            if not self.aes_key_previous:
                raise
            return decrypt(self.aes_key_previous, self.app_id, sealed)
