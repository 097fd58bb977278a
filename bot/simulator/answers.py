"""Is what a server answered to a push legal, and what does the phone show of it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.simulator import markup
from bot.simulator.config import Mode
from bot.simulator.envelope import BadEnvelope, Seal

TEXT_BYTES = 2048
ARTICLES = 8
_MEDIA_TAGS = {"image": "Image", "voice": "Voice", "video": "Video"}


class BadAnswer(Exception):
    """The user is told that the service is out of order; the reason is for the account's owner."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A bubble to show, or with kind "" nothing; ``clear`` is the answer's XML without its seal."""

    kind: str = ""
    text: str = field(default="", repr=False)
    data: dict[str, Any] = field(default_factory=dict, repr=False)
    clear: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answer must fit: who asked, whom, in which mode, and whether a message (one article only)."""

    openid: str
    account_id: str
    mode: Mode
    is_message: bool
    has_media: Callable[[str], bool]


def judge(body: bytes, asked: Asked, seal: Seal) -> Shown:
    """What to show of a 200 answer; raises BadAnswer for all but reply XML, "success" and nothing at all."""
    if body in (b"", b"success"):
        return Shown()
    try:
        tree = markup.read(body)
        clear = body.decode()
        sealed = markup.leaf(tree, "Encrypt")
        if sealed and asked.mode == "plain":
            raise BadAnswer("an encrypted answer in plain mode")
        if not sealed and asked.mode == "secure":
            raise BadAnswer("an answer in clear text in secure mode")
        if sealed:
            clear = seal.open(tree)
            tree = markup.read(clear)
    except markup.BadMarkup as error:
        raise BadAnswer(f"neither reply XML nor success: {error}") from error
    except (BadEnvelope, UnicodeDecodeError) as error:
        raise BadAnswer(f"cannot be decrypted: {error}") from error
    if markup.leaf(tree, "ToUserName") != asked.openid or markup.leaf(tree, "FromUserName") != asked.account_id:
        raise BadAnswer("ToUserName or FromUserName is not who talked")
    if not markup.leaf(tree, "CreateTime").strip().isdigit():
        raise BadAnswer("CreateTime is not a number of seconds")
    kind, text, data = _content(tree, asked)
    return Shown(kind, text, data, clear)


def _content(tree: markup.Element, asked: Asked) -> tuple[str, str, dict[str, Any]]:
    kind = markup.leaf(tree, "MsgType").strip()
    match kind:
        case "text":
            text = markup.leaf(tree, "Content")
            if not text.strip():
                raise BadAnswer("Content is empty")
            if len(text.encode()) > TEXT_BYTES:
                raise BadAnswer(f"Content has {len(text.encode())} bytes, more than {TEXT_BYTES}")
            return kind, text, {}
        case "image" | "voice" | "video":
            inside = markup.branch(tree, _MEDIA_TAGS[kind])
            media_id = markup.leaf(inside, "MediaId")
            if not asked.has_media(media_id):
                raise BadAnswer("MediaId is unknown or older than 3 days")
            return kind, markup.leaf(inside, "Title"), {"media_id": media_id}
        case "music":
            inside = markup.branch(tree, "Music")
            title, about = markup.leaf(inside, "Title"), markup.leaf(inside, "Description")
            return kind, title, {"about": about, "url": markup.leaf(inside, "MusicUrl")}
        case "news":
            articles = _articles(tree, asked)
            return kind, articles[0]["title"], {"articles": articles}
        case "transfer_customer_service":
            return "", "", {}
        case _:
            raise BadAnswer(f"MsgType {kind[:20]!r} is unknown")


def _articles(tree: markup.Element, asked: Asked) -> list[dict[str, str]]:
    items = [item for tag, item in markup.branch(tree, "Articles") if tag == "item" and not isinstance(item, str)]
    if markup.leaf(tree, "ArticleCount").strip() != str(len(items)) or not items:
        raise BadAnswer("ArticleCount is not the number of items")
    allowed = 1 if asked.is_message else ARTICLES
    if len(items) > allowed:
        raise BadAnswer(f"{len(items)} articles where {allowed} may be sent")
    names = {"title": "Title", "about": "Description", "picture": "PicUrl", "url": "Url"}
    return [{name: markup.leaf(item, tag) for name, tag in names.items()} for item in items]
