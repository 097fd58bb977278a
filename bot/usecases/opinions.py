"""What residents think of how they were treated: given in the chat or on the phone, answered by the bureau."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import words
from bot.usecases.tellers import own
from knowledge.casework import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services import Services
    from dialogs.effects import GiveFeedback
    from storage.uow import UnitOfWork


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


def note_opinion(opinion: GiveFeedback, by: str, services: Services) -> None:
    """Keep what a reporter said on the phone of how it went; raises ``Refused`` without a score, ``KeyError``."""
    if opinion.score not in (1, 2, 3):
        raise Refused(words.OPINION_SCORE)
    now = services.now()
    with services.storage.work() as uow:
        if uow.clues.by_no(opinion.clue_no) is None:
            raise KeyError(opinion.clue_no)
        uow.feedback.give(
            opinion.words[:500], now, clue_no=opinion.clue_no, score=opinion.score, contacted=opinion.contacted
        )
        uow.audit.record(by, "feedback.note", f"clue:{opinion.clue_no}", at=now)
        uow.commit()


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
