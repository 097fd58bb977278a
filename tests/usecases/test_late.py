"""A message put aside is answered by its letter alone, whoever else brings it again."""

import pytest

from bot.usecases.answer import answer
from bot.usecases.late import answer_late
from dialogs.message import Message


@pytest.fixture
def put_aside(services, clock):
    message = Message("late-1", "o-resident", "text", clock(), "你好")
    with services.storage.work() as uow:
        uow.inbox.put_late(message, clock())
        uow.contacts.follow("o-resident")
        uow.commit()
    return message


def test_its_repeat_at_another_web_worker_is_not_answered_before_the_letter(
    put_aside, services, clock, deliver, sender
):
    assert answer(put_aside, services) == ()
    clock.pass_by(seconds=5)
    assert answer_late(services) == 1
    deliver()

    assert [letter.key for letter in sender.sent] == ["late:late-1"]


def test_its_repeat_is_not_answered_after_the_letter_either(put_aside, services, clock, deliver, sender):
    clock.pass_by(seconds=5)
    answer_late(services)

    assert answer(put_aside, services) == ()
    deliver()
    assert len(sender.sent) == 1


def test_a_repeat_of_a_message_answered_in_time_gets_its_answer_again(services, clock):
    message = Message("quick-1", "o-resident", "text", clock(), "你好")
    first = answer(message, services)

    assert first
    assert answer(message, services) == first


def test_what_the_slow_worker_found_in_the_end_is_what_the_letter_says(services, clock, deliver, sender):
    message = Message("late-2", "o-resident", "text", clock(), "你好")
    found = answer(message, services)
    with services.storage.work() as uow:
        uow.inbox.put_late(message, clock())
        uow.commit()
    clock.pass_by(seconds=5)
    answer_late(services)
    deliver()

    assert sender.sent[0].payload["markup"] == services.fit(found)[0]
