"""Our replies as the platform takes them: tappable options, 2048 bytes a message, XML that no text can break."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from dialogs.talk import Option, Page, Reply

LIMIT_BYTES = 2048
"""What the platform takes in one text, markup included."""
LIMIT_SEEN = 600
"""Characters a reader sees in one text; above that some clients were reported to fail."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A resident's own words may come back to others, a caseworker above all: they never become a link.
_MARKUP = re.compile(r"<(?=[A-Za-z/!])")
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
_BREAKS = re.compile(r"[^。！？；\n]*[。！？；\n]?")


class _Piece(NamedTuple):
    """A line of a message. ``bare`` is what to fall back on when a link alone is too long for a message."""

    text: str
    seen: int
    bare: str = ""


def clean(text: str) -> str:
    """The text without characters that XML cannot carry, and without markup of its own."""
    return _MARKUP.sub("＜", _ILLEGAL.sub("", text))


def fit(replies: tuple[Reply, ...], *, numbered: bool = True, base_url: str = "") -> tuple[str, tuple[str, ...]]:
    """The replies as (text of the passive answer, texts that must follow), each within the platform's limits.

    Breaks between replies where that is enough, then between lines, sentences and characters; never in a link. Options
    can be tapped; ``numbered`` shows their numbers too. A page is a link below ``base_url``, bare words without one.
    """
    rendered = [_pieces(reply, numbered, base_url) for reply in replies]
    messages: list[str] = []
    current: list[_Piece] = []
    for reply in (lines for lines in rendered if lines):
        gap = [_Piece("", 0)] if current else []
        if _fits([*current, *gap, *reply]):
            current += [*gap, *reply]
            continue
        if current and _fits(reply):
            messages.append(_joined(current))
            current = list(reply)
            continue
        current += gap
        for piece in _cut(reply):
            if current and not _fits([*current, piece]):
                messages.append(_joined(current))
                current = []
            current.append(piece)
    messages = [text for text in (*messages, _joined(current)) if text]
    return (messages[0], tuple(messages[1:])) if messages else ("", ())


def passive_xml(to: str, account: str, text: str, at: int) -> str:
    """The clear XML of a text answer to the openid ``to``; ``at`` in Unix seconds."""
    return (
        f"<xml><ToUserName>{_cdata(to)}</ToUserName><FromUserName>{_cdata(account)}</FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>{_cdata(text)}</Content></xml>"
    )


def sealed_xml(sealed: str, signature: str, timestamp: str, nonce: str) -> str:
    """The XML that carries a sealed answer."""
    return (
        f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{_ILLEGAL.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def _pieces(reply: Reply, numbered: bool, base_url: str) -> list[_Piece]:
    lines = [_Piece(line, len(line)) for line in clean(reply.text).strip("\n").split("\n")] if reply.text else []
    lines += [_link(number, option, numbered) for number, option in enumerate(reply.options, 1)]
    if reply.page:
        lines.append(_opening(reply.page, base_url))
    if reply.tail:
        lines += [_Piece(line, len(line)) for line in clean(reply.tail).strip("\n").split("\n")]
    return lines


@lru_cache(maxsize=2048)
def _link(number: int, option: Option, numbered: bool) -> _Piece:
    label = " ".join(clean(option.label).replace("<", "＜").split())
    bare = f"{number} {label}" if numbered else label
    words = quote(_ILLEGAL.sub("", option.words), safe="")
    address = f"weixin://bizmsgmenu?msgmenucontent={words}&msgmenuid={number}"
    return _Piece(f'<a href="{address}">{bare}</a>', len(bare), bare)


def _opening(page: Page, base_url: str) -> _Piece:
    label = " ".join(clean(page.label).replace("<", "＜").split())
    bare = f"{label}：{clean(page.path)}"
    if not base_url:
        return _Piece(bare, len(bare))
    address = quote(base_url + _ILLEGAL.sub("", page.path), safe=_IN_ADDRESS)
    return _Piece(f'<a href="{address}">{label}</a>', len(label), bare)


def _fits(pieces: list[_Piece]) -> bool:
    return (
        sum(len(piece.text.encode()) + 1 for piece in pieces) - 1 <= LIMIT_BYTES
        and sum(piece.seen + 1 for piece in pieces) - 1 <= LIMIT_SEEN
    )


def _joined(pieces: list[_Piece]) -> str:
    return "\n".join(piece.text for piece in pieces).strip("\n")


def _cut(pieces: list[_Piece]) -> list[_Piece]:
    """The same lines, each short enough for a message of its own."""
    short: list[_Piece] = []
    for piece in pieces:
        if _fits([piece]):
            short.append(piece)
        else:
            # A link too long to tap is still a number to answer.
            short += [_Piece(part, len(part)) for part in _parts(piece.bare or piece.text)]
    return short


def _parts(text: str) -> list[str]:
    """A long line cut after sentences where it can be, else between characters."""
    parts = [""]
    for sentence in _BREAKS.findall(text):
        for part in [sentence] if _text_fits(sentence) else _slices(sentence):
            if _text_fits(parts[-1] + part):
                parts[-1] += part
            else:
                parts.append(part)
    return [part for part in parts if part]


def _slices(text: str) -> list[str]:
    # 500 characters of four bytes still fit.
    return [text[start : start + 500] for start in range(0, len(text), 500)]


def _text_fits(text: str) -> bool:
    return len(text) <= LIMIT_SEEN and len(text.encode()) <= LIMIT_BYTES
