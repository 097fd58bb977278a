"""Answers that were not ready in time follow as messages of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.usecases.answer import answer, late_key

if TYPE_CHECKING:
    from bot.services import Services

log = structlog.get_logger()

_STILL_AT_IT = timedelta(seconds=3)
"""The web worker that put a message aside is most likely still answering it: leave it that long."""


def answer_late(services: Services) -> int:
    """Answer messages that were put aside and send the answers as letters; how many were done.

    A message whose answer was stored meanwhile gets that one. A message that fails is tried again the next time.
    """
    now = services.now()
    with services.storage.read() as uow:
        waiting = uow.inbox.late(now - _STILL_AT_IT)
    done = 0
    for message in waiting:
        try:
            replies = answer(message, services, by_letter=True)
        except Exception as error:
            log.exception("late answer failed", key=message.key, error=type(error).__name__)
            continue
        first = services.fit(replies)[0] if replies else ""
        with services.storage.work() as uow:
            if first:
                payload = {"markup": first}
                key = late_key(message.key)
                uow.letters.queue(key, "interactive", "contact", message.sender, "reply", payload, now)
            uow.inbox.done_late(message.key)
            uow.commit()
        done += 1
    return done
