"""The engine: what waits follows from which answers are missing, and a deploy takes back nothing that was said."""

from dataclasses import fields, replace

import pytest

from dialogs.flow import (
    Ask,
    Ending,
    Flow,
    absorb,
    advance,
    answer_slot,
    migrated,
    next_ask,
    read,
    summary,
)
from dialogs.missed import missed
from dialogs.notunderstood import NotUnderstood
from dialogs.personal_readers import phone, place
from dialogs.readers import Words, choice
from dialogs.talk import Reply, Talk
from dialogs.turns import back
from tests.builders import a_message, a_scene


def _done(slots, scene):
    return Ending((Reply("好了：" + "、".join(f"{name}={value}" for name, value in slots.items())),))


SUBJECT = Ask("subject", "谁", "谁？", choice(("self", "本人"), ("other", "邻居")))
KIN = Ask("kin", "关系", "什么关系？", Words(least=1), unless=lambda slots: slots.get("subject") == "self")
PHONE = Ask("phone", "电话", "电话？", phone)
FLOW = Flow("hardship", "求助", 1, (SUBJECT, KIN, PHONE), _done)


def _asked(flow, slots, awaiting=""):
    return Talk(flow.name, flow.version, awaiting or next_ask(flow, slots).name, slots)


def test_an_ask_has_exactly_five_fields():
    assert [field.name for field in fields(Ask)] == ["name", "label", "prompt", "reader", "unless"], (
        "a sixth field needs a decision in docs/decisions first"
    )


def test_a_question_that_does_not_apply_is_not_asked():
    assert next_ask(FLOW, {"subject": "self"}).name == "phone"
    assert next_ask(FLOW, {"subject": "other"}).name == "kin"


def test_the_last_answer_ends_the_flow():
    turn = advance(FLOW, {"subject": "self", "phone": "15400000002"}, a_scene())

    assert turn.talk == Talk()
    assert turn.plain() == "好了：subject=self、phone=15400000002"


def test_a_question_put_in_by_a_deploy_does_not_take_the_answer_meant_for_another():
    talk = _asked(FLOW, {"subject": "self"})
    newer = replace(FLOW, version=2, asks=(SUBJECT, KIN, Ask("place", "地址", "哪里？", place), PHONE))

    slots = read(newer, migrated(newer, talk), a_message("15400000002"), a_scene())

    assert slots == {"subject": "self", "phone": "15400000002"}
    assert next_ask(newer, slots).name == "place"


def test_a_renamed_question_keeps_its_answer_and_its_place():
    older = replace(FLOW, asks=(SUBJECT, KIN, replace(PHONE, name="tel")))
    newer = replace(FLOW, version=2, renamed={"tel": "phone", "relation": "kin"})
    answered = migrated(newer, _asked(older, {"subject": "other", "relation": "邻居"}, "tel"))

    assert answered.awaiting == "phone"
    assert read(newer, answered, a_message("15400000002"), a_scene())["kin"] == "邻居"


def test_a_removed_question_takes_its_answer_with_it():
    newer = replace(FLOW, version=2, asks=(SUBJECT, PHONE))

    assert read(newer, _asked(FLOW, {"subject": "other"}, "kin"), a_message("邻居"), a_scene()) == {"subject": "other"}


def test_the_third_miss_offers_a_human():
    talk, scene = _asked(FLOW, {"subject": "self"}), a_scene()
    said = []
    for _ in range(3):
        turn = missed(FLOW, talk, NotUnderstood("请发手机号。", simple="11位数字。"), scene)
        talk = turn.talk
        said.append(turn.replies[0])

    assert said[0].text == "请发手机号。\n电话？"
    assert "11位数字" in said[1].text
    assert said[2].options[-1].words == "人工"


def test_asking_back_which_of_two_was_meant_is_no_miss():
    talk = _asked(FLOW, {"subject": "self"})

    assert missed(FLOW, talk, NotUnderstood("哪一个？", options=SUBJECT.reader.options), a_scene()).talk.misses == 0


def test_going_back_takes_the_last_answer_back():
    turn = back(FLOW, _asked(FLOW, {"subject": "other", "kin": "邻居"}), a_scene())

    assert (turn.talk.awaiting, turn.talk.slots) == ("kin", {"subject": "other"})
    assert back(FLOW, _asked(FLOW, {}), a_scene()) is None


def test_an_operator_answers_in_any_order_by_words_or_number():
    scene = a_scene()
    slots = answer_slot(FLOW, {}, "phone", "15400000002", scene)
    slots = answer_slot(FLOW, slots, "subject", "2", scene)

    assert slots == {"phone": "15400000002", "subject": "other"}
    assert answer_slot(FLOW, slots, "phone", " ", scene) == {"subject": "other"}


def test_an_operator_is_told_what_is_wrong_and_loses_nothing():
    with pytest.raises(NotUnderstood, match="10位"):
        answer_slot(FLOW, {}, "phone", "1540000000", a_scene())
    with pytest.raises(KeyError):
        answer_slot(FLOW, {}, "nobody", "x", a_scene())


def test_a_sentence_fills_what_it_tells_and_nothing_that_was_answered():
    scene = a_scene()
    heard = scene.office.ear.hear("我叫刘三，电话15400000002")

    assert absorb(FLOW, {"phone": "15400000001"}, heard)["phone"] == "15400000001"
    assert absorb(FLOW, {}, heard)["phone"] == "15400000002"


def test_the_summary_shows_each_answer_under_its_label():
    assert (
        summary(FLOW, {"subject": "other", "kin": "邻居", "_heard": {"age": 80}}, a_scene()) == "谁：邻居\n关系：邻居"
    )


def test_a_bureau_may_put_a_question_in_its_own_words():
    scene = a_scene()
    pack = replace(scene.office.pack, wording={"hardship.subject": "哪个要帮忙？"})
    scene = replace(scene, office=replace(scene.office, pack=pack))

    assert advance(FLOW, {}, scene).replies[0].text == "哪个要帮忙？"
