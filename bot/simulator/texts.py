"""The carrier's host for text messages (云MAS, /sms/norsubmit), as far as its description goes.

A request is base64 of a JSON object whose ``mac`` is the MD5 of its fields and the key in a fixed order. What is taken
appears on the phone of that number; a number that no phone here has is taken as well, as in the world outside.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

from bot.simulator.api import Answer, Call, Route

_FIELDS = ("ecName", "apId", "mobiles", "content", "sign", "addSerial", "mac")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
MOST = 5000
"""Numbers of one request."""


def submit(call: Call) -> Answer:
    """Show the text on every phone it is for; the answer names a batch, or says why it was not taken."""
    code = _verdict(call)
    if code != "success":
        return {"msgGroup": "", "rspcod": code, "success": False}
    platform, asked = call.platform, _asked(call.raw)
    account = platform.config.texts
    for mobile in asked["mobiles"].split(","):
        phone = platform.phones.get(platform.numbers.get(mobile, ""))
        if phone is not None and account is not None:
            platform.show(phone, "notice", "sms", f"【{account.signature}】{asked['content']}")
    return {"msgGroup": f"{platform.now():%m%d%H%M%S}{platform.msgid() % 10**12:012d}", "rspcod": code, "success": True}


def _verdict(call: Call) -> str:
    account, asked = call.platform.config.texts, _asked(call.raw)
    if not asked:
        return "InvalidMessage"
    # A request without addSerial is answered so too, which is known from practice.
    known = account is not None and (asked.get("ecName"), asked.get("apId")) == (account.ec_name, account.ap_id)
    if account is None or not known or any(name not in asked for name in _FIELDS):
        return "InvalidUsrOrPwd"
    parts = [asked[name] for name in _FIELDS[:-1]]
    parts.insert(2, account.secret_key)
    if hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest() != asked["mac"]:
        return "IllegalMac"
    if not asked["sign"]:
        return "NoSignId"
    if asked["sign"] != account.sign:
        return "IllegalSignId"
    mobiles = asked["mobiles"].split(",")
    if len(mobiles) > MOST:
        return "TooManyMobiles"
    return "success" if all(_MOBILE.fullmatch(mobile) for mobile in mobiles) else "InvalidMobile"


def _asked(raw: bytes) -> dict[str, str]:
    """The request's fields; {} for what cannot be read."""
    try:
        found: Any = json.loads(base64.b64decode(raw, validate=True))
    except ValueError:
        return {}
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return {}
    return found


ROUTES = (Route(("POST",), "/sms/norsubmit", submit, token=False),)
