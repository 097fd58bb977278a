"""Questions that found no answer, answered by the bureau."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import words
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.services import Services
    from storage.questions import Question


def answer_question(question_id: int, answer: str, by: str, services: Services) -> Question:
    """Keep the bureau's answer to a question; raises ``Refused`` when it is empty, ``KeyError`` for an unknown id."""
    if not answer.strip():
        raise Refused(words.ANSWER_EMPTY)
    now = services.now()
    with services.storage.work() as uow:
        if uow.questions.get(question_id) is None:
            raise KeyError(question_id)
        uow.questions.answer(question_id, answer.strip(), by, now)
        uow.audit.record(by, "question.answer", f"question:{question_id}", at=now)
        question = uow.questions.get(question_id)
        uow.commit()
    assert question is not None
    return question
