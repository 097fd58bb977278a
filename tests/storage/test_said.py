"""What was said in the last days, for who is handed the conversation."""

import json
from datetime import timedelta

import sqlalchemy as sa

from dialogs.message import Message, key_of
from tests.storage.conftest import NOW


def say(storage, sender, number, text, *, reply="好的", kind="text", at=NOW):
    message = Message(key_of("msgid", sender, str(number)), sender, kind, at, text)
    with storage.work() as unit:
        unit.inbox.take_answered(message, json.dumps([[reply, [["人工", ""]], ""]]), at=at)
        unit.commit()


def test_both_sides_come_back_in_their_order_and_nobody_elses(storage):
    say(storage, "wang", 9, "房子漏雨", reply="您住哪里？")
    say(storage, "wang", 10, "", kind="voice", at=NOW + timedelta(minutes=1))
    say(storage, "wangx", 1, "别人的话")

    with storage.read() as unit:
        said = unit.said.of("wang")
        last = unit.said.of("wang", most=1)
    assert [(one.who, one.kind, one.text) for one in said] == [
        ("resident", "text", "房子漏雨"),
        ("us", "text", "您住哪里？\n1 人工"),
        ("resident", "voice", ""),
        ("us", "text", "好的\n1 人工"),
    ]
    assert len(last) == 1


def test_words_are_sealed_and_forgotten_while_the_answer_stays_for_repeats(storage):
    say(storage, "wang", 1, "我不想活了")
    with storage.work() as unit:
        raw = unit.connection.execute(sa.text("SELECT said FROM inbox")).scalar_one()
        assert "不想活".encode() not in bytes(raw)
        assert unit.said.trim(NOW + timedelta(days=1)) == 1
        assert unit.said.of("wang") == ()
        assert unit.inbox.reply_to(key_of("msgid", "wang", "1"))


def test_who_leaves_is_forgotten(storage):
    say(storage, "wang", 1, "一句")
    with storage.work() as unit:
        unit.said.forget("wang")
        assert unit.said.of("wang") == ()
