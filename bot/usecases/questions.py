"""Questions that found no answer: answered by the bureau, once for all who asked alike, or set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.usecases import notices, words
from bot.usecases.hours import wake_up
from bot.usecases.lessons import Teaching, teach
from dialogs import letters as said
from dialogs.answered import papers
from knowledge.casework import Refused
from knowledge.lessoncheck import faults_of_answer, known_numbers

if TYPE_CHECKING:
    from bot.services import Services
    from knowledge.sources import Source
    from storage.questions import Question
    from storage.uow import UnitOfWork


def answer_questions(
    question_ids: Sequence[int],
    answer: str,
    by: str,
    services: Services,
    *,
    tell: bool = False,
    source: Source | None = None,
    teaching: Teaching | None = None,
) -> int | None:
    """Keep the bureau's answer to questions that ask one thing; with ``teaching`` the id of the entry it made.

    Raises ``Refused`` when the answer is empty or, told to people, holds a number without document; ``KeyError`` for
    an unknown id. With ``tell`` those who asked get it on WeChat, each once, as far as they can still be written to.
    Either way it is forgotten who asked. All of it happens, or nothing.
    """
    if not answer.strip():
        raise Refused(words.ANSWER_EMPTY)
    if tell:
        doc_no = source.doc_no if source else ""
        if faults := tuple(faults_of_answer(answer, doc_no, known_numbers(services.office.pack))):
            raise Refused("\n".join(faults))
    with services.storage.work() as uow:
        questions = _known(question_ids, uow)
        entry_id = teach(teaching, by, uow, services) if teaching else None
        if tell:
            _tell(questions, answer.strip(), source, uow, services)
        _close(questions, answer.strip(), by, "question.answer", uow, services)
        uow.commit()
    return entry_id


def set_aside(question_ids: Sequence[int], reason: str, by: str, services: Services) -> None:
    """Take what is no question off the list; raises ``Refused`` without a reason. Nobody is told."""
    if sum(character.isalnum() for character in reason) < 2:
        raise Refused(words.WHY_ASIDE)
    with services.storage.work() as uow:
        _close(_known(question_ids, uow), reason.strip(), by, "question.aside", uow, services)
        uow.commit()


def move_question(question_id: int, other: int, by: str, services: Services) -> None:
    """Put a question with another, or with its own id out of its group; ``KeyError`` for an unknown one."""
    now = services.now()
    with services.storage.work() as uow:
        _known((question_id, other), uow)
        uow.question_groups.join(question_id, other)
        uow.audit.record(by, "question.move", f"question:{question_id}", at=now)
        uow.commit()


def _known(question_ids: Sequence[int], uow: UnitOfWork) -> list[Question]:
    found = []
    for question_id in dict.fromkeys(question_ids):
        question = uow.questions.get(question_id)
        if question is None:
            raise KeyError(question_id)
        found.append(question)
    return found


def _close(questions: Sequence[Question], answer: str, by: str, deed: str, uow: UnitOfWork, services: Services) -> None:
    now = services.now()
    for one in questions:
        uow.questions.answer(one.id, answer, by, now, aside=deed == "question.aside")
        uow.audit.record(by, deed, f"question:{one.id}", at=now)
        uow.questions.forget_askers(one.id)


def _tell(
    questions: Sequence[Question], answer: str, source: Source | None, uow: UnitOfWork, services: Services
) -> None:
    """An answer is a chat message: no template is approved for it, so outside the window there is no way."""
    now = services.now()
    due_at = wake_up(now, services)
    whole = "\n".join(filter(None, (answer, papers((source,)) if source else "")))
    told: set[str] = set()
    for question in questions:
        kept = notices.payload(said.question_answered(services.office.pack.wording, question.words, whole))
        openids = [openid for openid in uow.questions.askers(question.id) if openid not in told]
        for openid, contact in uow.contacts.many(openids).items():
            if contact.reachable(due_at or now):
                key, subject = f"question:{question.id}:answer:{openid}", f"question:{question.id}"
                uow.letters.queue(key, "interactive", "contact", openid, subject, kept, due_at or now)
        told.update(openids)
