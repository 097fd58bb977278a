"""What the phone says when something does not work."""

from __future__ import annotations

import logging

from flask import Blueprint, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.desk import words
from storage.conflicts import Busy

log = logging.getLogger(__name__)


def trouble_page(code: int) -> ResponseReturnValue:
    """The page for that status."""
    title, said = words.TROUBLES.get(code, words.TROUBLES[500])
    return render_template("desk/trouble.html", title=title, words=said, member=g.get("member")), code


def register_trouble(blueprint: Blueprint) -> None:
    """Pages for refusals and failures."""

    @blueprint.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        return error if error.code is None or error.code < 400 else trouble_page(error.code)

    @blueprint.errorhandler(Busy)
    def busy(error: Busy) -> ResponseReturnValue:
        return trouble_page(503)

    @blueprint.errorhandler(Exception)
    def failed(error: Exception) -> ResponseReturnValue:
        log.error("page failed", extra={"endpoint": request.endpoint, "error": type(error).__name__})
        if current_app.testing:
            raise error
        return trouble_page(500)
