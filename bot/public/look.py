"""How the residents' pages look: one small style sheet inside each page, in normal or big letters."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request
from markupsafe import Markup

from bot.console.headers import CONTENT_POLICY, secure
from bot.cookies import SIZE_COOKIE

BIG, _PATH = SIZE_COOKIE
"""The cookie, and the word in an address, for big letters: ``1`` or ``0``."""
_KEPT = 365 * 24 * 3600
_SHEETS = (
    Path(__file__).parents[1] / "console" / "static" / "tokens.css",
    Path(__file__).parent / "static" / "public.css",
)


@cache
def style() -> Markup:
    """The style sheet, to stand in the page itself: on a weak network one request is all there is."""
    return Markup("\n".join(sheet.read_text("utf-8") for sheet in _SHEETS))  # noqa: S704 - our own files


@cache
def policy() -> str:
    """The console's content policy, with this one style sheet allowed inside the page."""
    digest = base64.b64encode(hashlib.sha256(str(style()).encode()).digest()).decode()
    return CONTENT_POLICY.replace("style-src 'self'", f"style-src 'sha256-{digest}'")


def is_big() -> bool:
    """Whether the visitor chose big letters, now or before."""
    return request.args.get(BIG, request.cookies.get(BIG, "")) == "1"


def chosen_now() -> bool | None:
    """The choice of letters made with this request; None when none was made."""
    said = request.args.get(BIG)
    return said == "1" if said in ("0", "1") else None


def keep_size(response: Response, big: bool) -> None:
    """Keep the choice on this phone, for all of our pages."""
    response.set_cookie(BIG, "1" if big else "0", max_age=_KEPT, path=_PATH, samesite="Lax", secure=request.is_secure)


def dress(response: Response) -> Response:
    """The response with its headers, and the choice of letters kept when it was made with this request."""
    response.headers.setdefault("Content-Security-Policy", policy())
    wanted = chosen_now()
    if wanted is not None:
        keep_size(response, wanted)
    return secure(response)
