"""What residents think of how they were treated: given in the chat, asked for once, answered by the bureau."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.usecases import notices, words
from bot.usecases.clues import own
from bot.usecases.hours import wake_up
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
    """Keep an opinion. One of a clue may come from its own reporter only; ``KeyError`` for somebody else's."""
    if opinion.clue_no:
        own(opinion.clue_no, openid, uow)
    uow.feedback.give(
        opinion.words[:500],
        now,
        clue_no=opinion.clue_no,
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
        known = uow.contacts.many({openid for _, _, openid in waiting})
        for no, title, openid in waiting:
            contact = known.get(openid)
            # A chat message only: outside the window it would go nowhere, and nobody is rung up for it.
            if contact is not None and contact.reachable(due_at):
                kept = notices.payload(said.how_it_went(services.office.pack.wording, no, title))
                # Not a letter of the clue: should it fail, no officer is sent to the door to ask.
                key, subject = f"clue:{no}:how-it-went", f"opinion:{no}"
                asked += uow.letters.queue(key, "interactive", "contact", openid, subject, kept, due_at)
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
