import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.wechat.patience import Failed, Patience
from dialogs.message import Message
from dialogs.talk import Reply
from tests.wechat.cast import NOW

MESSAGE = Message("msgid:o:1", "o", "text", NOW, "你好")
OTHER = Message("msgid:o:2", "o", "text", NOW, "再见")


class Slow:
    """An answer that takes as long as the test wants."""

    def __init__(self):
        self.begun, self.go_on, self.calls = threading.Event(), threading.Event(), 0

    def __call__(self, message):
        self.calls += 1
        self.begun.set()
        assert self.go_on.wait(5)
        return (Reply(message.text),)


@pytest.fixture
def slow():
    answer = Slow()
    yield answer
    answer.go_on.set()


def test_a_repeat_in_flight_waits_for_the_one_answer(slow):
    patience = Patience(slow, put_late=None, threads=2)
    with ThreadPoolExecutor(2) as platform:
        first = platform.submit(patience.replies, MESSAGE)
        slow.begun.wait(5)
        again = platform.submit(patience.replies, MESSAGE)
        slow.go_on.set()

        assert first.result(5) == again.result(5) == (Reply("你好"),)
    assert slow.calls == 1


def test_once_put_aside_an_answer_goes_by_letter_and_is_put_aside_once(slow):
    late = []
    patience = Patience(slow, late.append, seconds=0.01)

    assert patience.replies(MESSAGE) is None
    assert patience.replies(MESSAGE) is None
    assert (late, slow.calls) == ([MESSAGE], 1)


def test_what_was_never_begun_is_left_wholly_to_the_other_process(slow):
    late = []
    patience = Patience(slow, late.append, seconds=0.01, threads=1)

    assert patience.replies(MESSAGE) is None
    assert patience.replies(OTHER) is None
    slow.go_on.set()
    patience.close()

    assert late == [MESSAGE, OTHER]
    assert slow.calls == 1


def test_when_nothing_can_be_put_aside_the_line_is_held_for_the_answer(slow):
    def put_late(_):
        slow.go_on.set()
        raise OSError("the disk is full")

    assert Patience(slow, put_late, seconds=0.01, hold=5).replies(MESSAGE) == (Reply("你好"),)


def test_beyond_what_can_be_borne_messages_are_put_aside_at_once(slow):
    late = []
    patience = Patience(slow, late.append, seconds=0.01, most=1)

    assert patience.replies(MESSAGE) is None
    assert patience.replies(OTHER) is None
    assert late == [MESSAGE, OTHER]


def test_a_failure_is_told_to_each_who_waits_and_the_next_try_starts_anew(caplog):
    answers = iter([ValueError("秘密"), (Reply("好"),)])

    def answer(_):
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    patience = Patience(answer, put_late=None)
    with pytest.raises(Failed):
        patience.replies(MESSAGE)

    assert patience.replies(MESSAGE) == (Reply("好"),)
    assert "秘密" not in caplog.text
