"""Acts of a phone's owner as the control API names them, with their JSON arguments."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from bot.simulator.credentials import word
from bot.simulator.owner import Owner
from bot.simulator.phones import Phone
from bot.simulator.platform import Code, Platform
from bot.simulator.pushing import Pusher
from bot.simulator.shelf import PICTURE, VOICE, Media

Asked = Mapping[str, Any]
Done = dict[str, Any]


class Actor:
    """Does one act by name; answers with the bubble it made and, for links, the ``url`` that opens now."""

    def __init__(self, platform: Platform, pusher: Pusher) -> None:
        self._platform = platform
        self._owner = Owner(platform, pusher)

    def do(self, phone: Phone, act: str, asked: Asked) -> Done:
        done: Done = getattr(self, f"_{act}")(phone, asked)
        return done

    def _text(self, phone: Phone, asked: Asked) -> Done:
        return self._owner.says(phone, str(asked["text"]), str(asked.get("menu_id", ""))).as_json()

    def _picture(self, phone: Phone, asked: Asked) -> Done:
        media = self._media("image", asked, PICTURE, str(asked.get("content_type", "image/png")))
        address = f"{self._platform.public_url}/media/{media.media_id}"
        return self._owner.sends_picture(phone, media, address).as_json()

    def _voice(self, phone: Phone, asked: Asked) -> Done:
        media = self._media("voice", asked, VOICE, "audio/amr")
        transcript = asked.get("transcript", "")
        told = None if transcript is None else str(transcript)
        return self._owner.sends_voice(phone, media, int(asked.get("seconds", 3)), told).as_json()

    def _video(self, phone: Phone, asked: Asked) -> Done:
        media = self._media("video", asked, b"\0\0\0\x18ftypmp42", "video/mp4")
        thumb = self._media("thumb", {}, PICTURE, "image/png")
        return self._owner.sends_video(phone, media, thumb, bool(asked.get("short", False))).as_json()

    def _location(self, phone: Phone, asked: Asked) -> Done:
        latitude, longitude = float(asked["latitude"]), float(asked["longitude"])
        return self._owner.sends_location(phone, latitude, longitude, str(asked.get("label", ""))).as_json()

    def _link(self, phone: Phone, asked: Asked) -> Done:
        return self._owner.sends_link(
            phone, str(asked["title"]), str(asked.get("about", "")), str(asked["url"])
        ).as_json()

    def _file(self, phone: Phone, asked: Asked) -> Done:
        return self._owner.sends_file(phone, str(asked["name"]), _bytes(asked, b"example")).as_json()

    def _menu(self, phone: Phone, asked: Asked) -> Done:
        button = next((one for one in self._buttons() if one["name"] == asked["button"]), None)
        if button is None:
            raise ValueError("the menu has no such button")
        self._owner.taps_menu(phone, button, dict(asked))
        kind = button.get("type", "")
        if kind.startswith("pic_"):
            return self._picture(phone, asked)
        if kind == "location_select" and "latitude" in asked:
            return self._location(phone, asked)
        return {"url": button["url"]} if kind == "view" else {}

    def _buttons(self) -> Iterator[dict[str, Any]]:
        for button in (self._platform.menu or {}).get("button", []):
            subs = button.get("sub_button") or []
            yield from subs or [button]

    def _scan(self, phone: Phone, asked: Asked) -> Done:
        code = self._code(asked)
        if code.until and code.until <= self._platform.now():
            raise ValueError("this code has expired")
        self._owner.scans(phone, code.scene, code.ticket)
        return {"scene": code.scene}

    def _code(self, asked: Asked) -> Code:
        codes = self._platform.codes
        if asked.get("ticket"):
            return codes[str(asked["ticket"])]
        scene = str(asked["scene"])
        known = [code for code in codes.values() if code.scene == scene]
        if known:
            return known[-1]
        # A poster printed long ago, whose ticket this platform no longer remembers making.
        ticket = "gQ" + word(self._platform.chance, 94)
        codes[ticket] = Code(ticket, scene, not scene.isdigit(), f"http://weixin.qq.com/q/02{ticket[-20:]}", None)
        return codes[ticket]

    def _follow(self, phone: Phone, _asked: Asked) -> Done:
        self._owner.follows(phone)
        return {}

    def _unfollow(self, phone: Phone, _asked: Asked) -> Done:
        self._owner.unfollows(phone)
        return {}

    def _enter(self, phone: Phone, asked: Asked) -> Done:
        """Open the chat and stay: where the phone is, is told at once and then every five seconds, ``times`` in all."""
        for nth in range(int(asked.get("times", 1))):
            self._platform.alarms.after(5.0 * nth, lambda: self._reports(phone))
        return {}

    def _reports(self, phone: Phone) -> None:
        with self._platform.lock:
            self._owner.enters(phone)

    def _consent(self, phone: Phone, asked: Asked) -> Done:
        self._owner.consents(phone, str(asked["template_id"]), bool(asked.get("accept", True)))
        return {}

    def _refuse(self, phone: Phone, asked: Asked) -> Done:
        self._owner.refuses(phone, str(asked["template_id"]), bool(asked.get("refuse", True)))
        return {}

    def _event(self, phone: Phone, asked: Asked) -> Done:
        """Push any event: ``fields`` is a list of [tag, value], values nested the same way."""
        self._owner.event(phone, str(asked["event"]), [(tag, value) for tag, value in asked.get("fields", [])])
        return {}

    def _set(self, phone: Phone, asked: Asked) -> Done:
        """Switches of a phone: ``blocked``, ``snapshot``, ``where`` (latitude, longitude, precision, or null)."""
        if "blocked" in asked:
            phone.blocked = bool(asked["blocked"])
        if "snapshot" in asked:
            phone.snapshot = bool(asked["snapshot"])
        if "where" in asked:
            where = asked["where"]
            phone.where = (float(where[0]), float(where[1]), float(where[2])) if where else None
        return phone.as_json(self._platform.now())

    def _media(self, kind: str, asked: Asked, otherwise: bytes, content_type: str) -> Media:
        platform = self._platform
        return platform.shelf.put(kind, content_type, _bytes(asked, otherwise), platform.now(), platform.chance)


def _bytes(asked: Asked, otherwise: bytes) -> bytes:
    return base64.b64decode(asked["data"]) if asked.get("data") else otherwise


ACTS = (
    "text",
    "picture",
    "voice",
    "video",
    "location",
    "link",
    "file",
    "menu",
    "scan",
    "follow",
    "unfollow",
    "enter",
    "consent",
    "refuse",
    "event",
    "set",
)
