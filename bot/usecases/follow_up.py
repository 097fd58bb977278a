"""回访: some time after the result it is asked how it went, in the chat, by a notice, or on the telephone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.usecases import notices
from bot.usecases.callback_list import ring_to_ask
from bot.usecases.hours import wake_up
from bot.usecases.reach import reach_of
from dialogs import letters as said
from storage.clue_reporters import first_reporter
from storage.feedback import asking_key

if TYPE_CHECKING:
    from bot.services import Services
    from bot.usecases.reach import Reach

AFTER = timedelta(days=1)
"""So long after the result it is asked: time to see whether the help has come."""
UNTIL = timedelta(days=14)
BUNDLE = "how-it-went"


def ask_how_it_went(services: Services) -> int:
    """Ask the reporter of every resolved clue once; how many letters and calls were put in hand.

    Who is on WeChat gets a letter, which goes by the chat or by a notice that was allowed. Who is not, or whom that
    letter does not reach (``notices.by_person``), is rung up where a number was left.
    """
    now = services.now()
    due_at = wake_up(now, services) or now
    asked = 0
    with services.storage.work() as uow:
        for one in uow.feedback.unasked(now - UNTIL, now - AFTER):
            if one.openid:
                letter = said.how_it_went(services.office.pack.wording, one.no, one.title, one.resolved_at)
                # Not a letter of the clue: should it fail, no officer is sent to the door to ask.
                key, subject = asking_key(one.clue_no, one.reporter_id), f"opinion:{one.clue_no}"
                kept = notices.payload(letter)
                asked += uow.letters.queue(key, "interactive", "contact", one.openid, subject, kept, due_at, BUNDLE)
            elif (clue := uow.clues.by_no(one.clue_no)) is not None:
                asked += ring_to_ask(clue, first_reporter(clue), uow, services)
        uow.commit()
    return asked


def asked_so_far(services: Services) -> tuple[Reach, int, int]:
    """How the question reached people, how many are asked by phone, and how many could not be asked at all."""
    now = services.now()
    with services.storage.read() as uow:
        reach = reach_of(uow.letters.ways(bundle=BUNDLE))
        ringing = uow.feedback.asked_by_phone()
        return reach, ringing, uow.feedback.never_asked(now - UNTIL, now - AFTER - timedelta(hours=2))
