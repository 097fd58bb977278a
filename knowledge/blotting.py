"""Numbers nobody needs to send us: cards, codes and passwords are blotted out of what is kept, ID numbers shortened."""

from __future__ import annotations

import re
from typing import Literal

Private = Literal["card", "code", "id_number"]

_RUN = re.compile(r"(?<![\dXx*])\d(?:[ \-]?\d){13,18}(?:[ \-]?[\dXx])?(?![\dXx*])")
_ID = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]")
_CODE = re.compile(
    r"((?:验证码|校验码|动态码|确认码|密码|口令)(?:是|为|发你|给你|[:： ，,]){0,3})([0-9A-Za-z]{4,8})(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])(\d{4,8})(?=(?:就?是|，|,| )?(?:我的|短信|银行|手机)?(?:验证码|校验码|动态码|密码))"
)
_BARE = re.compile(r"\d{6}")
CARD, CODE = "（卡号已抹去）", "（验证码已抹去）"
_LONGEST = 600


def blotted(text: str) -> str:
    """The text without card numbers, codes and passwords; an ID number stays whole, for some questions need it."""
    if not _has_digits(text):
        return text
    text = _RUN.sub(lambda run: run[0] if _id_in(run[0]) else CARD, text)
    return _CODE.sub(lambda code: f"{code[1] or ''}{CODE}", text)


def kept(text: str) -> str:
    """The text as it may be kept for others to read: blotted, of ID numbers three digits and the last two."""
    if not _has_digits(text):
        return text
    if _BARE.fullmatch(text.strip()):
        return CODE  # the end of an ID number or a code: neither is anybody's to read
    text = _RUN.sub(lambda run: _shortened(run[0]) if _id_in(run[0]) else run[0], text)
    return blotted(text)


def private_in(text: str) -> Private | None:
    """What the text holds that should not have been sent; None for nothing of the kind."""
    if not _has_digits(text):
        return None
    runs = [run[0] for run in _RUN.finditer(text)]
    if any(not _id_in(run) for run in runs):
        return "card"
    if _CODE.search(text):
        return "code"
    return "id_number" if runs else None


def _has_digits(text: str) -> bool:
    return len(text) <= _LONGEST * 4 and any(character.isdigit() for character in text)


def _id_in(run: str) -> bool:
    return bool(_ID.fullmatch(re.sub(r"[ \-]", "", run)))


def _shortened(run: str) -> str:
    plain = re.sub(r"[ \-]", "", run)
    return f"{plain[:3]}{'*' * 13}{plain[-2:]}"
