"""What residents think of how they were treated: given in the chat, asked for once, answered by the bureau."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.usecases import notices, words
from bot.usecases.hours import wake_up
from bot.usecases.tellers import own
from dialogs import letters as said
from knowledge.casework import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from dialogs.effects import GiveFeedback
    from storage.uow import UnitOfWork

AFTER = timedelta(days=1)
"""So long after the result it is asked how it went: time to see whether the help has come."""
UNTIL = timedelta(days=14)


def give(opinion: GiveFeedback, openid: str, uow: UnitOfWork, now: datetime) -> None:
    """Keep an opinion. Of a clue each of its reporters has one; ``KeyError`` for somebody else's."""
    no, teller_id = "", 0
    if opinion.clue_no:
        clue, teller = own(opinion.clue_no, openid, uow)
        no, teller_id = clue.no, teller.id
    uow.feedback.give(
        opinion.words[:500],
        now,
        clue_no=no,
        reporter_id=teller_id,
        score=opinion.score,
        contacted=opinion.contacted,
    )


def ask_how_it_went(services: Services) -> int:
    """Ask the reporters of resolved clues once, as far as they can be written to; how many letters were queued."""
    now = services.now()
    due_at = wake_up(now, services) or now
    asked = 0
    with services.storage.work() as uow:
        waiting = uow.feedback.unrated(now - UNTIL, now - AFTER)
        known = uow.contacts.many({one.openid for one in waiting})
        for one in waiting:
            contact = known.get(one.openid)
            # A chat message only: outside the window it would go nowhere, and nobody is rung up for it.
            if contact is not None and contact.reachable(due_at):
                kept = notices.payload(said.how_it_went(services.office.pack.wording, one.no, one.title))
                # Not a letter of the clue: should it fail, no officer is sent to the door to ask.
                which = f":of{one.reporter_id}" if one.reporter_id else ""
                key, subject = f"clue:{one.clue_no}:how-it-went{which}", f"opinion:{one.clue_no}"
                asked += uow.letters.queue(key, "interactive", "contact", one.openid, subject, kept, due_at)
        uow.commit()
    return asked


def answer_idea(feedback_id: int, answer: str, by: str, services: Services) -> None:
    """Note what was done about an idea; raises ``Refused`` when nothing is said, ``KeyError`` for an unknown one."""
    if sum(character.isalnum() for character in answer) < 2:
        raise Refused(words.IDEA_ANSWER_EMPTY)
    with services.storage.work() as uow:
        if uow.feedback.get(feedback_id) is None:
            raise KeyError(feedback_id)
        uow.feedback.answer(feedback_id, answer.strip(), by, services.now())
        uow.audit.record(by, "feedback.answer", f"feedback:{feedback_id}", at=services.now())
        uow.commit()
