"""The HTTP interface of 云MAS (/sms/norsubmit, by https /sms/submit): one text message to one mobile number."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from bot.services import SendError, SendKind
from bot.settings import Settings

TIMEOUT = (3.0, 8.0)
"""Seconds to connect, and to wait for each part of the answer."""
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CODE = re.compile(r"[A-Za-z0-9:_.-]{1,40}")
_KINDS: Mapping[str, SendKind] = {
    "IllegalMac": "config",
    "InvalidUsrOrPwd": "config",
    "IllegalSignId": "config",
    "NoSignId": "config",
}
"""The codes of the interface's description that are our account's trouble.

It also has InvalidMessage (the request cannot be read) and TooManyMobiles (over 5000); InvalidMobile and DupMobile are
reported from practice. Those, and every code nobody described, say that this letter will not pass.
"""


class YunMas:
    """One account of 云MAS. Safe for several threads; logs nothing, and its errors hold no number, text or key."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.sms_url
        self._ec_name = settings.sms_ec_name
        self._ap_id = settings.sms_ap_id
        self._key = settings.sms_secret_key
        self._sign = settings.sms_sign
        self._add_serial = settings.sms_add_serial

    def send(self, mobile: str, content: str) -> str:
        """Hand a text over; the batch number (msgGroup) that a later status report would name.

        The host puts the signature (【…】) before the text by itself. Raises ``SendError``: ``config`` when the
        account is refused, ``permanent`` with the host's code as ``hint``, ``retryable`` when nothing was sent, and
        ``unknown_outcome`` (with ``permanent``: a second call would be a second text) when the answer got lost.
        """
        if not _MOBILE.fullmatch(mobile):
            raise SendError("permanent", permanent=True, hint="no mobile number")
        # The digest is made of what the host will read; half a character pair would come out otherwise there.
        content = content.encode("utf-8", "replace").decode()
        return _read(*self._post(self._body(mobile, content)))

    def _body(self, mobile: str, content: str) -> bytes:
        parts = (self._ec_name, self._ap_id, self._key.get_secret_value(), mobile, content, self._sign)
        digest = hashlib.md5("".join((*parts, self._add_serial)).encode(), usedforsecurity=False)
        asked = {
            "ecName": self._ec_name,
            "apId": self._ap_id,
            "mobiles": mobile,
            "content": content,
            "sign": self._sign,
            # Named even when there is none: left out, the host answers InvalidUsrOrPwd.
            "addSerial": self._add_serial,
            "mac": digest.hexdigest(),
        }
        return base64.b64encode(json.dumps(asked, ensure_ascii=False).encode())

    def _post(self, body: bytes) -> tuple[int, bytes]:
        with requests.Session() as line:
            # A new line each time: one kept open may be dead, and whether a text went out over it nobody could tell.
            line.trust_env = urlsplit(self._url).hostname not in _LOOPBACK
            try:
                answer = line.post(
                    self._url,
                    data=body,
                    headers={"Content-Type": "application/json; charset=utf-8", "Connection": "close"},
                    timeout=TIMEOUT,
                    allow_redirects=False,
                )
            except requests.RequestException as why:
                failure = SendError("retryable", retry_after=60) if _never_sent(why) else _lost()
            else:
                return answer.status_code, answer.content
        # Raised out here: the library's exception would hang on it, and with it the request.
        raise failure


def _read(status: int, content: bytes) -> str:
    """The batch number of an answer that takes the text; raises what any other answer means."""
    if 300 <= status < 500:
        raise SendError("config", status)
    answer = _mapping(content) if status < 300 else {}
    code = answer.get("rspcod")
    if not isinstance(code, str) or not code:
        raise _lost(status)
    if code.lower() == "success":
        # Its description spells the name in both ways.
        return str(answer.get("msgGroup") or answer.get("mgsGroup") or "")
    kind = _KINDS.get(code, "permanent")
    raise SendError(kind, permanent=kind == "permanent", hint=code if _CODE.fullmatch(code) else "unknown code")


def _mapping(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content.decode("utf-8", "replace"), strict=False)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _lost(status: int = 0) -> SendError:
    return SendError("unknown_outcome", status if status >= 500 else 0, permanent=True)


def _never_sent(why: requests.RequestException) -> bool:
    """Whether the call failed before anything was sent."""
    if isinstance(why, requests.ConnectTimeout | requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return True
    cause = why.args[0] if why.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)
