"""Who waits for an answer is known until it is given, or until she leaves."""

from datetime import timedelta

import pytest

from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=1)
WORDS = "退伍军人有补助吗（示例）"


@pytest.fixture
def unit(storage):
    with storage.work() as unit:
        yield unit


def test_all_who_asked_the_same_wait_each_once(unit):
    unit.questions.note(WORDS, "ask_policy", "", NOW, "wang")
    unit.questions.note(WORDS, "ask_policy", "", LATER, "li")
    unit.questions.note(WORDS, "ask_policy", "", LATER, "wang")
    unit.questions.note(WORDS, "ask_policy", "", LATER)
    (question,) = unit.questions.list().rows

    assert question.times == 4
    assert unit.questions.askers(question.id) == ("wang", "li")


def test_who_leaves_waits_for_nothing(unit):
    unit.questions.note(WORDS, "ask_policy", "", NOW, "wang")
    (question,) = unit.questions.list().rows
    unit.questions.forget("wang")

    assert unit.questions.askers(question.id) == ()
    assert unit.questions.list().total == 1


def test_who_asked_long_ago_is_forgotten(unit):
    unit.questions.note(WORDS, "ask_policy", "", NOW, "wang")
    unit.questions.note(WORDS, "ask_policy", "", LATER, "li")

    assert unit.questions.trim_askers(LATER) == 1
    assert unit.questions.askers(unit.questions.list().rows[0].id) == ("li",)
