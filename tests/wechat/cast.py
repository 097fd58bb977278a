"""The account of the tests, its settings and a platform that signs and seals as the real one does."""

import base64
import hashlib
import os
from datetime import UTC, datetime

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from flask import Flask

from bot.settings import Settings
from bot.wechat.views import wechat_blueprint
from dialogs.talk import Reply

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
APP_ID = "wxb11529c136998cb6"
TOKEN = "pamtest"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OLD_KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg"
SECRET = "5ecr3t-of-the-app-0123456789abcdef"


def settings(**changes):
    return Settings(
        **{
            "wechat_app_id": APP_ID,
            "wechat_app_secret": SECRET,
            "wechat_token": TOKEN,
            "wechat_aes_key": KEY,
            "secret_key": "k" * 32,
            "base_url": "https://zhudong.example",
        }
        | changes
    )


def sha(*parts):
    return hashlib.sha1(b"".join(sorted(part.encode() for part in parts))).hexdigest()


def seal(text, key=KEY, app_id=APP_ID):
    raw = base64.b64decode(key + "=")
    body = text if isinstance(text, bytes) else text.encode()
    plain = os.urandom(16) + len(body).to_bytes(4, "big") + body + app_id.encode()
    pad = 32 - len(plain) % 32
    cipher = Cipher(algorithms.AES(raw), modes.CBC(raw[:16])).encryptor()
    return base64.b64encode(cipher.update(plain + bytes([pad]) * pad) + cipher.finalize()).decode()


def text_xml(content="你好", *, openid="oResident", msgid="22220946756594166", at=1795334400, more=""):
    return (
        f"<xml><ToUserName><![CDATA[gh_account]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{content}]]></Content>"
        f"<MsgId>{msgid}</MsgId>{more}</xml>"
    )


def event_xml(event, *, openid="oResident", at=1795334400, more=""):
    return (
        f"<xml><ToUserName><![CDATA[gh_account]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{event}]]></Event>{more}</xml>"
    )


class Platform:
    """Pushes to a webhook with everything a push carries, or with a part of it spoilt."""

    def __init__(self, app, now=NOW):
        self.client = app.test_client()
        self.stamp = str(int(now.timestamp()))

    def query(self, sealed="", *, token=TOKEN, stamp=None, nonce="372623149"):
        stamp = stamp or self.stamp
        asked = {"signature": sha(token, stamp, nonce), "timestamp": stamp, "nonce": nonce, "openid": "oResident"}
        if sealed:
            asked |= {"encrypt_type": "aes", "msg_signature": sha(token, stamp, nonce, sealed)}
        return asked

    def verify(self, echo="4375120948345356249", **spoilt):
        return self.client.get("/wechat", query_string={**self.query(), "echostr": echo, **spoilt})

    def plain(self, body, **spoilt):
        return self.client.post("/wechat", query_string={**self.query(), **spoilt}, data=body, content_type="text/xml")

    def secure(self, xml, *, key=KEY, app_id=APP_ID, clear="<ToUserName><![CDATA[gh_account]]></ToUserName>", **spoilt):
        return self.sealed(seal(xml, key, app_id), clear=clear, **spoilt)

    def sealed(self, sealed, *, clear="", **spoilt):
        body = f"<xml>{clear}<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        asked = {**self.query(sealed), **spoilt}
        return self.client.post("/wechat", query_string=asked, data=body.encode(), content_type="text/xml")


class Desk:
    """Answers every message with what it heard, and remembers all that came."""

    def __init__(self):
        self.heard = []
        self.reports = []
        self.late = []

    def answer(self, message):
        self.heard.append(message)
        return (Reply(f"听到了：{message.text}"),)

    def heed(self, event):
        self.reports.append(event)

    def put_late(self, message):
        self.late.append(message)


def webhook(desk, *, answer=None, now=NOW, seconds=4.0, **changes):
    app = Flask("webhook")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.register_blueprint(
        wechat_blueprint(
            settings(**changes),
            answer or desk.answer,
            lambda: now,
            heed=desk.heed,
            put_late=desk.put_late,
            phone="0358-3000000",
            seconds=seconds,
        )
    )
    return Platform(app, now)
