"""Messages: taken once, answered for ever."""

from datetime import timedelta

from dialogs.message import Message
from tests.storage.conftest import NOW


def a_message(key="m1", **changes):
    return Message(**{"key": key, "sender": "wang", "kind": "text", "at": NOW, "text": "低保多少钱（示例）"} | changes)


def test_the_same_message_again_is_not_new(storage):
    with storage.work() as unit:
        assert unit.inbox.take(a_message())
        assert not unit.inbox.take(a_message())
        unit.commit()

    with storage.work() as unit:
        assert not unit.inbox.take(a_message())


def test_a_repeat_gets_the_stored_reply(storage):
    with storage.work() as unit:
        unit.inbox.take(a_message())
        unit.inbox.answered("m1", '{"text":"您好"}', "greeting", at=NOW)
        unit.commit()

    with storage.read() as unit:
        assert unit.inbox.reply_to("m1") == '{"text":"您好"}'


def test_a_message_without_reply_has_none(storage):
    with storage.work() as unit:
        unit.inbox.take(a_message())
        assert unit.inbox.reply_to("m1") is None
        assert unit.inbox.reply_to("never came") is None


def test_a_message_put_aside_comes_back_whole_and_once(storage):
    late = a_message(latitude=37.4, longitude=112.0, media_id="示例", scene="place:141121")
    with storage.work() as unit:
        unit.inbox.put_late(late, NOW)
        unit.inbox.put_late(late, NOW)
        unit.commit()

    with storage.work() as unit:
        assert unit.inbox.late(NOW) == ()
        assert unit.inbox.late(NOW + timedelta(seconds=1)) == (late,)
        unit.inbox.done_late(late.key)
        assert unit.inbox.late(NOW + timedelta(seconds=1)) == ()


def test_old_messages_are_forgotten(storage):
    with storage.work() as unit:
        unit.inbox.take(a_message("old", at=NOW - timedelta(days=8)))
        unit.inbox.take(a_message("new"))

        assert unit.inbox.trim(NOW - timedelta(days=7)) == 1
        assert unit.inbox.take(a_message("old"))
        assert not unit.inbox.take(a_message("new"))


def test_a_picture_tells_that_its_message_was_put_aside(storage):
    with storage.work() as unit:
        unit.inbox.put_late(a_message(), NOW)
        unit.commit()
    with storage.read() as unit:
        assert unit.picture("wang", "m1").late
        assert not unit.picture("wang", "m2").late
