"""The webhook: translates a push of the platform into a message, and the replies into its answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from bot.settings import Settings
from bot.wechat import words
from bot.wechat.gate import Gate, Unauthentic
from bot.wechat.inbound import Received, Unusable, read
from bot.wechat.outbound import fit, passive_xml
from bot.wechat.patience import Answer, Failed, Patience
from bot.wechat.platform_events import PlatformEvent
from bot.wechat.troubles import log_trouble
from dialogs.message import Message

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
"""Bytes. A message of the platform has a few thousand."""


def wechat_blueprint(
    settings: Settings,
    answer: Answer,
    now: Callable[[], datetime],
    *,
    heed: Callable[[PlatformEvent], None],
    put_late: Callable[[Message], None],
    phone: str = "",
    seconds: float = 4.0,
    threads: int = 8,
) -> Blueprint:
    """The blueprint that answers at ``/wechat``; exempt it from CSRF checks and rate limits.

    ``answer`` gives the replies of a message (and queues by letter what ``fit`` says does not go into the passive
    answer), ``heed`` takes the platform's reports, ``put_late`` keeps a message whose answer takes longer than
    ``seconds``. All three are called on threads of their own or of the server, each any number of times at once.
    ``phone`` is the bureau's, for the apology. ``threads`` bounds how many messages are answered at once.
    """
    blueprint = Blueprint("wechat", __name__)
    gate = Gate(settings, now)
    patience = Patience(answer, put_late, seconds=seconds, threads=threads)
    sorry = words.sorry(phone)

    @blueprint.get("/wechat")
    def verify() -> Response:
        """The platform checks that this address is ours: it gets back what it sent."""
        gate.check_query(request.args)
        return _plain(request.args.get("echostr", ""))

    @blueprint.post("/wechat")
    def receive() -> Response:
        """A message or an event; always answered with 200 once it is known to be the platform's."""
        request.max_content_length = LARGEST_BODY
        data = request.get_data(cache=False)
        if len(data) >= LARGEST_BODY:
            # A body of unannounced length is not refused by the library but cut at the limit.
            raise RequestEntityTooLarge
        body, seal = gate.open(request.args, data)
        received = read(body)
        text = _said(received)
        if not text:
            return _plain("success")
        xml = passive_xml(received.message.sender, received.account, text, int(now().timestamp()))
        return Response(gate.seal(xml, seal) if seal else xml, content_type="text/xml; charset=utf-8")

    @blueprint.errorhandler(Unauthentic)
    def refuse(_: Unauthentic) -> Response:
        return _plain("forbidden", 403)

    @blueprint.errorhandler(Unusable)
    def shrug(why: Unusable) -> Response:
        log.warning("unusable body: %s", why)
        return _plain("success")

    def _said(received: Received) -> str:
        """The text of the passive answer, empty when there is none to give."""
        message = received.message
        if received.event is not None:
            _heed(received.event)
        if message.kind == "other":
            return ""
        try:
            replies = patience.replies(message)
        except Failed:
            return sorry
        # Whoever unfollowed hears nothing more, whatever was said.
        return fit(replies, base_url=settings.base_url)[0] if replies and message.kind != "unfollow" else ""

    def _heed(event: PlatformEvent) -> None:
        try:
            heed(event)
        except Exception as why:  # noqa: BLE001 - the platform has no use for our troubles
            log_trouble("report not heeded", event.key, why)

    return blueprint


def _plain(text: str, status: int = 200) -> Response:
    return Response(
        text, status, content_type="text/plain; charset=utf-8", headers={"X-Content-Type-Options": "nosniff"}
    )
