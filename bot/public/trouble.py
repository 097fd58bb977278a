"""What a resident's page says when something does not work."""

from __future__ import annotations

import logging

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.public import words
from storage.conflicts import Busy

log = logging.getLogger(__name__)


def said(title: str, text: str) -> str:
    """A page with two sentences and the way to the column."""
    return render_template("public/trouble.html", title=title, words=text)


def register_trouble(blueprint: Blueprint) -> None:
    """Pages for refusals and failures."""

    @blueprint.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        return error if error.code is None or error.code < 400 else _page(error.code)

    @blueprint.errorhandler(Busy)
    def busy(error: Busy) -> ResponseReturnValue:
        return _page(503)

    @blueprint.errorhandler(Exception)
    def failed(error: Exception) -> ResponseReturnValue:
        log.error("page failed", extra={"endpoint": request.endpoint, "error": type(error).__name__})
        if current_app.testing:
            raise error
        return _page(500)


def _page(code: int) -> ResponseReturnValue:
    title, text = words.TROUBLES.get(code, words.TROUBLES[500])
    return said(title, text), code
