"""Codes to hang up: one for each village and window, so that who scans it need not say where she lives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.wechat.client import WeChatGateway

_CODE = re.compile(r"[A-Za-z0-9_-]{1,50}")


@dataclass(frozen=True, slots=True)
class QrCode:
    """A permanent code: what it says when scanned, the address within, and its picture to print."""

    scene: str
    url: str
    image: bytes = field(repr=False)


def place_scene(division_code: str) -> str:
    """What the code of a village, township or county says. Raises ``ValueError`` for a code of another form."""
    return _scene("place", division_code)


def window_scene(window_code: str) -> str:
    """What the code of a service window says. Raises ``ValueError`` for a code of another form."""
    return _scene("window", window_code)


def make_qr(scene: str, gateway: WeChatGateway) -> QrCode:
    """The code for a scene; asking twice gives the same code. Raises ``SendError``."""
    made = gateway.create_qr(scene)
    return QrCode(scene, made.url, gateway.qr_image(made.ticket))


def scene_address(scene: str, gateway: WeChatGateway) -> str:
    """What the code for a scene holds, to be drawn by ourselves, sharp at any size. Raises ``SendError``."""
    return gateway.create_qr(scene).url


def _scene(kind: str, code: str) -> str:
    if not _CODE.fullmatch(code):
        raise ValueError(f"not a {kind} code")
    return f"{kind}:{code}"
