"""What the bureau answers reaches those who asked, while they can be written to."""

import pytest

from bot.usecases.questions import answer_questions
from dialogs.effects import NoteUnanswered
from dialogs.message import Message
from knowledge.casework import Refused
from knowledge.sources import Source

WORDS = "退伍军人有补助吗（示例）"


@pytest.fixture
def asked(services, clock):
    """Somebody asks what has no answer; gives the question's id."""
    from bot.usecases.effects import perform

    def run(openid="o-resident"):
        message = Message(f"q-{openid}", openid, "text", clock(), WORDS)
        with services.storage.work() as uow:
            uow.contacts.seen(openid, message, clock())
            perform([NoteUnanswered(WORDS)], message, uow.picture(openid), uow, services, clock())
            uow.commit()
        with services.storage.read() as uow:
            return uow.questions.list().rows[0].id

    return run


def answered(services, question_id, **rest):
    return answer_questions([question_id], "到退役军人事务局问（示例）", "account:1", services, **rest)


def test_each_who_asked_is_told_once(asked, services, deliver, sender):
    asked("o-1")
    question = asked("o-2")
    answered(services, question, tell=True)
    answered(services, question, tell=True)
    deliver()

    assert sorted(letter.to_id for letter in sender.sent) == ["o-1", "o-2"]
    assert WORDS in sender.texts()[0]
    assert "到退役军人事务局问" in sender.texts()[0]


def test_a_reason_to_set_it_aside_is_told_to_nobody(asked, services, letters):
    answered(services, asked())

    assert letters() == {}


def test_who_cannot_be_written_to_any_more_gets_no_letter(asked, services, clock, letters):
    question = asked()
    clock.pass_by(days=3)
    answered(services, question, tell=True)

    assert letters() == {}


@pytest.mark.parametrize("farewell", ["unfollow", "unbind"])
def test_who_left_is_forgotten_at_once(asked, services, says, clock, farewell):
    question = asked()
    if farewell == "unfollow":
        says("", kind="unfollow")
    else:
        from bot.usecases.residents import unbind

        with services.storage.work() as uow:
            unbind("o-resident", uow, clock())
            uow.commit()
    with services.storage.read() as uow:
        assert uow.questions.askers(question) == ()


def test_once_answered_nobody_is_kept_as_waiting(asked, services):
    question = asked()
    answered(services, question)

    with services.storage.read() as uow:
        assert uow.questions.askers(question) == ()


def test_who_was_not_helped_by_an_answer_is_heard_here_too(services, says):
    says("低保怎么申请")
    says("转给工作人员")
    says("15400000002")

    with services.storage.read() as uow:
        (question,) = uow.questions.list().rows
    assert question.words == "低保怎么申请"


def test_one_answer_reaches_all_who_asked_alike_each_once(services, says, clock, deliver, sender):
    with services.storage.work() as uow:
        for words, openid in ((WORDS, "o-1"), ("退伍军人补助（示例）", "o-1"), ("退伍军人补助（示例）", "o-2")):
            uow.contacts.seen(openid, Message(f"{words}{openid}", openid, "text", clock(), words), clock())
            uow.questions.note(words, "out_of_scope", "", clock(), openid)
        uow.commit()
    answer_questions([1, 2], "到退役军人事务局问（示例）", "account:1", services, tell=True)
    deliver()

    assert sorted(letter.to_id for letter in sender.sent) == ["o-1", "o-2"]
    with services.storage.read() as uow:
        assert uow.questions.list().total == 0


def test_a_number_without_document_is_told_to_nobody(asked, services, letters):
    question = asked()
    with pytest.raises(Refused, match="文号"):
        answer_questions([question], "每月300元（示例）", "account:1", services, tell=True)
    assert letters() == {}

    source = Source("示民发〔2026〕9号", "通知（示例）", "2026-01-01")
    answer_questions([question], "每月300元（示例）", "account:1", services, tell=True, source=source)
    (letter,) = letters().values()
    assert "依据：示民发〔2026〕9号" in letter.payload["text"]
