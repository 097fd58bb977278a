"""The platform's script for pages and the dialog of its subscription button, as a phone's own browser meets them."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, request

from bot.simulator.browser import COOKIE
from bot.simulator.owner import Owner
from bot.simulator.platform import Platform

_SCRIPT = Path(__file__).parent / "static" / "jweixin.js"


def buttons_of(platform: Platform, owner: Owner) -> Blueprint:
    """A page is believed only when it is signed with the account's ticket for its own address, as on real phones."""
    pages = Blueprint("buttons", __name__)

    @pages.get("/open/js/jweixin-1.6.0.js")
    def script() -> Response:
        return Response(_SCRIPT.read_text("utf-8"), content_type="text/javascript; charset=utf-8")

    @pages.post("/open/check")
    def check() -> tuple[dict[str, Any], int]:
        """Whether the page may show buttons, and the titles of the templates that its button names."""
        asked = request.get_json(silent=True) or {}
        with platform.lock:
            ticket, _ = platform.credentials.ticket("jsapi", platform.now(), platform.chance)
            names = [name for name in str(asked.get("templates", "")).split(",") if name]
            known = {name: platform.templates[name].title for name in names if name in platform.templates}
        address = str(asked.get("url", "")).partition("#")[0]
        nonce, stamp = asked.get("nonceStr"), asked.get("timestamp")
        signed = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={stamp}&url={address}"
        right = hashlib.sha1(signed.encode(), usedforsecurity=False).hexdigest()
        ours = asked.get("appId") == platform.config.app_id
        good = ours and hmac.compare_digest(right, str(asked.get("signature", "")))
        return {"good": good, "account": platform.account_name, "templates": known if good else {}}, 200

    @pages.post("/open/subscribe")
    def subscribe() -> tuple[dict[str, Any], int]:
        """What the phone's owner answered in the dialog: pushed to the account like the real one's events."""
        phone = platform.phones.get(request.cookies.get(COOKIE, ""))
        answers = (request.get_json(silent=True) or {}).get("answers")
        if phone is None or not isinstance(answers, dict):
            return {"errMsg": "subscribe:fail"}, 403
        with platform.lock:
            for template_id, answer in answers.items():
                if template_id in platform.templates:
                    owner.consents(phone, template_id, answer == "accept")
        return {"errMsg": "subscribe:ok"}, 200

    return pages
