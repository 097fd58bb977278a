"""What 发放表 and 待遇表 share on their pages: the upload, the seal on what was seen, confirming in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from threading import Thread
from typing import TYPE_CHECKING, Any

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from bot.console import words
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.usecases.register_files import Looked

log = logging.getLogger(__name__)

SIZE = 30
"""Files on a page of their list."""
MOST_PROBLEMS = 200
_GOOD_FOR = 86_400
_PATIENCE = 3.0


def uploaded() -> tuple[bytes, str] | None:
    """The bytes and the name of the file that was sent; None when none was chosen."""
    sent = request.files.get("sheet")
    return (sent.read(), sent.filename) if sent is not None and sent.filename else None


def page_number() -> int:
    """The page of the list that is asked for, from 1."""
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdigit() else 1


def shown(preview: Looked, seen: Mapping[str, Any], trouble: str) -> dict[str, Any]:
    """What every preview shows; ``seen`` goes along, signed, so that what is confirmed is what was shown."""
    errors = [one for one in preview.problems if one.level == "error"]
    doubts = [one for one in preview.problems if one.level == "doubt"]
    return {
        "preview": preview,
        "errors": errors[:MOST_PROBLEMS],
        "doubts": doubts[:MOST_PROBLEMS],
        "seen": _seal().dumps({**seen, "doubts": len(doubts)}),
        "trouble": trouble,
    }


def promised(file_id: int) -> tuple[dict[str, Any], str]:
    """What the clerk saw of that file; or why it cannot be confirmed like this."""
    try:
        seen: dict[str, Any] = _seal().loads(request.form.get("seen", ""), max_age=_GOOD_FOR)
    except BadSignature:
        return {}, words.PREVIEW_OLD
    if seen.get("file") != file_id:
        return {}, words.PREVIEW_OLD
    if seen["doubts"] and request.form.get("checked") != "1":
        return {}, words.DOUBTS_UNCHECKED
    return seen, ""


class Confirming(Thread):
    """A confirmation that outlives the request; what a crash leaves undone the worker takes up again."""

    def __init__(self, name: str, confirm: Callable[[], object]) -> None:
        super().__init__(name=name)
        self._confirm = confirm
        self._refused = ""

    def begun(self) -> str:
        """Begin, and wait a little: a usual file is done by then. Why it was refused, or nothing."""
        self.start()
        self.join(_PATIENCE)
        return self._refused

    def run(self) -> None:
        """Do what is to be confirmed."""
        try:
            self._confirm()
        except Refused as no:
            self._refused = no.reason
        except Exception as why:  # noqa: BLE001 - nobody stands above a thread; the worker takes the file up again
            log.error("file not finished", extra={"file": self.name, "error": type(why).__name__})  # noqa: TRY400


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="register file")
