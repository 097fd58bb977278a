"""The little markup that texts of an account may hold: `<a href>` links, bare web addresses and phone numbers."""

from __future__ import annotations

import html
import re
from typing import TypedDict
from urllib.parse import parse_qs, urlsplit

_LINK = re.compile(r"""<a\s+([^>]*)>(.*?)</a>""", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BARE = re.compile(r"https?://[\w\-./?%&=+#:~@!$,;*]+|(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}|12345|110|119|120)(?!\d)")


class Part(TypedDict, total=False):
    """A stretch of text; with ``url`` it opens a page, with ``says`` a tap sends that text, ``phone`` dials."""

    text: str
    url: str
    says: str
    menu_id: str
    phone: str
    mini: str


def parts(text: str) -> list[Part]:
    """The text cut into plain stretches and those that can be tapped."""
    found: list[Part] = []
    at = 0
    for link in _LINK.finditer(text):
        found.extend(_plain(text[at : link.start()]))
        found.append(_linked(link))
        at = link.end()
    found.extend(_plain(text[at:]))
    return found


def _linked(link: re.Match[str]) -> Part:
    attributes = {name.lower(): html.unescape(one or two) for name, one, two in _ATTRIBUTE.findall(link[1])}
    address, label = attributes.get("href", ""), link[2]
    if attributes.get("data-miniprogram-appid"):
        return {"text": label, "mini": attributes.get("data-miniprogram-path", "")}
    if address.startswith("weixin://bizmsgmenu"):
        asked = parse_qs(urlsplit(address).query)
        return {"text": label, "says": asked.get("msgmenucontent", [""])[0], "menu_id": asked.get("msgmenuid", [""])[0]}
    if address.startswith(("http://", "https://")):
        return {"text": label, "url": address}
    if address.startswith("tel:"):
        return {"text": label, "phone": address.removeprefix("tel:")}
    return {"text": label}


def _plain(text: str) -> list[Part]:
    found: list[Part] = []
    at = 0
    for bare in _BARE.finditer(text):
        if bare.start() > at:
            found.append({"text": text[at : bare.start()]})
        word = bare[0]
        found.append({"text": word, "url": word} if word.startswith("http") else {"text": word, "phone": word})
        at = bare.end()
    if at < len(text):
        found.append({"text": text[at:]})
    return found


def as_shown(text: str) -> str:
    """What a reader sees: the words without the markup."""
    return "".join(part["text"] for part in parts(text))
