"""What a page says when something does not work: what happened, that nothing was lost, what to do."""

from __future__ import annotations

import logging

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.console import words
from storage.conflicts import Busy

log = logging.getLogger(__name__)


def trouble_page(code: int) -> ResponseReturnValue:
    """The page for that status."""
    title, said = words.TROUBLES.get(code, words.TROUBLES[500])
    if request.headers.get("HX-Request"):
        return said, code
    return render_template("console/trouble.html", title=title, words=said, visitor=g.get("visitor")), code


def stale_form() -> ResponseReturnValue:
    """A form without the token of this browser's session."""
    return trouble_page(400)


def register_trouble(blueprint: Blueprint) -> None:
    """Pages for refusals and failures."""

    @blueprint.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < 400:
            return error
        return trouble_page(error.code)

    @blueprint.errorhandler(Busy)
    def busy(error: Busy) -> ResponseReturnValue:
        return trouble_page(503)

    @blueprint.errorhandler(Exception)
    def failed(error: Exception) -> ResponseReturnValue:
        # The type alone: an exception of a database or a form may hold a person's data in its words.
        log.error("page failed", extra={"endpoint": request.endpoint, "error": type(error).__name__})
        from flask import current_app

        if current_app.testing:
            raise error
        return trouble_page(500)
