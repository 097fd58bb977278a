"""What the bureau answers reaches those who asked, while they can be written to."""

import pytest

from bot.usecases.questions import answer_questions
from dialogs.effects import NoteUnanswered
from dialogs.message import Message

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
