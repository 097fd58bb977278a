"""Phones for tests: people who talk to the account through a running simulator, over HTTP only.

phones = Phones("http://127.0.0.1:8000/simulator")
granny = phones.phone("王奶奶")
granny.says("你好")
menu = granny.sees("菜单", within=5)
granny.taps("申请救助")
"""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping, Sequence
from typing import Any

import requests

from bot.simulator.seen import Bubble, read_bubble

_LOOK = 0.03
_PATIENCE = 15.0
__all__ = ["Bubble", "Phone", "Phones"]
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile MicroMessenger/8.0.50"


class Phones:
    """All phones of one simulator, and the platform's own switches."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._http = requests.Session()
        self._http.trust_env = False
        self._known: dict[str, Phone] = {}

    def phone(self, name: str, role: str = "", *, openid: str = "", follows: bool = True) -> Phone:
        """The phone of this name (or openid), made when there is none; the same object every time."""
        for one in self.state()["phones"]:
            if openid in ("", one["openid"]) and (one["name"] == name or openid):
                return self._known.setdefault(one["openid"], Phone(self, one["openid"], one["name"]))
        made = self.post("phones", name=name, role=role, openid=openid, follows=follows)
        return self._known.setdefault(made["openid"], Phone(self, made["openid"], name))

    def state(self) -> dict[str, Any]:
        return self.get("state")

    def fault(self, kind: str, **details: Any) -> int:
        """Switch on latency | code | bad_gateway | truncated | empty | drop; see ``faults.Fault`` for details."""
        return int(self.post("faults", kind=kind, **details)["id"])

    def no_faults(self) -> None:
        self.post("faults/remove")

    def pushing(self, **switches: Any) -> dict[str, Any]:
        """``push_delay``, ``duplicates`` ("", "after", "together"), ``hold``, ``finish_status``, ``release``."""
        return self.post("pushing", **switches)

    def settings(self, **changes: Any) -> None:
        """Change mode, token, aes_key, aes_key_previous, push_url, attempt_seconds or retry_http_errors."""
        self.post("settings", **changes)

    def advance(self, seconds: float) -> None:
        self.post("clock", advance=seconds)

    def steal_tokens(self) -> None:
        """Another client fetches tokens: those the account holds are dead."""
        self.post("tokens/steal")

    def verify(self) -> str:
        """Let the platform check the webhook's address: why it failed, "" when it passed."""
        return str(self.post("verify")["problem"])

    def template(self, template_id: str, title: str, fields: Sequence[tuple[str, str]] = ()) -> None:
        self.post("templates", template_id=template_id, title=title, fields=[list(pair) for pair in fields])

    def exchanges(self, openid: str = "", way: str = "", after: int = 0) -> list[dict[str, Any]]:
        """Raw exchanges in full, oldest first; ``way`` is push or api."""
        found = self.get("exchanges", openid=openid, way=way, after=after, whole=1)["exchanges"]
        return list(found)

    def again(self, exchange_id: int) -> None:
        """Push the message of an earlier exchange once more."""
        self.post(f"exchanges/{exchange_id}/again")

    def settle(self, within: float = _PATIENCE) -> None:
        """Wait until nothing is being pushed and no finish event is due."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            state = self.get("pushing")
            if not state["underway"] and not state["alarms"]:
                return
            time.sleep(_LOOK)
        raise AssertionError("the platform is still pushing")

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        return _read(self._http.get(f"{self.base_url}/control/{path}", params=query, timeout=_PATIENCE))

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        return _read(self._http.post(f"{self.base_url}/control/{path}", json=body, timeout=_PATIENCE))


class Phone:
    """One person's phone. Every act returns the phone or what opened; ``sees`` looks at what came after the act."""

    def __init__(self, phones: Phones, openid: str, name: str) -> None:
        self._phones = phones
        self.openid = openid
        self.name = name
        self._since = 0
        self.browser = requests.Session()
        self.browser.trust_env = False
        self.browser.headers["User-Agent"] = AGENT

    def says(self, text: str) -> Phone:
        return self._act("text", text=text)

    def sends_picture(self, data: bytes = b"", content_type: str = "image/png") -> Phone:
        return self._act("picture", data=base64.b64encode(data).decode(), content_type=content_type)

    def sends_voice(self, transcript: str | None = "", seconds: int = 3) -> Phone:
        """With "" the Recognition element is empty, as it is since 2023; with None it is missing."""
        return self._act("voice", transcript=transcript, seconds=seconds)

    def sends_location(self, latitude: float, longitude: float, label: str = "") -> Phone:
        return self._act("location", latitude=latitude, longitude=longitude, label=label)

    def sends_video(self, short: bool = False) -> Phone:
        return self._act("video", short=short)

    def sends_link(self, title: str, url: str, about: str = "") -> Phone:
        return self._act("link", title=title, url=url, about=about)

    def sends_file(self, name: str, data: bytes = b"") -> Phone:
        return self._act("file", name=name, data=base64.b64encode(data).decode())

    def scans(self, scene: str = "", *, ticket: str = "") -> Phone:
        return self._act("scan", scene=scene, ticket=ticket)

    def follows(self) -> Phone:
        return self._act("follow")

    def unfollows(self) -> Phone:
        return self._act("unfollow")

    def enters(self, times: int = 1) -> Phone:
        """Open the chat; when the phone's ``where`` is set it is reported, again every 5 s, so many times."""
        return self._act("enter", times=times)

    def consents(self, template_id: str, accept: bool = True) -> Phone:
        return self._act("consent", template_id=template_id, accept=accept)

    def refuses(self, template_id: str, refuse: bool = True) -> Phone:
        return self._act("refuse", template_id=template_id, refuse=refuse)

    def event(self, name: str, fields: Sequence[Sequence[Any]] = ()) -> Phone:
        return self._act("event", event=name, fields=fields)

    def switch(self, **switches: Any) -> Phone:
        """``blocked``, ``snapshot``, ``where`` = (latitude, longitude, precision) or None."""
        self._phones.post(f"phones/{self.openid}/acts", act="set", **switches)
        return self

    def taps(self, label: str, /, **extra: Any) -> requests.Response | None:
        """Tap a choice, link, card or article in the newest bubble that has one so named, else a menu button.

        Exact words win over words that only contain the label. What opens a page returns it.
        """
        bubbles = [bubble for bubble in reversed(self.transcript()) if bubble.side in ("account", "notice")]
        for fits in (str.__eq__, str.__contains__):
            for bubble in bubbles:
                for words, target in bubble.targets:
                    if fits(words, label):
                        return self._follow(target)
        return self.taps_menu(label, **extra)

    def taps_menu(self, label: str, /, **extra: Any) -> requests.Response | None:
        """Tap a menu button; ``result`` is what a scan finds, latitude, longitude and label what is chosen."""
        done = self._send("menu", {**extra, "button": label})
        return self.opens(done["url"]) if done.get("url") else None

    def opens(self, url: str) -> requests.Response:
        """Open a page in this phone's browser, which keeps cookies of its own and follows redirects."""
        address = f"{self._phones.base_url}/browser/{self.openid}/open"
        return self.browser.get(address, params={"url": url}, timeout=_PATIENCE)

    def sees(self, contains: str, within: float = 5.0) -> Bubble:
        """The first bubble since this phone's last act that shows these words, waiting for it."""
        deadline = time.monotonic() + within
        while True:
            found = [bubble for bubble in self.transcript(self._since) if bubble.side != "me"]
            for bubble in found:
                if contains in bubble.shown:
                    return bubble
            if time.monotonic() > deadline:
                heard = "\n---\n".join(bubble.shown for bubble in found) or "(nothing)"
                raise AssertionError(f"{self.name} does not see {contains!r} but:\n{heard}")
            time.sleep(_LOOK)

    def sees_nothing(self, for_seconds: float = 0.3) -> None:
        time.sleep(for_seconds)
        found = [bubble.shown for bubble in self.transcript(self._since) if bubble.side != "me"]
        if found:
            raise AssertionError(f"{self.name} sees {found}")

    def looks_away(self) -> Phone:
        """From now on ``sees`` minds only what is still to come."""
        bubbles = self.transcript()
        self._since = bubbles[-1].id if bubbles else 0
        return self

    def transcript(self, after: int = 0) -> list[Bubble]:
        found = self._phones.get(f"phones/{self.openid}/transcript", after=after)["bubbles"]
        return [read_bubble(one) for one in found]

    def state(self) -> dict[str, Any]:
        """Followed, window, consents, refusals… of this phone."""
        found = self._phones.get(f"phones/{self.openid}/transcript", after=1 << 60)["phone"]
        return dict(found)

    def _follow(self, target: Mapping[str, str]) -> requests.Response | None:
        if target.get("url"):
            return self.opens(target["url"])
        self._act("text", text=target["says"], menu_id=target.get("menu_id", ""))
        return None

    def _act(self, act: str, **body: Any) -> Phone:
        self._send(act, body)
        return self

    def _send(self, act: str, body: Mapping[str, Any]) -> dict[str, Any]:
        self.looks_away()
        return self._phones.post(f"phones/{self.openid}/acts", **{**body, "act": act})


def _read(answer: requests.Response) -> dict[str, Any]:
    found = answer.json()
    if answer.status_code >= 400:
        raise RuntimeError(f"the simulator refused: {found.get('error')}")
    return dict(found)
