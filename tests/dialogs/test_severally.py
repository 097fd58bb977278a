"""Several questions in one message: two answered, the others offered."""

import pytest

from dialogs.front_desk import take
from dialogs.talk import Talk
from tests.builders import a_message, a_scene

MANY = "低保多少钱 五保多少钱 高龄津贴多少钱 残疾人补贴多少钱 孤儿一个月多少钱 医疗救助怎么申请 危房改造找谁"


def replies(text):
    turn = take(Talk(), a_message(text), a_scene())
    return turn, turn.replies[0]


def test_two_are_answered_under_their_names_and_the_rest_can_be_tapped():
    turn, reply = replies("低保多少钱 五保多少钱 低保怎么申请 高龄津贴去哪办")
    assert "【低保多少钱】" in reply.text
    assert "【五保多少钱】" in reply.text
    assert [option.label for option in reply.options] == ["低保怎么申请", "高龄津贴去哪里办", "我要求助"]
    assert "还问了2件" in reply.tail
    assert turn.talk.choices[0] == "低保怎么申请"


def test_a_tap_on_the_rest_is_answered():
    turn, _ = replies("低保多少钱 五保多少钱 低保怎么申请 高龄津贴去哪办")
    after = take(turn.talk, a_message("第一个"), a_scene())
    assert "申请" in after.replies[0].text


@pytest.mark.parametrize("text", [MANY, "，".join([MANY, "带什么材料", "多久能下来", "去哪办"])])
def test_however_many_were_asked_the_message_fits(text):
    _, reply = replies(text)
    assert len(reply.plain().encode()) <= 2048


def test_danger_among_questions_comes_first():
    turn, reply = replies("低保多少钱 五保多少钱 他又打我了我带孩子躲在外面")
    assert turn.intent == "violence_abuse"
    assert "110" in reply.text


def test_a_figure_keeps_its_document_when_two_are_told():
    turn, reply = replies("低保多少钱 五保多少钱")
    assert len(turn.sources) >= 2
    assert reply.text.count("文号") == 2
