"""What need not be kept is forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.kept import KEPT_DAYS
from dialogs.say import local_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services import Services
    from storage.uow import UnitOfWork

KEEP_MESSAGES = timedelta(days=KEPT_DAYS)
KEEP_SAID = timedelta(days=7)
"""How long an operator who is handed a conversation can read what was said."""
KEEP_TALKS = timedelta(days=14)
KEEP_TICKS = timedelta(days=7)
KEEP_RECEIPTS = timedelta(days=3)
KEEP_ASKERS = timedelta(days=30)
KEEP_FIGURES = timedelta(days=180)
"""How long it can be looked up which figure was said to whom: long enough to tell of a change, no file on anybody."""


def tidy(services: Services) -> int:
    """Forget old messages, talks, ticks, receipts and sessions; how many rows went. Clues, letters and deeds stay."""
    now = services.now()
    duties: tuple[Callable[[UnitOfWork], int], ...] = (
        lambda uow: uow.inbox.trim(now - KEEP_MESSAGES),
        lambda uow: uow.said.trim(now - KEEP_SAID),
        lambda uow: uow.media.trim(now - timedelta(days=services.settings.keep_media_days)),
        lambda uow: uow.talks.trim(now - KEEP_TALKS),
        lambda uow: uow.ticks.trim(now - KEEP_TICKS),
        lambda uow: uow.letters.trim_receipts(now - KEEP_RECEIPTS),
        lambda uow: uow.questions.trim_askers(now - KEEP_ASKERS),
        lambda uow: uow.told_figures.trim(local_day(now - KEEP_FIGURES)),
        lambda uow: uow.sessions.trim(now),
    )
    gone = 0
    for forget in duties:
        # One short transaction each: residents wait for the writer on SQLite.
        with services.storage.work() as uow:
            gone += forget(uow)
            uow.commit()
    return gone
