"""Messages as WeChat would push them to a server in secure mode: signed and encrypted, ready to be sent."""

from __future__ import annotations

import base64
import hashlib
import secrets
import struct
import time
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.benchmarks.load import Request

APP_ID = "wx1234567890abcdef"
TOKEN = "benchmark-token"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def _sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def _encrypted(text: str) -> str:
    key = base64.b64decode(AES_KEY + "=")
    raw = text.encode()
    packed = secrets.token_bytes(16) + struct.pack(">I", len(raw)) + raw + APP_ID.encode()
    pad = 32 - len(packed) % 32
    cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(cipher.update(packed + bytes([pad]) * pad) + cipher.finalize()).decode()


def push(sender: str, number: int, text: str = "", event_key: str = "") -> Request:
    """A text message, or a menu tap when ``event_key`` is given; ``number`` makes it unlike all others."""
    now = int(time.time())
    what = (
        f"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[CLICK]]></Event><EventKey><![CDATA[{event_key}]]></EventKey>"
        if event_key
        else f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content><MsgId>{10**16 + number}</MsgId>"
    )
    created = now if not event_key else now - number
    inner = (
        f"<xml><ToUserName><![CDATA[gh_benchmark]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
        f"<CreateTime>{created}</CreateTime>{what}</xml>"
    )
    sealed = _encrypted(inner)
    stamp, nonce = str(now), str(secrets.randbelow(10**9))
    query = (
        f"signature={_sign(TOKEN, stamp, nonce)}&timestamp={stamp}&nonce={nonce}&openid={sender}"
        f"&encrypt_type=aes&msg_signature={_sign(TOKEN, stamp, nonce, sealed)}"
    )
    body = (
        f"<xml><ToUserName><![CDATA[gh_benchmark]]></ToUserName><Encrypt><![CDATA[{escape(sealed)}]]></Encrypt></xml>"
    )
    return Request(f"/wechat?{query}", body.encode())


def opened(answer: bytes) -> str:
    """The XML inside an encrypted answer."""
    sealed = answer.decode().partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
    key = base64.b64decode(AES_KEY + "=")
    cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    packed = cipher.update(base64.b64decode(sealed)) + cipher.finalize()
    length = struct.unpack(">I", packed[16:20])[0]
    return packed[20 : 20 + length].decode()
