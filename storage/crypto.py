"""Keys, sealing and blind indexes: how personal words are kept so that a stolen file says nothing.

A sealed value is ``version | algorithm | key id | nonce | ciphertext and tag``, bound to the column it stands in.
See ``docs/decisions/0003-sealed-columns.md``.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Algorithm = Literal["aes256gcm", "sm4gcm"]

_VERSION = 1
_CODES: dict[Algorithm, int] = {"aes256gcm": 1, "sm4gcm": 2}
_HEAD = 6
_NONCE = 12
_TAG = 16
_BLOCK = 64


class Unreadable(Exception):
    """A sealed value that none of the keys opens: wrong key ring, wrong column, or damage."""


class _Key:
    """One secret of 32 bytes and the two ciphers made of it; ``key_id`` names it without telling it."""

    def __init__(self, secret: bytes) -> None:
        self.key_id = _derive(secret, b"key id", 4)
        self.aes = AESGCM(_derive(secret, b"aes256gcm", 32))
        self.sm4 = _derive(secret, b"sm4gcm", 16)

    def sealer(self, algorithm: Algorithm, column: bytes) -> Callable[[bytes, bytes], bytes]:
        """From nonce and plain text to ciphertext and tag."""
        if algorithm == "aes256gcm":
            encrypt = self.aes.encrypt
            return lambda nonce, plain: encrypt(nonce, plain, column)

        def seal(nonce: bytes, plain: bytes) -> bytes:
            box = Cipher(algorithms.SM4(self.sm4), modes.GCM(nonce)).encryptor()
            box.authenticate_additional_data(column)
            return box.update(plain) + box.finalize() + box.tag

        return seal

    def open(self, code: int, nonce: bytes, kept: bytes, column: bytes) -> bytes:
        if code == _CODES["aes256gcm"]:
            return self.aes.decrypt(nonce, kept, column)
        box = Cipher(algorithms.SM4(self.sm4), modes.GCM(nonce, kept[-_TAG:])).decryptor()
        box.authenticate_additional_data(column)
        return box.update(kept[:-_TAG]) + box.finalize()


class KeyRing:
    """The keys of this installation, newest first: the newest seals, every one opens.

    ``secrets`` are 32 random bytes each. ``algorithm`` decides how new values are sealed; values sealed by the other
    one stay readable. Raises ``ValueError`` for an empty ring, a key of another length or the same key twice.
    """

    def __init__(self, secrets: Iterable[bytes], algorithm: Algorithm = "aes256gcm") -> None:
        kept = tuple(secrets)
        if not kept:
            raise ValueError("a key ring needs at least one key")
        if any(len(secret) != 32 for secret in kept):
            raise ValueError("each data key must be 32 bytes long")
        if algorithm not in _CODES:
            raise ValueError(f"unknown algorithm {algorithm!r}; choose aes256gcm or sm4gcm")
        keys = tuple(_Key(secret) for secret in kept)
        self._by_id = {key.key_id: key for key in keys}
        if len(self._by_id) != len(keys):
            raise ValueError("the same data key stands twice in the ring")
        self._newest = keys[0]
        self._algorithm = algorithm
        self._head = bytes((_VERSION, _CODES[algorithm])) + self._newest.key_id

    @classmethod
    def from_text(cls, text: str, algorithm: Algorithm = "aes256gcm") -> KeyRing:
        """The ring from comma-separated base64, newest first, as the setting has it; ``ValueError`` when malformed."""
        try:
            return cls((base64.b64decode(part, validate=True) for part in text.split(",")), algorithm)
        except binascii.Error as mistake:
            raise ValueError("a data key is not base64") from mistake

    def __repr__(self) -> str:
        return f"KeyRing({len(self._by_id)} keys, newest {self._newest.key_id.hex()}, {self._algorithm})"

    def seal(self, plain: bytes, column: bytes) -> bytes:
        """``plain`` sealed by the newest key; ``column`` (``table.column``) must be the same when it is opened."""
        nonce = os.urandom(_NONCE)
        return self._head + nonce + self._newest.sealer(self._algorithm, column)(nonce, plain)

    def sealer(self, column: bytes) -> Callable[[bytes], bytes]:
        """``seal`` for one column, for long loops in one thread: it draws chance in larger portions."""
        draw, head, seal = _nonces().__next__, self._head, self._newest.sealer(self._algorithm, column)

        def sealed(plain: bytes) -> bytes:
            nonce = draw()
            return head + nonce + seal(nonce, plain)

        return sealed

    def open(self, kept: bytes, column: bytes) -> bytes:
        """What ``seal`` was given. Raises ``Unreadable`` when no key fits or one byte was changed."""
        key = self._by_id.get(kept[2:_HEAD])
        if key is None or kept[0] != _VERSION or kept[1] not in _CODES.values():
            raise Unreadable(f"no data key of this installation opens a value of {column.decode()}")
        try:
            return key.open(kept[1], kept[_HEAD : _HEAD + _NONCE], kept[_HEAD + _NONCE :], column)
        except (InvalidTag, ValueError) as mistake:
            raise Unreadable(f"a value of {column.decode()} was changed or moved") from mistake

    @property
    def head(self) -> bytes:
        """How a value begins that is sealed as new values are; anything else is due to be sealed again."""
        return self._head


class BlindIndex:
    """Keyed fingerprints by which a sealed value is found again without being opened.

    The key is random, made once per database and kept there under the key ring, so that changing the ring's keys
    never changes a fingerprint.
    """

    def __init__(self, secret: bytes) -> None:
        # HMAC-SHA256 with both pads hashed beforehand: a payment file asks for millions.
        block = secret.ljust(_BLOCK, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))

    def __repr__(self) -> str:
        return "BlindIndex(...)"

    def of(self, kind: str, value: str) -> bytes:
        """16 bytes that are the same for the same ``kind`` and ``value`` and tell nothing without the key."""
        inner = self._inner.copy()
        inner.update(f"{kind}\0{value}".encode())
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()[:16]


def new_key() -> str:
    """A fresh data key as base64, as the setting wants it."""
    return base64.b64encode(os.urandom(32)).decode()


def _nonces() -> Iterator[bytes]:
    while True:
        portion = os.urandom(_NONCE * 256)
        yield from (portion[start : start + _NONCE] for start in range(0, len(portion), _NONCE))


def _derive(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=b"zhudong " + purpose).derive(secret)


def fingerprint(data: bytes) -> str:
    """The sha256 of ``data`` in hexadecimal: the name of a file by its content."""
    return sha256(data).hexdigest()
