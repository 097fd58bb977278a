"""Questions that found no answer, answered by the bureau."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import notices, words
from bot.usecases.hours import wake_up
from dialogs import letters as said
from knowledge.casework import Refused

if TYPE_CHECKING:
    from bot.services import Services
    from storage.questions import Question
    from storage.uow import UnitOfWork


def answer_question(question_id: int, answer: str, by: str, services: Services, *, tell: bool = False) -> Question:
    """Keep the bureau's answer to a question; raises ``Refused`` when it is empty, ``KeyError`` for an unknown id.

    With ``tell`` those who asked get it on WeChat, as far as they can still be written to; without, the words are the
    bureau's own (why it is no question). Either way it is forgotten who asked.
    """
    if not answer.strip():
        raise Refused(words.ANSWER_EMPTY)
    now = services.now()
    with services.storage.work() as uow:
        if uow.questions.get(question_id) is None:
            raise KeyError(question_id)
        uow.questions.answer(question_id, answer.strip(), by, now)
        uow.audit.record(by, "question.answer", f"question:{question_id}", at=now)
        question = uow.questions.get(question_id)
        assert question is not None
        if tell:
            _tell(question, uow, services)
        uow.questions.forget_askers(question_id)
        uow.commit()
    return question


def _tell(question: Question, uow: UnitOfWork, services: Services) -> None:
    """An answer is a chat message: no template is approved for it, so outside the window there is no way."""
    now = services.now()
    kept, due_at = notices.payload(said.question_answered(question.words, question.answer)), wake_up(now, services)
    openids = uow.questions.askers(question.id)
    for openid, contact in uow.contacts.many(openids).items():
        if contact.reachable(due_at or now):
            key, subject = f"question:{question.id}:answer:{openid}", f"question:{question.id}"
            uow.letters.queue(key, "interactive", "contact", openid, subject, kept, due_at or now)
